"""Amounts in templates: `{% load money %}{{ line.total_minor|money }}` shows "$12.00"."""

from django import template
from django.conf import settings

from marketplace.money import format_amount

register = template.Library()


@register.filter
def money(minor: int | str | None, currency: str = "") -> str:
    """Minor units as "$12.00", in the site's currency unless another is named; nothing for no amount."""
    if minor is None or minor == "":
        return ""
    return format_amount(int(minor), currency or settings.CURRENCY)
