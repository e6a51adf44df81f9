"""Which known word was meant by a mistyped one. Pure: the engine brings the candidates."""

from collections.abc import Iterable
from typing import NamedTuple


class Known(NamedTuple):
    """A word of the vocabulary: folded, as people write it, and the number of documents that hold it."""

    word: str
    shown: str
    documents: int


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


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
    """The candidate fewest typing errors away, then the one most used. One error in short words, two from five letters on;
    a word that was only begun counts as one error. None if no candidate is near enough."""
    allowed = 1 if len(word) < 5 else 2
    best: tuple[tuple[int, bool, int], Known] | None = None
    for known in candidates:
        errors = 1 if len(word) >= 4 and known.word.startswith(word) else distance(word, known.word, allowed)
        if known.word == word or errors > allowed:
            continue
        order = (errors, known.word[0] != word[0], -known.documents)
        if best is None or order < best[0]:
            best = (order, known)
    return best[1] if best else None


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
