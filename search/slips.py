"""Seeded slips of the finger, to see how often the right word is found again."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from search.nearest import neighbours
from search.query import SearchQuery
from search.scratch import Scratch
from search.words import folded_words, written_words

_LEAST = 5  # letters of a word worth slipping in


class Slip(NamedTuple):
    typed: str
    meant: str
    read: str  # what the engine took it for, folded; "" if for nothing


def slips(engine: Scratch, number: int, seed: int) -> Iterator[Slip]:
    """Words of the index with one slip each: two letters swapped, one dropped or doubled, or the key beside it. A slip that is
    itself a word that finds something is none: nobody could tell. Fewer than `number` only if the words do not suffice."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret: the same slips again)
    words = [word for word in engine.words() if len(word) >= _LEAST and word.isascii()]
    chance.shuffle(words)
    made = 0
    for word in words:
        if made == number:
            return
        typed = chance.choice(_KINDS)(word, chance)
        if typed == word or engine.search(SearchQuery(typed, literal=True, size=1)).total:
            continue
        made += 1
        read = folded_words(written_words(engine.search(SearchQuery(typed, size=1)).did_you_mean))
        yield Slip(typed, word, " ".join(read))


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _beside(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(neighbours(word[at]) or word[at]) + word[at + 1 :]


_KINDS: Sequence[Callable[[str, random.Random], str]] = (_swapped, _dropped, _doubled, _beside)
