"""A document as the server keeps it."""

import hashlib
import json
import re
from typing import Any

from search.analysis import COLUMNS, analyse, labels, sorted_as, told
from search.documents import Document, digest
from search.elastic.mapping import BETWEEN
from search.query import Near
from search.words import LANGUAGES, clean, folded_words, written_words

_PLAIN = re.compile("[a-z][a-z_]{0,40}")
_LONGEST_ID = 400  # the server takes 512 bytes


def record(document: Document) -> dict[str, Any]:
    story = told(document)
    analysed = analyse(story)
    columns = dict(zip(COLUMNS, (" ".join(words) for words in analysed.columns), strict=True))
    titles = {language: sorted_as(document, language) for language in LANGUAGES}
    return {
        "id": clean(document.id),
        "kind": clean(document.kind),
        "weight": max(document.weight, 0.0),
        "place": _place(document),
        "day": document.date.isoformat() if document.date else None,
        "told": json.dumps(story),
        "digest": digest(document),
        "labels": [facet + BETWEEN + value for facet, value in labels(document)],
        "numbers": {number_field(name): value for name, value in document.numbers.items()},
        "titled": " ".join(word for text in story["title"].values() for word in folded_words(written_words(text))),
        **{f"name_{language}": title for language, title in titles.items()},
        **columns,
        "words": list(analysed.vocabulary),
        "shown": [f"{word} {shown}" for word, shown in analysed.vocabulary.items() if shown != word],
    }


def record_id(ident: str) -> str:
    """The id under which a server keeps the document; it takes no long ones."""
    ident = clean(ident)
    return ident if len(ident.encode()) <= _LONGEST_ID else hashlib.sha256(ident.encode()).hexdigest()


def number_field(name: str) -> str:
    """A name that the server reads as one field, whatever its signs."""
    name = clean(name)
    return name if _PLAIN.fullmatch(name) else "x" + hashlib.sha256(name.encode()).hexdigest()[:20]


def _place(document: Document) -> dict[str, float] | None:
    if not document.place:
        return None
    lat, lon = map(float, document.place)
    return {"lat": lat, "lon": lon} if Near(lat, lon).is_on_earth else None
