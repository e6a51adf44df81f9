"""Positions from lists, in degrees (WGS 84): what is no place, or is written the wrong way round, is dropped and said."""

import math
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from directory.lists.profiles import Box

Position = tuple[float, float] | tuple[None, None]
_PAIR = re.compile(r"(POINT\s*)?\(?\s*([-+]?\d{1,3}\.\d+)\s*[,;\s]\s*([-+]?\d{1,3}\.\d+)\s*\)?\s*$", re.IGNORECASE)
_ENOUGH_TO_TELL = 20
_NEARLY_ALL = 0.02
_NOWHERE: Position = (None, None)


def position(lat: str, lon: str, remarks: list[str], *, box: Box | None = None, only_inside: bool = False) -> Position:
    """`box` is where the places of the list are. 0, 0 lies in the sea off Africa and is what many a program writes for "unknown"."""
    if not lat and not lon:
        return _NOWHERE
    at = _degrees(lat), _degrees(lon)
    remark = _remark_on(at, box, only_inside=only_inside)
    if not remark:
        return at
    remarks.append(remark % {"where": f"{lat[:20]}, {lon[:20]}"})
    return _NOWHERE


def is_pair(text: str) -> bool:
    return split_position(text) != (text, "")


def split_position(text: str) -> tuple[str, str]:
    """Latitude and longitude from one cell: `(32.3, -90.1)`, or as a database says it, `POINT (-90.1 32.3)`."""
    found = _PAIR.search(text)
    if not found:
        return text, ""
    return (found[3], found[2]) if found[1] else (found[2], found[3])


def box_around(pairs: Iterable[tuple[str, str]]) -> Box | None:
    """Where nearly all places of a list are, with as much room again around it. None where there are too few to tell."""
    points = [(_degrees(lat), _degrees(lon)) for lat, lon in pairs if lat and lon]
    points = [at for at in points if _is_on_earth(at)]
    if len(points) < _ENOUGH_TO_TELL:
        return None
    cut = int(len(points) * _NEARLY_ALL)
    south, *_middle, north = sorted(lat for lat, _lon in points)[cut : len(points) - cut]
    west, *_middle, east = sorted(lon for _lat, lon in points)[cut : len(points) - cut]
    room = max(north - south, east - west, 0.5)
    return south - room, west - room, north + room, east + room


def _remark_on(at: tuple[float, float], box: Box | None, *, only_inside: bool) -> str:
    if _is_fit(at, box):
        return ""
    if _is_fit((at[1], at[0]), box):
        return _("coordinates “%(where)s” look exchanged and were dropped")
    if not _is_on_earth(at):
        return _("coordinates “%(where)s” are not a place and were dropped")
    return _("coordinates “%(where)s” lie outside of the region of the list and were dropped") if only_inside else ""


def _is_fit(at: tuple[float, float], box: Box | None) -> bool:
    return _is_on_earth(at) and (box is None or _is_in(box, *at))


def _degrees(text: str) -> float:
    """Not a number where it is none. `32,6` is how Spanish writes 32.6."""
    if "_" in text:
        return math.nan
    try:
        return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return math.nan


def _is_on_earth(at: tuple[float, float]) -> bool:
    return all(map(math.isfinite, at)) and abs(at[0]) <= 90 and abs(at[1]) <= 180 and at != (0, 0)


def _is_in(box: Box, lat: float, lon: float) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east
