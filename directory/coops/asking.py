"""The words round a search by place and time: what its form offers, and how the page says what it understood."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.coops import opening
from directory.places.around import Around
from directory.places.gazetteer import Spot
from directory.places.words import whole_miles

WITHIN, USUAL = (5, 10, 25, 50, 100), 25  # miles
Choice = tuple[str, str, bool]  # value, label, whether it is chosen
Link = tuple[str, str]  # name, address


@dataclass(frozen=True)
class Asking:
    """For components/where_when.html."""

    near: str
    miles: list[Choice]
    when: list[Choice]


@dataclass(frozen=True)
class Told:
    """For components/whereabouts.html. `unknown` is the place that we do not know, as it was typed."""

    said: str = ""
    everywhere_url: str = ""
    unknown: str = ""
    alike: list[Link] = field(default_factory=list)
    others: list[Link] = field(default_factory=list)


def asking(near: str, within: int, when: str, *, moments: bool = True) -> Asking:
    """`moments`: whether what is open now can be asked for, and not days only."""
    miles = [(str(n), whole_miles(n), n == within) for n in WITHIN]
    whens = [choice for choice in opening.choices() if moments or choice[0] != opening.NOW]
    return Asking(near, miles, [(value, label, value == when) for value, label in whens])


def read_within(text: str | None) -> int:
    return next((miles for miles in WITHIN if str(miles) == text), USUAL)


def told(
    around: Around | None,
    within: int,
    when: str,
    *,
    to: Callable[[str], str],
    on_map: bool = False,
    nearest: bool = True,
) -> Told:
    """`to` gives the address of the same page near another place. `on_map`: a piece of the map has taken the place of the miles.
    `nearest`: whether that is the order."""
    if around and around.spot is None:
        return Told(capfirst(_sentence([opening.said(when)])), unknown=around.typed, alike=_links(around.alike, to))
    where = []
    if around:
        where = ["" if on_map else _within(around, within), _("nearest first") if nearest else ""]
    said = _sentence([*where, opening.said(when)])
    return Told(capfirst(said), to("") if around else "", others=_links(around.others, to) if around else [])


def _within(around: Around, within: int) -> str:
    return _("within %(distance)s of %(place)s") % {"distance": whole_miles(within), "place": around.label}


def _sentence(parts: list[str]) -> str:
    """`Within 25 miles of 39203, nearest first, open on Saturday.`; "" for nothing."""
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else ""


def _links(spots: tuple[Spot, ...], to: Callable[[str], str]) -> list[Link]:
    return [(str(spot), to(str(spot))) for spot in spots]
