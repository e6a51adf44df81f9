"""`{% load miles %}{{ coop.miles|miles }}`: `1.2 miles`."""

from django import template

from directory.places.distance import KM_OF_A_MILE
from directory.places.words import said_miles

register = template.Library()


@register.filter
def miles(number: float) -> str:
    return said_miles(number)


@register.filter
def km_in_miles(km: float) -> str:
    return said_miles(km / KM_OF_A_MILE)
