"""`{% load phones %}{{ user.phone|said_phone }}`"""

from django import template

from directory.people import phones

register = template.Library()
register.filter("said_phone", phones.said_phone)
register.filter("veiled_phone", phones.veiled_phone)
