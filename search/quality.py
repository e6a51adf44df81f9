"""How good the finds are, as a number, asked through the contract that the search page uses."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from search.catalogue import KIND, Ratings
from search.query import SearchQuery, SearchResults

DEPTH = 10


class Asked(Protocol):
    def search(self, query: SearchQuery) -> SearchResults: ...


class Answer(NamedTuple):
    """`value` is the nDCG of the first ten finds of `total`."""

    query: str
    value: float
    total: int


def measure(engine: Asked, ratings: Ratings) -> Iterator[Answer]:
    """One answer for each query that has something relevant to find."""
    for query, rated in ratings.items():
        if any(rated.values()):
            results = engine.search(SearchQuery(query, kinds=(KIND,)))
            yield Answer(query, ndcg([hit.key for hit in results.hits], rated), results.total)


def ndcg(found: Sequence[str], rated: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain of the first ten: 1.0 if no order of what was rated could be better. What nobody
    rated counts as 0."""
    best = _gained(sorted(rated.values(), reverse=True)[:DEPTH])
    return _gained(rated.get(ident, 0) for ident in found[:DEPTH]) / best if best else 0.0


def _gained(rated: Iterable[float]) -> float:
    return sum((2**rating - 1) / math.log2(place + 1) for place, rating in enumerate(rated, 1))
