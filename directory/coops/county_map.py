"""A map of Mississippi that the server draws: county lines, the co-ops as their marks, and a number where many stand close together.

It needs no tiles, no script and no other site. The drawing is in thousandths of a degree of latitude from 91.75 W, 35.1 N, as the county
lines in `data/mississippi-counties.json` are (see SOURCE.md beside them).
"""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.coops.filters import Box
from directory.coops.selectors import Point

_WEST, _NORTH, _SCALE = -91.75, 35.1, 1000
_DRAWN_TOGETHER = math.cos(math.radians(32.6))
_WIDE, _HIGH = 3140, 4980
_MARKS_ACROSS = 10
_LEAST_WIDTH = 12  # of a piece of map: about one kilometre
_COUNTIES = Path(__file__).parent / "data" / "mississippi-counties.json"


@dataclass(frozen=True)
class Patch:
    """One co-op (`points` has one) or several close together, at its corner `x`, `y` on the drawing."""

    x: int
    y: int
    points: tuple[Point, ...]
    address: str

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def count(self) -> int:
        return len(self.points)


@dataclass(frozen=True)
class CountyMap:
    """`size` is the edge of a mark and `seam` the width of its frame, in the drawing's units; `outside` are places not on it."""

    view_box: str
    size: int
    seam: float
    patches: list[Patch]
    outside: int
    outline: str
    borders: str

    @property
    def shown(self) -> int:
        return sum(patch.count for patch in self.patches)


@dataclass(frozen=True)
class _Frame:
    """The piece of the drawing that is shown."""

    x: float
    y: float
    wide: float
    high: float

    def holds(self, at: tuple[float, float]) -> bool:
        return self.x <= at[0] <= self.x + self.wide and self.y <= at[1] <= self.y + self.high


@lru_cache(maxsize=1)
def _counties() -> dict[str, str]:
    paths: dict[str, str] = json.loads(_COUNTIES.read_text())
    return paths


def draw(
    points: Iterable[Point], *, box: Box | None, address_of: Callable[[Point], str], zoom: Callable[[Box], str]
) -> CountyMap:
    """`address_of` gives where a co-op's mark leads, `zoom` where a number leads: to the same map of its piece."""
    frame = _frame(box)
    size = frame.wide / _MARKS_ACROSS
    cells: dict[tuple[int, int], list[Point]] = {}
    outside = 0
    for point in points:
        x, y = _project(point.lat, point.lon)
        if not frame.holds((x, y)):
            outside += 1
            continue
        cells.setdefault((int((x - frame.x) // size), int((y - frame.y) // size)), []).append(point)
    patches = [_patch(found, size, frame, address_of, zoom) for found in _apart(list(cells.values()), size)]
    view_box = f"{frame.x:.0f} {frame.y:.0f} {frame.wide:.0f} {frame.high:.0f}"
    return CountyMap(view_box, round(size * 0.86), round(size / 30, 1), patches, outside, **_counties())


def _project(lat: float, lon: float) -> tuple[float, float]:
    return (lon - _WEST) * _DRAWN_TOGETHER * _SCALE, (_NORTH - lat) * _SCALE


def _frame(box: Box | None) -> _Frame:
    """The whole state, or a piece of the state's own shape round the box."""
    if box is None:
        return _Frame(0, 0, _WIDE, _HIGH)
    left, top = _project(box.north, box.west)
    right, bottom = _project(box.south, box.east)
    wide = max(right - left, (bottom - top) * _WIDE / _HIGH, _LEAST_WIDTH)
    high = wide * _HIGH / _WIDE
    return _Frame((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)


def _apart(cells: list[list[Point]], size: float) -> list[list[Point]]:
    """Cells whose middles stand so close that their marks would cover each other become one; the fullest take the others in."""
    taken: list[tuple[float, float, list[Point]]] = []
    for found in sorted(cells, key=len, reverse=True):
        x, y = _middle(found)
        near = (host for host_x, host_y, host in taken if abs(host_x - x) < size and abs(host_y - y) < size)
        host = next(near, None)
        if host is None:
            taken.append((x, y, found))
        else:
            host.extend(found)
    return [found for _x, _y, found in taken]


def _middle(points: list[Point]) -> tuple[float, float]:
    ats = [_project(point.lat, point.lon) for point in points]
    return sum(x for x, _y in ats) / len(ats), sum(y for _x, y in ats) / len(ats)


def _patch(
    points: list[Point],
    size: float,
    frame: _Frame,
    address_of: Callable[[Point], str],
    zoom: Callable[[Box], str],
) -> Patch:
    """Drawn in the middle of its points, and inside of the frame."""
    x, y = _middle(points)
    x = min(max(x - size / 2, frame.x), frame.x + frame.wide - size)
    y = min(max(y - size / 2, frame.y), frame.y + frame.high - size)
    address = address_of(points[0]) if len(points) == 1 else zoom(_box_round(points))
    return Patch(round(x), round(y), tuple(points), address)


def _box_round(points: list[Point]) -> Box:
    """With a margin, so that nothing stands on the edge."""
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    margin = max(max(lats) - min(lats), max(lons) - min(lons), 0.004) * 0.2
    return Box(min(lats) - margin, min(lons) - margin, max(lats) + margin, max(lons) + margin)
