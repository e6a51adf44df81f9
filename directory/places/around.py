"""Where somebody looks: a town, a ZIP code or the browser's position, as it was typed and as it was understood."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from directory.places.distance import At
from directory.places.gazetteer import Spot, Sureness, find, like

_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d+)?) ?, ?(-?\d{1,3}(?:\.\d+)?)")
_ROUGHLY = 3  # decimals of a degree: about 100 meters


@dataclass(frozen=True, slots=True)
class Around:
    """`spot` is None for a place that is not known; `alike` are then places spelled nearly so. `others` have the same name."""

    typed: str
    spot: Spot | None
    others: tuple[Spot, ...] = ()
    alike: tuple[Spot, ...] = ()
    is_position: bool = False

    @property
    def label(self) -> str:
        """`Jackson, MS`, `39203`, `where you are`; what was typed if it is not known."""
        if self.is_position:
            return _("where you are")
        return (self.spot.code or str(self.spot)) if self.spot else self.typed


def roughly(typed: str) -> str:
    """A position without the decimals that would name a house; anything else as it is."""
    position = _position(typed)
    return f"{position[0]},{position[1]}" if position else typed


def around(typed: str) -> Around | None:
    """None where nothing was typed. A whole state is too wide to be near to."""
    return _around(typed, settings.HOME_PLACE) if typed else None


@lru_cache(maxsize=256)
def _around(typed: str, home_place: str) -> Around:
    if position := _position(typed):
        return Around(typed, Spot("", "", "", *position), is_position=True)
    home = _home(home_place)
    found = find(typed, home=home)
    if found and found.sureness is Sureness.EXACT and (found.spot.name or found.spot.code):
        return Around(typed, found.spot, others=found.others)
    return Around(typed, None, alike=tuple(like(typed, home=home)))


def _home(name: str) -> At | None:
    found = find(name)
    return found.spot.at if found else None


def _position(typed: str) -> At | None:
    match = _POSITION.fullmatch(typed.strip())
    if not match:
        return None
    lat, lon = (round(float(degrees), _ROUGHLY) for degrees in match.groups())
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
