"""`{% load hours %}{{ event.at|moment }}`"""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.hours import clock

register = template.Library()


@register.filter(expects_localtime=True)
def moment(at: datetime.datetime) -> str:
    """ "Tue 24 Nov, 12:24 pm", in the active zone and language."""
    day = date_format(at, _("D j M"))
    return f"{day}, {clock(at.time())}"
