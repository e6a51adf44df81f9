"""Which known word was meant by a mistyped one. Pure: the engine brings the candidates."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from search.words import PASSING


class Known(NamedTuple):
    """A word of the vocabulary: folded, as people write it, and the number of documents that hold it."""

    word: str
    shown: str
    documents: int


# Two letters swapped; one doubled, or a key beside the right one; a key far from it. Another letter too many or too few is 1.0.
_EASIEST, _EASY, _HARD = 0.6, 0.8, 1.2
# A word that twice as many documents use is so much likelier, up to that many times twice.
_LIKELY, _MOST_LIKELY = 0.06, 8
_TOO_MANY = 3
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@lru_cache(maxsize=64)
def neighbours(letter: str) -> str:
    """The letters whose keys lie beside this one's on a keyboard; "" for other signs."""
    for number, row in enumerate(_ROWS):
        at = row.find(letter)
        if at >= 0:
            sides = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
            above = _ROWS[number - 1][at : at + 2] if number else ""
            below = _ROWS[number + 1][max(at - 1, 0) : at + 1] if number + 1 < len(_ROWS) else ""
            return sides + above + below
    return ""


def grams(word: str) -> list[str]:
    """Pieces of three letters, the edges of the word included. Words with a common piece are candidates for each other."""
    edged = f"_{word}_"
    return sorted({edged[at : at + 3] for at in range(len(edged) - 2)})


def nearest(word: str, candidates: Iterable[Known]) -> Known | None:
    """The candidate that a finger slips from most easily, and of two alike the one most used. One error is allowed, two from six
    letters on if the first letter is right; a word that was only begun counts as one. None if no candidate is near enough."""
    best: tuple[tuple[int, float], Known] | None = None
    for known in candidates:
        errors = _errors(word, known.word)
        if known.word == word or known.word in PASSING or not _is_near(word, known.word, errors):
            continue
        order = (errors, effort(word, known.word) - _LIKELY * min(math.log2(known.documents + 1), _MOST_LIKELY))
        if best is None or order < best[0]:
            best = (order, known)
    return best[1] if best else None


def _errors(word: str, known: str) -> int:
    """Too many to count are _TOO_MANY."""
    most = 1 if len(word) < 6 else 2
    errors = 1 if len(word) >= 4 and known.startswith(word) else distance(word, known, most)
    return errors if errors <= most else _TOO_MANY


def _is_near(word: str, known: str, errors: int) -> bool:
    """Somebody who means another word seldom begins with the wrong letter; in a word of three letters one error is much."""
    begins_alike = word[0] == known[0] or word[1::-1] == known[:2]
    return errors <= 2 if begins_alike else errors == 1 and len(word) > 3


def effort(typed: str, meant: str) -> float:
    """How unlikely it is to type this for that: 1.0 for any other sign, less for what fingers do by themselves."""
    wide = len(meant) + 1
    before, row = [math.inf] * wide, [float(at) for at in range(wide)]
    for i, letter in enumerate(typed, 1):
        last, before, row = before, row, [float(i)]
        again = i > 1 and letter == typed[i - 2]
        for j, right in enumerate(meant, 1):
            twice = j > 1 and right == meant[j - 2]
            cost = min(
                before[j] + (_EASY if again else 1.0),
                row[j - 1] + (_EASY if twice else 1.0),
                before[j - 1] + _instead(letter, right),
            )
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == right != letter:
                cost = min(cost, last[j - 2] + _EASIEST)
            row.append(cost)
    return row[-1]


def _instead(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    return _EASY if typed in neighbours(meant) else _HARD


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with the next; `most + 1` as soon as it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
