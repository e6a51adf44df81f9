"""Where a typed place lies, without asking anybody: cities, ZIP codes and states from files beside this module.

Good enough to say which chapter is nearest. Nobody outside learns where a supporter looks from.
"""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from directory.coops.regions import STATES, region_name

_DATA = Path(__file__).parent / "data"
_EARTH = 3958.8  # miles
_LONGEST = 80
_MOST_OTHERS = 5
_ZIP = re.compile(r"(\d{5})(-\d{4})?")
_SAME_WORD = {"saint": "st", "ft": "fort", "mt": "mount"}
_HOME_COUNTRY = ("usa", "us", "u s a", "united states", "eeuu", "ee uu", "estados unidos")
# Of two cities of one name the first in this list is meant, unless the state is typed too.
_MEANT = {"albany": "NY", "charleston": "SC", "columbia": "SC", "columbus": "OH", "fayetteville": "NC", "greenville": "SC",
          "kansas city": "MO", "portland": "OR", "richmond": "VA", "springfield": "IL", "wilmington": "DE"}  # fmt: skip
_OTHER_NAMES = {
    "nueva york": "new york", "new york city": "new york", "nyc": "new york", "manhattan": "new york",
    "nueva orleans": "new orleans", "nola": "new orleans", "filadelfia": "philadelphia", "philly": "philadelphia",
    "san luis": "st louis", "l a": "los angeles", "d c": "washington", "dc": "washington", "washington d c": "washington",
    "washington dc": "washington", "ciudad de mexico": "mexico city", "cdmx": "mexico city", "la habana": "havana",
    "puerto principe": "port au prince", "ciudad de guatemala": "guatemala city", "ciudad de panama": "panama city",
    "londres": "london", "viena": "vienna", "roma": "rome", "lisboa": "lisbon", "bruselas": "brussels",
    "estocolmo": "stockholm", "copenhague": "copenhagen", "atenas": "athens", "estambul": "istanbul",
    "el cairo": "cairo", "nueva delhi": "new delhi", "delhi": "new delhi", "tokio": "tokyo", "seul": "seoul",
    "bombay": "mumbai", "johannesburgo": "johannesburg", "ciudad del cabo": "cape town", "adis abeba": "addis ababa",
}  # fmt: skip
_OTHER_STATES = {
    "carolina del norte": "NC", "carolina del sur": "SC", "dakota del norte": "ND", "dakota del sur": "SD",
    "nuevo mexico": "NM", "nueva jersey": "NJ", "nuevo hampshire": "NH", "nueva hampshire": "NH",
    "virginia occidental": "WV", "pensilvania": "PA", "luisiana": "LA", "misisipi": "MS", "misuri": "MO", "tejas": "TX",
    "hawai": "HI", "distrito de columbia": "DC",
}  # fmt: skip


class Sureness(StrEnum):
    EXACT = "exact"
    GUESSED = "guessed"  # another spelling was typed
    ROUGH = "rough"  # only the state is known


@dataclass(frozen=True)
class Spot:
    """A place in degrees (WGS 84). `region` is two letters in the United States; `name` is "" for a state as a whole."""

    name: str
    region: str
    country: str
    lat: float
    lon: float

    def __str__(self) -> str:
        return f"{self.name}, {self.region}" if self.name and self.region else self.name or region_name(self.region)


@dataclass(frozen=True)
class Found:
    spot: Spot
    sureness: Sureness
    others: tuple[Spot, ...] = ()


def find(text: str) -> Found | None:
    """The place of "Atlanta", "atlanta ga", "30303" or "Nueva York"; None for one that is not known."""
    typed = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    if zipped := _ZIP.fullmatch(typed):
        return _by_zip(zipped[1])
    words = _without_country(fold(typed))
    if not words:
        return None
    return _by_name(words) or _with_state(words) or _by_first_part(typed) or _by_likeness(words)


def miles(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude) as the crow flies."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1, half)))


def fold(text: str) -> str:
    """Small letters without accents and signs; words that are written in two ways are written in one."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(_SAME_WORD.get(word, word) for word in re.sub(r"[^a-z0-9]+", " ", plain).split())


def _without_country(words: str) -> str:
    for country in _HOME_COUNTRY:
        words = words.removesuffix(f" {country}")
    return words


def _by_name(words: str, region: str = "") -> Found | None:
    spots = [spot for spot in _spots().get(_OTHER_NAMES.get(words, words), []) if not region or spot.region == region]
    if spots:
        return Found(spots[0], Sureness.EXACT, tuple(spots[1 : 1 + _MOST_OTHERS]))
    return None if region else _whole_state(_states().get(words))


def _with_state(words: str) -> Found | None:
    """A city and its state; where only the state is known, its middle."""
    parts = words.split()
    for length in (3, 2, 1):
        state = _states().get(" ".join(parts[-length:]))
        if state and len(parts) > length:
            rough = _whole_state(state)
            return _by_name(" ".join(parts[:-length]), state) or (rough and Found(rough.spot, Sureness.ROUGH))
    return None


def _by_first_part(typed: str) -> Found | None:
    """ "Paris, France": what stands before the comma."""
    first, comma, _rest = typed.partition(",")
    return _by_name(fold(first)) if comma else None


def _by_likeness(words: str) -> Found | None:
    like = difflib.get_close_matches(words, _spots(), n=1, cutoff=0.84)
    found = _by_name(like[0]) if like else None
    return Found(found.spot, Sureness.GUESSED, found.others) if found else None


def _by_zip(code: str) -> Found | None:
    spot = _zips().get(code) or _zips().get(code[:3])
    return Found(spot, Sureness.EXACT) if spot else _whole_state(_state_of_zip(code[:3]))


def _whole_state(state: str | None) -> Found | None:
    for row in _rows("states"):
        if row["state"] == state:
            return Found(Spot("", row["state"], "US", float(row["lat"]), float(row["lon"])), Sureness.EXACT)
    return None


def _state_of_zip(beginning: str) -> str | None:
    for row in _rows("states"):
        for span in row["zips"].split(";"):
            first, _dash, last = span.partition("-")
            if first <= beginning <= last:
                return row["state"]
    return None


@lru_cache(maxsize=4)
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    names = {fold(name): letters for letters, name in STATES.items()}
    return {letters.casefold(): letters for letters in STATES} | names | _OTHER_STATES


def _known() -> Iterator[Spot]:
    for row in _rows("cities"):
        yield Spot(row["name"], row["region"], row["country"], float(row["lat"]), float(row["lon"]))
    for row in _rows("southern_places"):
        yield Spot(row["city"], row["state"], "US", float(row["lat"]), float(row["lon"]))


@lru_cache(maxsize=1)
def _spots() -> dict[str, list[Spot]]:
    """Places by their folded name, the one that is meant first."""
    spots: dict[str, list[Spot]] = {}
    for spot in _known():
        same = spots.setdefault(fold(spot.name), [])
        if all((spot.region, spot.country) != (other.region, other.country) for other in same):
            same.append(spot)
    for name, region in _MEANT.items():
        spots[name].sort(key=lambda spot: spot.region != region)
    return spots


@lru_cache(maxsize=1)
def _zips() -> dict[str, Spot]:
    """Places by a whole ZIP code, or by its first three figures."""
    zips = {}
    for row in _rows("cities"):
        for beginning in filter(None, row["zips"].split(";")):
            zips[beginning] = Spot(row["name"], row["region"], "US", float(row["lat"]), float(row["lon"]))
    for row in _rows("southern_zips"):
        zips[row["zip"]] = Spot(row["city"], row["state"], "US", float(row["lat"]), float(row["lon"]))
    return zips
