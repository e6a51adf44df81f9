"""Two entries, or an entry and a list, side by side: what each says, field by field."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.coops import hanging
from directory.coops.models import Cooperative, Kind
from directory.lists.facts import as_text, held_by
from directory.lists.models import Difference, Likeness
from directory.lists.terms import FIELDS
from directory.people.phones import said_phone

_REASONS = {
    "name": gettext_lazy("the names"),
    "other day": gettext_lazy("another day or season in the name"),
    "other number": gettext_lazy("another number in the name"),
    "other kind": gettext_lazy("another kind"),
    "far apart": gettext_lazy("far apart"),
    "other state": gettext_lazy("another state"),
    "same street": gettext_lazy("the same street"),
    "same spot": gettext_lazy("the same spot"),
    "near": gettext_lazy("near each other"),
    "same town": gettext_lazy("the same town"),
    "same postcode": gettext_lazy("the same ZIP code"),
    "same web address": gettext_lazy("the same web address"),
    "other web address": gettext_lazy("another web address"),
    "same phone": gettext_lazy("the same phone"),
}


class Line(NamedTuple):
    """`differs`: both say something, and not the same."""

    term: Any
    left: str
    right: str
    differs: bool


def side_by_side(left: Cooperative, right: Cooperative) -> list[Line]:
    """What both leave blank is left out; whether they are shown and how they stand in the network is always told."""
    told = [held_by(coop, coop.places.order_by("pk").first()) for coop in (left, right)]
    lines = [_line(term, _said(name, told[0][name]), _said(name, told[1][name])) for name, term in FIELDS.items()]
    lines.append(
        _line(_("Where this is from"), *(", ".join(_sources(coop)) for coop in (left, right)))._replace(differs=False)
    )
    lines.append(
        _line(_("What hangs on it"), *(", ".join(_hanging(coop)) for coop in (left, right)))._replace(differs=False)
    )
    lines.append(_line(_("In the directory"), left.get_state_display(), right.get_state_display()))
    lines.append(_line(_("Standing"), left.get_standing_display(), right.get_standing_display()))
    return [line for line in lines if line.left or line.right]


def of_difference(difference: Difference) -> Line:
    """What the entry says now, which may not be what it said when the list came."""
    coop = difference.cooperative
    ours = held_by(coop, next(iter(coop.places.all()), None))[difference.field]
    name = difference.field
    return _line(FIELDS[name], _said(name, ours), _said(name, difference.theirs))


def reasons(likeness: Likeness) -> str:
    """`the names 50, the same town 15, another web address -5`."""
    return ", ".join(f"{_REASONS.get(what, what)} {points}" for what, points in likeness.reasons)


def _line(term: Any, left: str, right: str) -> Line:
    return Line(term, left, right, bool(left and right and left != right))


def _said(name: str, value: Any) -> str:
    text = as_text(value)
    if name == "phone":
        return said_phone(text)
    return str(Kind(text).label) if name == "kind" and text in Kind.values else text


def _sources(coop: Cooperative) -> Iterator[str]:
    for source in coop.sources.all():
        yield f"{source.title} {source.as_of.year}"


def _hanging(coop: Cooperative) -> Iterator[str]:
    """`goods: 3`; of what was given no word it is not told."""
    for kind in hanging.everything():
        if kind.said and (count := len(kind.keys(coop))):
            yield f"{kind.said}: {count}"
