"""Names as a page says them, from lists that shout."""

import re

from directory.coops.models import Kind

_ALWAYS_SMALL = {"and", "of", "the", "for", "in", "on", "at", "by"}
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


def tidy_name(name: str, kind: Kind) -> str:
    """The credit union list writes `MAGNOLIA` for Magnolia Credit Union; other names stand as they are."""
    if name.isupper():
        name = _in_small_letters(name)
    words = name.lower().split()
    is_said = "credit union" in name.lower() or "cu" in words or "fcu" in words
    return f"{name} Credit Union" if kind == Kind.CREDIT_UNION and not is_said else name


def tidy_place(city: str) -> str:
    return _in_small_letters(city) if city.isupper() else city


def _in_small_letters(text: str) -> str:
    words = [_small(word, is_first=place == 0) for place, word in enumerate(text.split())]
    return " ".join(words)


def _small(word: str, *, is_first: bool) -> str:
    """`MISSISSIPPI` to `Mississippi`, `1ST` to `1st`; what has no vowel, or points in it, is an abbreviation and stays."""
    if word.lower() in _ALWAYS_SMALL and not is_first:
        return word.lower()
    if word[:1].isdigit():
        return word.lower()
    if not _VOWEL.search(word) or word.count(".") > 1 or len(word) == 1:
        return word
    return "".join(part.capitalize() for part in re.split(r"([-/.(])", word))
