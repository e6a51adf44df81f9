"""A document as an engine keeps it: its words in columns, its vocabulary, and what is handed back with a hit."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from search.documents import Document
from search.words import LANGUAGES, clean, folded_words, kept, parts, written_words

# The order of the columns is the order of the weights below.
COLUMNS = ("names", "title_en", "title_es", "keywords", "body_en", "body_es")
# How much a word counts in each column, for somebody who reads that language, and while typing ahead in names.
WEIGHTS = {
    "en": (0.0, 9.0, 5.0, 5.0, 1.5, 1.0),
    "es": (0.0, 5.0, 9.0, 5.0, 1.0, 1.5),
    "names": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}


class Analysed(NamedTuple):
    """`columns` hold kept words, one list for each of COLUMNS; `vocabulary` maps folded words to how they are written."""

    columns: tuple[list[str], ...]
    vocabulary: Mapping[str, str]


def stored(document: Document) -> str:
    """What must come back with a hit, as JSON; texts are cleaned once, here."""
    return json.dumps(
        {
            "title": _cleaned(document.title),
            "body": _cleaned(document.body),
            "keywords": [clean(word) for word in document.keywords],
            "path": document.path if isinstance(document.path, str) else dict(document.path),
            "shown": dict(document.shown),
            "date": document.date.isoformat() if document.date else None,
        }
    )


def analyse(told: Mapping[str, object]) -> Analysed:
    """The words of a stored document. A text that a language lacks is searched in that language as well: names are seldom
    translated, and what a person will be shown must be what was searched."""
    title, body, keywords = told["title"], told["body"], told["keywords"]
    assert isinstance(title, dict) and isinstance(body, dict) and isinstance(keywords, list)  # noqa: S101 (told is ours)
    tags = [word for tag in keywords for word in folded_words(tag)]
    titles = {
        language: folded_words(title[code]) if (code := spoken(title, language)) else [] for language in LANGUAGES
    }
    bodies = {language: folded_words(body[code]) if (code := spoken(body, language)) else [] for language in LANGUAGES}
    names = dict.fromkeys([*titles["en"], *titles["es"], *tags])
    columns = (
        ["w" + word for word in names],
        *(_kept(titles[language], language) for language in LANGUAGES),
        [word for language in LANGUAGES for word in _kept(tags, language)],
        *(_kept(bodies[language], language) for language in LANGUAGES),
    )
    return Analysed(columns, dict(_vocabulary([*title.values(), *keywords, *body.values()])))


def spoken(texts: Mapping[str, str], language: str) -> str:
    """The language in which the text is there: the one asked for, else the other; "" if there is no text."""
    return next((code for code in (language, *LANGUAGES) if texts.get(code)), "")


def _cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: clean(texts[language]) for language in LANGUAGES if texts.get(language)}


def _kept(words: Iterable[str], language: str) -> list[str]:
    return [kept(word, language) for word in words]


def _vocabulary(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for written in written_words(text):
            words = parts(written)
            for word in words:
                if len(word) > 2 and word.isalpha():
                    yield word, written.lower() if len(words) == 1 else word
