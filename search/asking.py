"""The order in which every engine looks: the words as written, what lacks one of them, other spellings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from search.answers import nothing
from search.query import SearchQuery, SearchResults
from search.same import NONE, Sets, wider
from search.wording import Wording, parted, read

# Fewer finds than this, and a spelling that so many times more documents use is offered.
FEW, MUCH_MORE = 3, 5
# Fewer finds than this, and so many more that lack one of the words come after them.
ENOUGH, MOST_MORE = 10, 24


class Finds(Protocol):
    """One look at an index."""

    @property
    def name(self) -> str: ...

    def find(self, query: SearchQuery, wording: Wording) -> SearchResults:
        """What has all words and, if that is less than ENOUGH, up to MOST_MORE that lack one."""

    def known(self, words: Sequence[str]) -> set[str]:
        """Those of the words (folded) that a document holds just so."""

    def better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        """The text with words that are not known (or are much rarer than a near one) put right; "" if there is nothing to put."""


def ask(finds: Finds, query: SearchQuery, sets: Sets = NONE) -> SearchResults:
    wording = read(query.text)
    if wording.is_mute:
        return nothing(query, finds.name)
    sets = NONE if query.literal else sets
    wording = wider(parted(wording, finds.known), sets)
    results = finds.find(query, wording)
    if query.literal or not wording.required or results.whole >= FEW:
        return results
    better = finds.better(query.text, wording, only_unknown=not results.whole)
    if results.whole:
        return replace(results, did_you_mean=better)
    if not better:
        return results
    second = finds.find(replace(query, text=better), wider(parted(read(better), finds.known), sets))
    return replace(second, did_you_mean=better, how="nearest words") if second.whole else results
