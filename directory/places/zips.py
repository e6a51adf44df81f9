"""The middle of each ZIP code of the United States, from `data/zips.csv.gz` (see SOURCE.md there): read at the first question and
kept as three rows of whole numbers, 400 kB for all 33,791."""

import gzip
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from directory.places.distance import At

_FILE = Path(__file__).parent / "data" / "zips.csv.gz"
_IN_A_DEGREE = 1000


def at(code: str) -> At | None:
    """Latitude and longitude in degrees, to about 100 meters."""
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return None
    codes, lats, lons = _columns()
    place = bisect_left(codes, int(code))
    if place == len(codes) or codes[place] != int(code):
        return None
    return (lats[place] / _IN_A_DEGREE, lons[place] / _IN_A_DEGREE)


@lru_cache(maxsize=1)
def _columns() -> tuple["array[int]", "array[int]", "array[int]"]:
    """Each row of the file is the difference to the row above it."""
    columns = (array("i"), array("i"), array("i"))
    with gzip.open(_FILE, "rt", encoding="ascii") as file:
        next(file)
        for line in file:
            for column, difference in zip(columns, line.split(","), strict=True):
                column.append(int(difference))
    codes, lats, lons = (array("i", accumulate(column)) for column in columns)
    return codes, lats, lons
