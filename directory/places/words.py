"""Distances in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_SMALL, _LEAST = 10, 0.1


def said_miles(miles: float) -> str:
    """`1.2 miles`, `24 miles`."""
    if miles < _LEAST:
        return _("less than 0.1 miles")
    return whole_miles(round(miles)) if round(miles, 1) >= _SMALL else _miles(2, f"{miles:.1f}")


def whole_miles(miles: int) -> str:
    return _miles(miles, f"{miles:,}")


def _miles(number: int, said: str) -> str:
    return ngettext("%(n)s mile", "%(n)s miles", number) % {"n": said}
