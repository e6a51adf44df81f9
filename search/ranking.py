"""The first of what was found, by score. Pure: to have a database sort thousands of rows for one page takes it longer than to find them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

# More than this and a database sorts: a page far down, or hundreds of things that are equally good.
MOST = 480


class Weighed(NamedTuple):
    score: float
    doc: int
    kind: int


def candidates(found: Sequence[Weighed], most: int, *, of_each_kind: bool) -> list[Weighed] | None:
    """All that can be among the first `most` (of each kind), whatever their names: with each all that are as good as the last. None if
    these are too many."""
    pools: Iterable[Sequence[Weighed]] = [found]
    if of_each_kind:
        by_kind: dict[int, list[Weighed]] = defaultdict(list)
        for one in found:
            by_kind[one.kind].append(one)
        pools = by_kind.values()
    chosen = [one for pool in pools for one in _first(pool, most)]
    return chosen if len(chosen) <= MOST else None


def _first(pool: Sequence[Weighed], most: int) -> Sequence[Weighed]:
    if len(pool) <= most:
        return pool
    last = nlargest(most, (one.score for one in pool))[-1]
    return [one for one in pool if one.score >= last]


def in_order(
    chosen: Sequence[Weighed], names: Mapping[int, str], *, skip: int, most: int, of_each_kind: bool
) -> list[Weighed]:
    """Best first, then by name. What has no name any more was taken out meanwhile."""
    there = [one for one in chosen if one.doc in names]
    ordered = sorted(there, key=lambda one: (-one.score, names[one.doc], one.doc))
    if not of_each_kind:
        return ordered[skip : skip + most]
    seen: Counter[int] = Counter()
    taken = []
    for one in ordered:
        seen[one.kind] += 1
        if seen[one.kind] <= most:
            taken.append(one)
    return taken
