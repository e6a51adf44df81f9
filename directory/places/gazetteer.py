"""Where a typed place lies, without asking anybody: cities, ZIP codes and states from files beside this module.

Good enough to say which co-op or chapter is nearest. Nobody outside learns where somebody looks from.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from directory.places import zips
from directory.places.distance import At, miles
from directory.places.regions import STATES, region_name
from search.nearest import distance

_DATA = Path(__file__).parent / "data"
_LONGEST = 80
_MOST_OTHERS = 5
_SHORT = 5  # letters; in a shorter name one slip is much, in a longer one two
_CLOSE_TO_A_ZIP = 12  # miles from its middle to the town that it is named by
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


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in degrees (WGS 84). `region` is two letters in the United States; `name` is "" for a state as a whole, and for
    a ZIP code (`code`) with no town close to it."""

    name: str
    region: str
    country: str
    lat: float
    lon: float
    code: str = ""

    @property
    def at(self) -> At:
        return (self.lat, self.lon)

    def __str__(self) -> str:
        return f"{self.name}, {self.region}" if self.name and self.region else self.name or region_name(self.region)


@dataclass(frozen=True)
class Found:
    spot: Spot
    sureness: Sureness
    others: tuple[Spot, ...] = ()


def find(text: str, *, home: At | None = None) -> Found | None:
    """The place of "Atlanta", "atlanta ga", "30303" or "Nueva York"; None for one that is not known. Of several of one name the
    nearest to `home` is meant, without it the best known."""
    typed = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    if zipped := _ZIP.fullmatch(typed):
        return _by_zip(zipped[1])
    words = _without_country(fold(typed))
    if not words:
        return None
    found = _by_name(words) or _with_state(words) or _by_first_part(typed) or _by_likeness(words)
    return _nearest_first(found, home) if found and home else found


def like(text: str, *, home: At | None = None, most: int = 3) -> list[Spot]:
    """Places that are spelled nearly so: those of the state that was written too, the fewest slips, the nearest to `home`."""
    words, state = _parted(_without_country(fold(text[:_LONGEST])))
    near = [
        (spot.region != state if state else False, slips, miles(home, spot.at) if home else 0, str(spot), spot)
        for slips, name in _spelled_like(words)
        for spot in _spots()[name]
    ]
    return [spot for *_order, spot in sorted(near, key=lambda row: row[:4])[:most]]


def fold(text: str) -> str:
    """Small letters without accents and signs; words that are written in two ways are written in one."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(_SAME_WORD.get(word, word) for word in re.sub(r"[^a-z0-9]+", " ", plain).split())


def _without_country(words: str) -> str:
    for country in _HOME_COUNTRY:
        words = words.removesuffix(f" {country}")
    return words


def _nearest_first(found: Found, home: At) -> Found:
    spots = sorted((found.spot, *found.others), key=lambda spot: miles(home, spot.at))
    return Found(spots[0], found.sureness, tuple(spots[1 : 1 + _MOST_OTHERS]))


def _by_name(words: str, region: str = "") -> Found | None:
    spots = [spot for spot in _spots().get(_OTHER_NAMES.get(words, words), []) if not region or spot.region == region]
    if spots:
        return Found(spots[0], Sureness.EXACT, tuple(spots[1:]))
    return None if region else _whole_state(_states().get(words))


def _parted(words: str) -> tuple[str, str]:
    """A town and the letters of its state: `jackson`, `MS`; "" where no state was written."""
    parts = words.split()
    for length in (3, 2, 1):
        state = _states().get(" ".join(parts[-length:]))
        if state and len(parts) > length:
            return " ".join(parts[:-length]), state
    return words, ""


def _with_state(words: str) -> Found | None:
    """A city and its state; where only the state is known, its middle."""
    city, state = _parted(words)
    rough = _whole_state(state)
    return rough and (_by_name(city, state) or Found(rough.spot, Sureness.ROUGH))


def _by_first_part(typed: str) -> Found | None:
    """ "Paris, France": what stands before the comma."""
    first, comma, _rest = typed.partition(",")
    return _by_name(fold(first)) if comma else None


def _by_likeness(words: str) -> Found | None:
    near = _spelled_like(words)
    found = _by_name(near[0][1]) if near else None
    return Found(found.spot, Sureness.GUESSED, found.others) if found else None


@lru_cache(maxsize=256)
def _spelled_like(words: str) -> list[tuple[int, str]]:
    """(slips, folded name), the fewest slips first. Seldom is the first letter wrong, but it may have changed places with the next."""
    most = 1 if len(words) < _SHORT else 2
    if len(words) <= most:
        return []
    begins = (words[0], words[1])
    near = ((distance(words, name, most), name) for name in _spots() if name[0] in begins)
    return sorted(pair for pair in near if pair[0] <= most)


def _by_zip(code: str) -> Found | None:
    at, state = zips.at(code), _state_of_zip(code[:3]) or ""
    if at is None:
        return _whole_state(state)
    town = min(_in_state(state), key=lambda spot: miles(at, spot.at), default=None)
    name = town.name if town and miles(at, town.at) <= _CLOSE_TO_A_ZIP else ""
    return Found(Spot(name, state, "US", *at, code=code), Sureness.EXACT)


def _whole_state(state: str | None) -> Found | None:
    row = _middles().get(state or "")
    return Found(Spot("", row["state"], "US", float(row["lat"]), float(row["lon"])), Sureness.EXACT) if row else None


def _state_of_zip(beginning: str) -> str | None:
    for row in _middles().values():
        for span in row["zips"].split(";"):
            first, _dash, last = span.partition("-")
            if first <= beginning <= last:
                return row["state"]
    return None


@lru_cache(maxsize=1)
def _middles() -> dict[str, dict[str, str]]:
    return {row["state"]: row for row in _rows("states")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    names = {fold(name): letters for letters, name in STATES.items()}
    return {letters.casefold(): letters for letters in STATES} | names | _OTHER_STATES


def _known() -> Iterator[Spot]:
    for row in _rows("cities"):
        yield Spot(row["name"], row["region"], row["country"], float(row["lat"]), float(row["lon"]))
    for row in _rows("places"):
        yield Spot(row["name"], row["region"], "US", float(row["lat"]), float(row["lon"]))


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


def _in_state(state: str) -> Iterator[Spot]:
    return (spot for spots in _spots().values() for spot in spots if spot.region == state and spot.country == "US")
