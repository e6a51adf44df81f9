"""Places in boxes: for any piece of the map at most some 200 marks, counted by the database, whatever the number of places.

A cell is as large as a finger needs on the screen at that zoom (a map of 256 pixels for the whole world at zoom 0). Cells are
counted from the South Pole and the date line, so that a map which is moved keeps its numbers where they are.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Avg, Count, F, FloatField, Func, IntegerField, Max, Min, Value

from directory.coops.filters import Box, CoopFilters
from directory.coops.models import Cooperative
from directory.coops.selectors import places_found

WORLD = Box(-85, -180, 85, 180)
MOST, DEEPEST = 200, 19
_CELLS_ACROSS = 5  # in 256 pixels
_CLOSE = 0.95  # of a cell: marks nearer to each other would cover each other
_LEAST = 0.0002  # degrees round one place


@dataclass(frozen=True)
class Cluster:
    """Several places or one, in the middle of them; `coop` is the one that is there alone."""

    lat: float
    lon: float
    count: int
    box: Box
    pk: int
    coop: Cooperative | None = None


class _Whole(Func):
    """A number that is not below 0 without what comes after its point. SQLite's own cast is ten times as fast as Django's floor there."""

    function = "FLOOR"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **more):  # type: ignore[no-untyped-def]  # Django's own way
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS INTEGER)", **more)


def clusters(filters: CoopFilters, frame: Box, zoom: int) -> list[Cluster]:
    """What of the list lies in this piece of the map. Two queries, and one more where it is asked what is open."""
    high, wide = _cell(frame, zoom)
    rows = (
        places_found(filters)
        .filter(frame.holds())
        .annotate(row=_number(F("lat") + 90.0, high), column=_number(F("lon") + 180.0, wide))
        .values("row", "column")
        .annotate(
            n=Count("pk"),
            first=Min("cooperative"),
            y=Avg("lat"),
            x=Avg("lon"),
            south=Min("lat"),
            north=Max("lat"),
            west=Min("lon"),
            east=Max("lon"),
        )
        .order_by("-n", "row", "column")
    )
    found = [
        Cluster(r["y"], r["x"], r["n"], Box(r["south"], r["west"], r["north"], r["east"]), r["first"]) for r in rows
    ]
    return _named(_apart(found, high * _CLOSE, wide * _CLOSE))


def _number(degrees: object, size: float) -> Func:
    return _Whole(degrees / Value(size, output_field=FloatField()))  # type: ignore[operator]


def _cell(frame: Box, zoom: int) -> tuple[float, float]:
    """Degrees of latitude and of longitude; doubled until the frame holds no more cells than are wanted."""
    wide = 360 / 2 ** min(max(zoom, 0), DEEPEST) / _CELLS_ACROSS
    flat = math.cos(math.radians(5 * round((frame.south + frame.north) / 10)))
    while (_cells(frame.north - frame.south, wide * flat)) * _cells(frame.east - frame.west, wide) > MOST:
        wide *= 2
    return wide * flat, wide


def _cells(degrees: float, size: float) -> int:
    return math.ceil(degrees / size) + 1


def _apart(found: Iterable[Cluster], high: float, wide: float) -> list[Cluster]:
    """The fullest come first and take in those whose marks they would cover."""
    taken: list[Cluster] = []
    for one in found:
        near = (
            at for at, host in enumerate(taken) if abs(host.lat - one.lat) < high and abs(host.lon - one.lon) < wide
        )
        at = next(near, None)
        if at is None:
            taken.append(one)
        else:
            taken[at] = _joined(taken[at], one)
    return taken


def _joined(host: Cluster, other: Cluster) -> Cluster:
    a, b = host.box, other.box
    box = Box(min(a.south, b.south), min(a.west, b.west), max(a.north, b.north), max(a.east, b.east))
    return replace(host, count=host.count + other.count, box=box)


def _named(found: list[Cluster]) -> list[Cluster]:
    alone = Cooperative.objects.in_bulk([one.pk for one in found if one.count == 1])
    return [replace(one, coop=alone.get(one.pk) if one.count == 1 else None) for one in found]


def round_about(box: Box) -> Box:
    """With a margin, so that nothing stands on the edge."""
    margin = max((box.north - box.south) * 0.1, (box.east - box.west) * 0.1, _LEAST)
    return Box(box.south - margin, box.west - margin, box.north + margin, box.east + margin)
