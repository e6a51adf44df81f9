"""A document as an engine keeps it: its words in columns, its vocabulary, and what is handed back with a hit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from search.documents import Document
from search.words import KEEP, LANGUAGES, clean, fold, folded_words, spelled, written_words

# The order of the columns is the order of the weights below.
COLUMNS = ("names", "title_en", "title_es", "keywords", "body_en", "body_es")
# How much a word counts in each column, for somebody who reads that language, and while typing ahead in names.
WEIGHTS = {
    "en": (0.0, 4.0, 3.0, 1.0, 1.5, 1.2),
    "es": (0.0, 3.0, 4.0, 1.0, 1.2, 1.5),
    "names": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}


class Analysed(NamedTuple):
    """`columns` hold kept words, one list for each of COLUMNS; `vocabulary` maps folded words to how they are written."""

    columns: tuple[list[str], ...]
    vocabulary: Mapping[str, str]


def told(document: Document) -> dict[str, Any]:
    """What must come back with a hit, ready for JSON; texts are cleaned once, here."""
    return {
        "title": _cleaned(document.title),
        "body": _cleaned(document.body),
        "keywords": [clean(word) for word in document.keywords],
        "path": document.path if isinstance(document.path, str) else dict(document.path),
        "shown": dict(document.shown),
        "date": document.date.isoformat() if document.date else None,
    }


def analyse(story: Mapping[str, Any]) -> Analysed:
    """The words of what is told. A text that a language lacks is searched in that language as well: names are seldom
    translated, and what a person will be shown must be what was searched."""
    titles = {language: written_words(text) for language, text in story["title"].items()}
    bodies = {language: written_words(text) for language, text in story["body"].items()}
    tags = written_words(" ".join(story["keywords"]))
    folded_titles, folded_tags = _folded(titles), folded_words(tags)
    names = dict.fromkeys(chain(*folded_titles.values(), folded_tags))
    columns = (
        ["w" + word for word in names],
        *_kept(folded_titles),
        list(chain.from_iterable(map(KEEP[language], folded_tags) for language in LANGUAGES)),
        *_kept(_folded(bodies)),
    )
    return Analysed(
        columns, dict(chain.from_iterable(map(spelled, set().union(tags, *titles.values(), *bodies.values()))))
    )


def labels(document: Document) -> list[tuple[str, str]]:
    """Each facet with each of its values."""
    pairs = ((clean(facet), clean(value)) for facet, values in document.facets.items() for value in values)
    return list(dict.fromkeys(pairs))


def sorted_as(document: Document, language: str) -> str:
    """The title as it is sorted, and as its beginning is compared with what somebody types."""
    title = clean(document.title.get(spoken(document.title, language), ""))
    return " ".join(filter(None, map(fold, title.split())))[:80]


def spoken(texts: Mapping[str, Sequence[str]], language: str) -> str:
    """The language in which the text is there: the one asked for, else the other; "" if there is no text."""
    if texts.get(language):
        return language
    return next((code for code in LANGUAGES if texts.get(code)), "")


def _cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: clean(texts[language]) for language in LANGUAGES if texts.get(language)}


def _folded(texts: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {language: folded_words(words) for language, words in texts.items()}


def _kept(folded: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    return (list(map(KEEP[language], folded.get(spoken(folded, language), ()))) for language in LANGUAGES)
