"""Reads what a person typed. There are three signs: quotes, a minus before a word, and spaces. All else is text.

Words that people write now together and now apart are read both ways: `smart watch` and `smartwatch`, `500gb` and `500 gb`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.words import PASSING, WORD, parts

Term = tuple[str, ...]  # folded words that stand side by side; most terms have one
_MOST_TERMS = 64
_MOST_JOINED = 8  # in longer texts nobody wonders whether two words are one
# A word is parted into halves of so many letters or more.
_HALF, _MOST_PARTED = 3, 6
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# A minus leaves out only straight before a word or a quote: `--help` and `-$5` are text.
_CHUNK = re.compile(r'(?P<minus>(?<!\S)-(?=[\w"]))?(?:(?<!\w)"(?P<phrase>[^"]*)(?:"|$)|(?P<loose>[^\s"]+))')


_DIGITS_BESIDE_LETTERS = re.compile(r"(?:(\d+)([^\W\d_]+)|([^\W\d_]+)(\d+))")


@dataclass(frozen=True)
class Wording:
    """`required` terms must all be there, `excluded` none; `ways` are other readings of the required ones, each as good. `is_mute`:
    something was typed, but no word of it can be looked for. `quoted`: terms that stood in quotes."""

    required: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    is_mute: bool = False
    ways: tuple[tuple[Term, ...], ...] = ()
    quoted: frozenset[Term] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """As they were typed."""
        return frozenset(word for term in self.required for word in term)

    @property
    def looked_for(self) -> frozenset[str]:
        """The words of all readings."""
        return frozenset(word for way in self.readings for term in way for word in term)

    @property
    def readings(self) -> tuple[tuple[Term, ...], ...]:
        return (self.required, *self.ways) if self.required else ()

    @property
    def all_but_one(self) -> tuple[tuple[Term, ...], ...]:
        """Each lacks another term; none if there is but one."""
        terms = self.required
        return tuple((*terms[:at], *terms[at + 1 :]) for at in range(len(terms))) if len(terms) > 1 else ()

    def instead(self, at: int, *terms: Term, of: int = 1) -> tuple[Term, ...]:
        """The required terms with others in the place of some."""
        return (*self.required[:at], *terms, *self.required[at + of :])


def read(text: str) -> Wording:
    """The meaning of a search text. A quote that is not closed ends with the text."""
    required: dict[Term, bool] = {}
    excluded: dict[Term, None] = {}
    quoted: set[Term] = set()
    for chunk in _CHUNK.finditer(text.translate(_QUOTES)):
        phrase = chunk["phrase"]
        terms = _loose(chunk["loose"]) if phrase is None else _together(phrase)
        for term in terms:
            if phrase is not None:
                quoted.add(term)
            if chunk["minus"]:
                excluded[term] = None
            else:
                required[term] = required.get(term, False) or phrase is not None or term[0] not in PASSING
    if not required and all(term[0][0].isdigit() for term in excluded):
        required, excluded = dict.fromkeys(excluded, True), {}  # nothing but `-40`: a number below zero
    # Words said in passing count only when there is nothing else to look for.
    wanted = [term for term, counts in required.items() if counts] or list(required)
    wording = Wording(
        tuple(wanted[:_MOST_TERMS]),
        tuple(list(excluded)[:_MOST_TERMS]),
        bool(text) and not required and not excluded,
        quoted=frozenset(quoted),
    )
    return replace(wording, ways=tuple(_ways(wording)))


def _ways(wording: Wording) -> Iterator[tuple[Term, ...]]:
    """Two words as one, and letters apart from the number beside them."""
    terms = wording.required
    if len(terms) > _MOST_JOINED:
        return
    for at, (one, other) in enumerate(pairwise(terms)):
        if len(one) == len(other) == 1:
            yield wording.instead(at, (one[0] + other[0],), of=2)
    for at, term in enumerate(terms):
        if len(term) == 1 and (halves := _DIGITS_BESIDE_LETTERS.fullmatch(term[0])):
            yield wording.instead(at, tuple(filter(None, halves.groups())))


def parted(wording: Wording, known: Callable[[Sequence[str]], set[str]]) -> Wording:
    """Also reads a word as two that stand side by side, where both are known: `notebook` as `note book`."""
    halves = {
        (at, term[0][:cut], term[0][cut:])
        for at, term in enumerate(wording.required[:_MOST_PARTED])
        if len(term) == 1 and term[0].isalpha()
        for cut in range(_HALF, len(term[0]) - _HALF + 1)
    }
    pieces = sorted({piece for _at, *both in halves for piece in both})
    if not pieces:
        return wording
    there = known(pieces)
    ways = [wording.instead(at, (one, two)) for at, one, two in sorted(halves) if {one, two} <= there]
    return replace(wording, ways=(*wording.ways, *ways))


def _loose(text: str) -> list[Term]:
    return [words for match in WORD.finditer(text) if (words := parts(match.group()))]


def _together(text: str) -> list[Term]:
    words = tuple(word for term in _loose(text) for word in term)
    return [words[:_MOST_TERMS]] if words else []


def respelled(text: str, spelling: dict[str, str]) -> str:
    """The text with some of its words (folded) spelled in another way; everything else stays as typed."""

    def instead(match: re.Match[str]) -> str:
        words = parts(match.group())
        return " ".join(spelling.get(word, word) for word in words) if spelling.keys() & set(words) else match.group()

    return WORD.sub(instead, text)
