"""A market of any size, made up: its words follow Zipf's law, as those of a language do. The first n things are the same whatever the number."""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from search.documents import Document

VOCABULARY = 20_000
TITLE, BODY = 4, 20  # words
FACETS = {"topic": 30, "seller": 2_000, "county": 82}  # how many values each has
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_COMMON, _PLAIN, _RARE = slice(50, 300), slice(300, 2_000), slice(2_000, None)  # of the words, the most used first


class Good(NamedTuple):
    number: int
    title: str
    body: str
    values: tuple[int, ...]  # one for each of FACETS
    price: int  # in cents


def vocabulary() -> list[str]:
    """The most used word first."""
    chance = random.Random(11)
    known: dict[str, None] = {}
    while len(known) < VOCABULARY:
        known["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return list(known)


def goods(count: int) -> Iterator[Good]:
    chance = random.Random(12)
    known, weights = vocabulary(), list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
    for number in range(1, count + 1):
        words = chance.choices(known, cum_weights=weights, k=TITLE + BODY)
        values = tuple(chance.randrange(size) for size in FACETS.values())
        yield Good(number, " ".join(words[:TITLE]), " ".join(words[TITLE:]), values, chance.randrange(50, 9_900))


def queries(count: int = 50) -> list[str]:
    """As people ask: a common thing, a common thing with a quality, two common words, something less usual, something rare."""
    chance = random.Random(13)
    known = vocabulary()

    def word(among: slice) -> str:
        return chance.choice(known[among])

    shapes = ((_COMMON,), (_COMMON, _PLAIN), (_COMMON, _COMMON), (_PLAIN,), (_RARE,))
    return [" ".join(map(word, shapes[number % len(shapes)])) for number in range(count)]


def beginnings(count: int = 50) -> list[str]:
    """What stands in the box while somebody types."""
    chance = random.Random(14)
    return [query[: chance.randrange(2, len(query) + 1)].strip() for query in queries(count)]


def document(good: Good) -> Document:
    return Document(
        id=f"good:{good.number}",
        title={"en": good.title},
        path=f"/good/{good.number}/",
        body={"en": good.body},
        facets={name: (f"{name}-{value}",) for name, value in zip(FACETS, good.values, strict=True)},
        numbers={"price": good.price},
    )
