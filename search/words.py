"""From text to the words an engine keeps. Every engine that this package embeds gets the same words, so it gives the same finds.

A kept word starts with the letter of its analysis: `e` English stem, `s` Spanish stem, `w` the word as written, folded. The words
hold letters and digits only: nothing typed by a person can be read as an operator by a database.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

from search import stems

LANGUAGES = ("en", "es")
# More of one text than this is not looked at; a long report is found by its first pages.
MOST_WORDS = 3_000
_LONGEST = 40
# A word: letters and digits, with apostrophes and hyphens inside it.
WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_APOSTROPHE = re.compile("['’]")
_HYPHEN = re.compile("[-‐‑]")
# Words that are asked for in passing ("bread for the church"): they are not required. Folded, both languages.
_PASSING_EN = """
a an and are as at be by for from i in is it me my of on or our that the their this to we what where who with you your
"""
_PASSING_ES = """
a al con cual de del donde el en es esta este la las lo los me mi o para por que se su sus un una unas uno unos y
"""
PASSING = frozenset((_PASSING_EN + _PASSING_ES).split())


def clean(text: str) -> str:
    """The text in composed form; control signs and broken code units become spaces, so that any database can hold it."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in composed)


def fold(text: str) -> str:
    """Lower case, without accents, letters and digits only: `Jalapeño` -> `jalapeno`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


@lru_cache(maxsize=65_536)
def parts(written: str) -> tuple[str, ...]:
    """The folded words of one written word. A hyphen beside one or two letters joins (`co-op`, `e-mail`, `pick-up`), others part."""
    pieces = _HYPHEN.split(_APOSTROPHE.sub("", written))
    if len(pieces) == 2 and all(piece.isalpha() for piece in pieces) and min(len(piece) for piece in pieces) <= 2:
        pieces = ["".join(pieces)]
    return tuple(word[:_LONGEST] for word in map(fold, pieces) if word)


@lru_cache(maxsize=65_536)
def spelled(written: str) -> tuple[tuple[str, str], ...]:
    """The words worth knowing for other people's typing errors: folded, and as they are to be shown."""
    words = parts(written)
    return tuple(
        (word, written.lower() if len(words) == 1 else word) for word in words if len(word) > 2 and word.isalpha()
    )


@lru_cache(maxsize=65_536)
def _kept_en(word: str) -> str:
    return "e" + stems.english(word)


@lru_cache(maxsize=65_536)
def _kept_es(word: str) -> str:
    return "s" + stems.spanish(word)


# For each language, the word an engine keeps for a folded word.
KEEP: dict[str, Callable[[str], str]] = {"en": _kept_en, "es": _kept_es}


def kept(word: str, language: str) -> str:
    return KEEP[language](word)


def written_words(text: str) -> list[str]:
    return WORD.findall(text)[:MOST_WORDS]


def folded_words(written: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(map(parts, written)))
