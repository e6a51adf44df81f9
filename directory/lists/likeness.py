"""Whether two entries tell of the same organisation: a score from 0 to 100, and what it is made of. Pure functions.

Only the words of a name that tell one from another count in full: every list is full of "farmers market" and "credit union". A name
alone never makes two one; neither does a place alone, where a town's market and its credit union share a square.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from directory.lists.letters import compared

CLEAR, NEAR = 80, 55
_COMMON_WORDS = (
    "farmers farmer market markets mkt credit union cu fcu federal coop cooperative cooperativa co op inc llc ltd corp corporation "
    "association assn asociacion society sociedad company community comunidad center centre centro group foundation fundacion network "
    "downtown city town county area local public saturday sunday monday tuesday wednesday thursday friday weekend summer winter "
    "spring fall season seasonal evening morning"
)
# They tell a market on Saturdays from one on Wednesdays, of the same people on the same square.
_APART_WORDS = (
    "saturday sunday monday tuesday wednesday thursday friday summer winter morning evening north south east west"
)
_COMMON, _APART = (frozenset(words.split()) for words in (_COMMON_WORDS, _APART_WORDS))
_SAID_OTHERWISE = {
    "mkt": "market",
    "mkts": "market",
    "markets": "market",
    "farmer": "farmers",
    "assn": "association",
    "ctr": "center",
}
_SAID_OTHERWISE |= {
    "centre": "center",
    "cooperative": "coop",
    "mt": "mount",
    "ft": "fort",
    "and": "",
    "the": "",
    "of": "",
    "at": "",
    "in": "",
}
_SAID_OTHERWISE |= {
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "highway": "hwy",
    "boulevard": "blvd",
    "drive": "dr",
    "lane": "ln",
}
_SAID_OTHERWISE |= {"saint": "st", "&": "", "for": "", "a": "", "de": "", "la": "", "el": "", "y": ""}
_WORD = re.compile(r"[^\W_]+")
_LITTLE = 0.2
# Hosts on which everybody has a page: there the path tells.
_SHARED = re.compile(
    r"(^|\.)(facebook|twitter|instagram|google|wordpress|blogspot|weebly|wix|yahoo|localharvest|meetup|tumblr|youtube|linkedin|etsy|square)\."
)
_EARTH_KM = 6371.0
# Lists are sure of this kind, and of hardly another.
_BANK = "credit_union"


class Reason(NamedTuple):
    """`what` is a word of the page of doubles; `points` may be below zero."""

    what: str
    points: int


@dataclass(frozen=True)
class Score:
    points: int
    reasons: tuple[Reason, ...]

    @property
    def is_clear(self) -> bool:
        return self.points >= CLEAR

    @property
    def is_near(self) -> bool:
        return NEAR <= self.points < CLEAR


@dataclass(frozen=True)
class Sketch:
    """What is compared of an entry. Position in degrees."""

    name: str
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    website: str = ""
    phone: str = ""
    kind: str = ""

    @cached_property
    def words(self) -> dict[str, float]:
        return _weighed(self.name)

    @cached_property
    def telling(self) -> set[str]:
        return {word for word, weight in self.words.items() if weight == 1}

    @cached_property
    def town(self) -> str:
        return " ".join(_words(self.city))

    @cached_property
    def road(self) -> tuple[str, ...]:
        return tuple(_words(self.street))

    @cached_property
    def page(self) -> str:
        return page_of(self.website)

    @cached_property
    def number(self) -> str:
        """The last ten digits of the phone number, or nothing where there are too few to tell."""
        digits = re.sub(r"\D", "", self.phone)[-10:]
        return digits if len(digits) >= 9 else ""


def likeness(one: Sketch, other: Sketch) -> Score:
    reasons = [*_of_names(one, other), *_of_places(one, other), *_of_addresses(one, other)]
    points = sum(reason.points for reason in reasons)
    if not any(reason.points > 0 for reason in reasons if reason.what != "name"):
        points = min(points, NEAR - 1)
    return Score(max(0, min(100, points)), tuple(reasons))


def keys(sketch: Sketch, *, around: bool = False) -> Iterator[str]:
    """Two that could be one share at least one of these: so nobody has to be compared with everybody.

    `around`: the cells beside its own too. One of the two sides asks so.
    """
    if sketch.page:
        yield f"w {sketch.page}"
    if sketch.number:
        yield f"p {sketch.number}"
    first = sorted(sketch.telling) or sorted(sketch.words)
    for word in first:
        if sketch.town:
            yield f"c {sketch.town} {sketch.region} {word}"
        if sketch.postcode:
            yield f"z {sketch.postcode[:5]} {word}"
    if first:
        yield f"n {' '.join(first)} {sketch.region}"
    for cell in _cells(sketch, around=around):
        for word in first:
            yield f"g {cell} {word}"


def page_of(website: str) -> str:
    """The host, or host and path where many share a host. "" for none."""
    try:
        parts = urlsplit(website)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if not _SHARED.search(host):
        return host
    path = parts.path.strip("/").lower()
    return f"{host}/{path}" if path else ""


def _of_names(one: Sketch, other: Sketch) -> Iterator[Reason]:
    alike = _alike(one.words, other.words)
    yield Reason("name", round(50 * alike))
    told = one.words.keys() ^ other.words.keys()
    if {word for word in one.words.keys() & _APART if word in told} and {
        word for word in other.words.keys() & _APART if word in told
    }:
        yield Reason("other day", -40)
    elif _numbers(one) != _numbers(other):
        yield Reason("other number", -30)
    if one.kind and other.kind and (one.kind == _BANK) != (other.kind == _BANK):
        yield Reason("other kind", -20)


def _of_places(one: Sketch, other: Sketch) -> Iterator[Reason]:
    far = distance_km(one, other)
    if far is not None and far > 25:
        yield Reason("far apart", -40)
        return
    if far is None and one.region and other.region and one.region != other.region:
        yield Reason("other state", -40)
        return
    if one.road and one.road == other.road and (one.town == other.town or one.postcode == other.postcode):
        yield Reason("same street", 30)
    elif far is not None and far <= 0.2:
        yield Reason("same spot", 30)
    elif far is not None and far <= 1.5:
        yield Reason("near", 20)
    elif one.town and one.town == other.town:
        yield Reason("same town", 15)
    elif one.postcode and one.postcode[:5] == other.postcode[:5]:
        yield Reason("same postcode", 15)


def _of_addresses(one: Sketch, other: Sketch) -> Iterator[Reason]:
    if one.page and one.page == other.page:
        yield Reason("same web address", 25)
    elif one.page and other.page:
        yield Reason("other web address", -5)
    if one.number and one.number == other.number:
        yield Reason("same phone", 25)


def distance_km(one: Sketch, other: Sketch) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = math.radians(other.lat - one.lat)
    east = math.radians(other.lon - one.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _EARTH_KM * math.hypot(north, east)


def _alike(one: dict[str, float], other: dict[str, float]) -> float:
    """From 0 to 1: how much of both names is the same words. Where no word tells anything, at most half."""
    shared, of_other = 0.0, dict(other)
    for word, weight in one.items():
        if twin := _twin(word, of_other):
            shared += weight + of_other.pop(twin)
    total = sum(one.values()) + sum(other.values())
    if not total:
        return 0.0
    return shared / total * (1.0 if shared >= 1 else 0.5)


def _twin(word: str, others: Iterable[str]) -> str:
    """The same word, or one that a slip of the finger made of it."""
    if word in others:
        return word
    return next((other for other in others if _is_slip(word, other)), "")


def _is_slip(one: str, other: str) -> bool:
    """Of words of six letters or more: one letter more, less, or another."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) < 6 or len(long) - len(short) > 1 or any(sign.isdigit() for sign in one + other):
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def _weighed(name: str) -> dict[str, float]:
    return {word: _LITTLE if word in _COMMON else 1.0 for word in _words(name)}


def _words(text: str) -> Iterator[str]:
    plain = compared(text).replace("'", "").replace("’", "").replace("co-op", "coop")
    for word in _WORD.findall(plain):
        if said := _SAID_OTHERWISE.get(word, word):
            yield said


def _numbers(sketch: Sketch) -> set[str]:
    return {word for word in sketch.words if word[0].isdigit()}


def _cells(sketch: Sketch, *, around: bool) -> Iterator[str]:
    """Of about two kilometres."""
    if sketch.lat is None or sketch.lon is None:
        return
    row, column = math.floor(sketch.lat * 50), math.floor(sketch.lon * 50)
    reach = (-1, 0, 1) if around else (0,)
    yield from (f"{row + up} {column + across}" for up in reach for across in reach)
