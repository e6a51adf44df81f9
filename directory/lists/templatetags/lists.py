"""Sums of imports in words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext_lazy

register = template.Library()
_WORDS = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "unchanged": gettext_lazy("unchanged"),
    "to review": gettext_lazy("to review"),
    "refused": gettext_lazy("refused"),
    "gone": gettext_lazy("no longer in it"),
}


@register.filter
def said_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Word and number, in the order of the report; nothing of what is none, but for new and changed."""
    return [
        (str(word), counts.get(name, 0))
        for name, word in _WORDS.items()
        if counts.get(name) or name in ("new", "changed")
    ]


@register.filter
def all_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(str(word), counts.get(name, 0)) for name, word in _WORDS.items()]


@register.filter
def said_outcome(outcome: str) -> str:
    return str(_WORDS.get(outcome, outcome))
