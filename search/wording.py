"""Reads what a person typed. There are three signs: quotes, a minus before a word, and spaces. All else is text."""

import re
from dataclasses import dataclass

from search.words import PASSING, WORD, parts

Term = tuple[str, ...]  # folded words that stand side by side; most terms have one
_MOST_TERMS = 64
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_CHUNK = re.compile(r'(?P<minus>(?<!\S)-)?(?:(?<!\w)"(?P<phrase>[^"]*)(?:"|$)|(?P<loose>[^\s"]+))')


@dataclass(frozen=True)
class Wording:
    """`required` terms must all be there, `excluded` none. `is_mute`: something was typed, but no word of it can be looked for."""

    required: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    is_mute: bool = False

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for term in self.required for word in term)


def read(text: str) -> Wording:
    """The meaning of a search text. A quote that is not closed ends with the text."""
    required: dict[Term, bool] = {}
    excluded: dict[Term, None] = {}
    for chunk in _CHUNK.finditer(text.translate(_QUOTES)):
        phrase = chunk["phrase"]
        terms = _loose(chunk["loose"]) if phrase is None else _together(phrase)
        for term in terms:
            if chunk["minus"]:
                excluded[term] = None
            else:
                required[term] = required.get(term, False) or phrase is not None or term[0] not in PASSING
    # Words said in passing count only when there is nothing else to look for.
    wanted = [term for term, counts in required.items() if counts] or list(required)
    return Wording(
        tuple(wanted[:_MOST_TERMS]), tuple(list(excluded)[:_MOST_TERMS]), bool(text) and not required and not excluded
    )


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
