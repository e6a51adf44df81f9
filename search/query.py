"""The contract of every engine: a `SearchQuery` goes in, `SearchResults` come out."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from search.documents import Shown
from search.words import LANGUAGES, clean

Range = tuple[int | None, int | None]
How = Literal["as written", "nearest words"]
MOST_PER_PAGE = 100
DEEPEST = 10_000
_LONGEST_TEXT = 10_000
_HUGE = 2**62


@dataclass(frozen=True)
class Near:
    """Around a point, in degrees. With `km` only what lies inside it is found; without it everything, with its distance."""

    lat: float
    lon: float
    km: float | None = None

    @property
    def is_on_earth(self) -> bool:
        return math.isfinite(self.lat) and math.isfinite(self.lon) and abs(self.lat) <= 90 and abs(self.lon) <= 180


@dataclass(frozen=True)
class SearchQuery:
    """What somebody looks for. Any value is safe: what makes no sense is put right here and never raises.

    `text`: all words are wanted; "a phrase" in quotes; `-word` leaves out. Nothing else is an operator. Two words may be written
    as one and one as two (`note book`). Where fewer than ten things have all words, a few that lack one of them come after.
    `kinds`, and the values inside one facet: any of them. All facets together, and all ranges (both ends inclusive, in the
    number's own unit). `sort`: `relevance` (of equals the nearest first), `distance` (needs `near`), `new`, `title`, or the name of
    a number, `-name` for the largest first; things without it come last. `group`: `size` hits of each kind. `literal`: never try other words,
    nor fewer.
    `counted`: False saves the facet counts where nobody shows them.
    """

    text: str = ""
    language: str = "en"
    kinds: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, Range] = field(default_factory=dict)
    near: Near | None = None
    sort: str = "relevance"
    page: int = 1
    size: int = 24
    group: bool = False
    literal: bool = False
    counted: bool = True

    def __post_init__(self) -> None:
        size = min(max(self.size, 1), MOST_PER_PAGE)
        facets = {clean(name): tuple(map(clean, values)) for name, values in self.facets.items() if values}
        right: dict[str, object] = {
            "text": clean(self.text[:_LONGEST_TEXT]).strip(),
            "language": self.language if self.language in LANGUAGES else LANGUAGES[0],
            "kinds": tuple(map(clean, self.kinds)),
            "facets": facets,
            "numbers": {clean(name): (_held(low), _held(high)) for name, (low, high) in self.numbers.items()},
            "near": self.near if self.near and self.near.is_on_earth else None,
            "sort": clean(self.sort) or "relevance",
            "size": size,
            "page": min(max(self.page, 1), DEEPEST // size),
        }
        for name, value in right.items():
            object.__setattr__(self, name, value)


def _held(number: int | None) -> int | None:
    return None if number is None else min(max(number, -_HUGE), _HUGE)


@dataclass(frozen=True)
class Segment:
    """A piece of plain text (not HTML); `marked` if it is one of the words looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """One find. `lang` and `snippet_lang` say which language the texts are in, when it is not the one asked for. `url` has the
    prefix of the language asked for. `distance` is in km. `shown` is the document's own."""

    id: str
    kind: str
    title: str
    lang: str
    snippet: tuple[Segment, ...]
    snippet_lang: str
    url: str
    shown: Mapping[str, Shown]
    date: datetime.date | None
    score: float
    distance: float | None

    @property
    def key(self) -> str:
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """The first hits of a kind, and how many there are."""

    kind: str
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class SearchResults:
    """`facets`: for each value how many finds there would be if the other facets stay as chosen, so that the values of one facet can
    be added up. `kinds` is counted in the same way. `did_you_mean`: a better spelling of the text, or "". `how` says whether
    the hits are for the text as written or, because it found nothing, for `did_you_mean`. `whole`: how many
    things of any kind and facet have all words. `widened`: behind them come some that lack one word, and all counts hold those
    too. `engine` names who answered. `simpler`: it stepped in for a server that knows better."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    kinds: Mapping[str, int]
    groups: tuple[Group, ...]
    did_you_mean: str
    how: How
    engine: str
    page: int
    size: int
    whole: int = 0
    widened: bool = False
    simpler: bool = False

    @property
    def pages(self) -> int:
        return min(-(-self.total // self.size), DEEPEST // self.size)


@dataclass(frozen=True)
class Suggestion:
    """What a person may be about to type, with the page it leads to. `shown` is the document's own."""

    id: str
    kind: str
    title: str
    lang: str
    url: str
    shown: Mapping[str, Shown] = field(default_factory=dict)
