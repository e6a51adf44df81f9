"""The engine that needs no server of its own. It speaks plain SQL to a `Store`: SQLite with FTS5, or PostgreSQL.

Both stores hold the same tables (see `search.tables`) and get the same words, so both give the same finds, order aside.
"""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from search.analysis import Analysed, analyse, stored
from search.documents import Document
from search.finding import Finder
from search.nearest import grams
from search.query import SearchQuery, SearchResults, Suggestion
from search.store import Row, Run, Store, places
from search.words import clean, fold

T = TypeVar("T")
_BATCH = 1_000
_MANY = 400  # values in one IN list


class Embedded:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.name = store.name

    # --- Writing ---------------------------------------------------------------------------------------------------
    def index(self, documents: Iterable[Document]) -> None:
        """Puts the documents in, in the place of what had their ids. A repeat changes nothing."""
        for batch in _batches(documents):
            fresh = list({document.id: document for document in batch}.values())
            self.store.write(lambda run, fresh=fresh: self._replace(run, fresh))

    def remove(self, ids: Iterable[str]) -> None:
        for batch in _batches(ids):
            self.store.write(lambda run, batch=batch: self._take_out(run, batch))

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]:
        """Puts these documents in the place of the whole index, and counts them by kind. Searches see the old index until the new
        one is complete; if `documents` raises, the old one stays."""
        self.store.heal()
        counted: Counter[str] = Counter()

        def work(run: Run) -> None:
            self.store.empty(run)
            for batch in _batches(documents):
                fresh = {document.id: document for document in batch}
                self._replace(run, list(fresh.values()))
                counted.update(document.kind for document in fresh.values())

        self.store.write(work)
        self.store.settle()
        return dict(counted)

    def _replace(self, run: Run, documents: Sequence[Document]) -> None:
        known = self._take_out(run, [document.id for document in documents])
        last = int(run.rows("SELECT coalesce(max(doc), 0) FROM search_document")[0][0])
        fresh = (number for number in range(last + 1, last + 1 + len(documents)))
        numbered = [(known.get(clean(document.id)) or next(fresh), document) for document in documents]
        texts = {number: stored(document) for number, document in numbered}
        analysed = {number: analyse(json.loads(text)) for number, text in texts.items()}
        run.many(
            "INSERT INTO search_document (doc, id, kind, weight, lat, lon, day, name_en, name_es, told) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [_row(number, document, texts[number]) for number, document in numbered],
        )
        run.many("INSERT INTO search_facet (doc, facet, value) VALUES (%s, %s, %s)", _facets(numbered))
        run.many("INSERT INTO search_number (doc, name, value) VALUES (%s, %s, %s)", _numbers(numbered))
        self.store.put_words(run, analysed.items())
        self._learn(run, analysed.values())

    def _take_out(self, run: Run, ids: Sequence[str]) -> dict[str, int]:
        """Removes the documents and returns the numbers they had."""
        found: list[Row] = []
        for some in _batches(map(clean, ids), _MANY):
            found += run.rows(f"SELECT id, doc, told FROM search_document WHERE id IN ({places(some)})", some)
        if not found:
            return {}
        self._unlearn(run, [analyse(json.loads(told)) for _, _, told in found])
        for table in ("search_document", "search_facet", "search_number", "search_text"):
            key = self.store.text_key if table == "search_text" else "doc"
            run.many(f"DELETE FROM {table} WHERE {key} = %s", [(doc,) for _, doc, _ in found])
        return {row[0]: int(row[1]) for row in found}

    # --- Vocabulary ------------------------------------------------------------------------------------------------
    def _learn(self, run: Run, texts: Iterable[Analysed]) -> None:
        counted: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for text in texts:
            counted.update(text.vocabulary.keys())
            shown |= text.vocabulary
        known = set()
        for some in _batches(counted, _MANY):
            known |= {row[0] for row in run.rows(f"SELECT word FROM search_word WHERE word IN ({places(some)})", some)}
        run.many("UPDATE search_word SET docs = docs + %s WHERE word = %s", [(counted[word], word) for word in known])
        new = [word for word in counted if word not in known]
        run.many(
            "INSERT INTO search_word (word, shown, docs) VALUES (%s, %s, %s)", [(w, shown[w], counted[w]) for w in new]
        )
        run.many("INSERT INTO search_gram (gram, word) VALUES (%s, %s)", [(gram, w) for w in new for gram in grams(w)])

    def _unlearn(self, run: Run, texts: Iterable[Analysed]) -> None:
        """Words that nobody uses any more stay with a count of 0 until the next rebuild."""
        counted = Counter(word for text in texts for word in text.vocabulary)
        run.many("UPDATE search_word SET docs = docs - %s WHERE word = %s", [(n, word) for word, n in counted.items()])

    # --- Reading ---------------------------------------------------------------------------------------------------
    def count(self) -> int:
        return self.store.read(lambda run: int(run.rows("SELECT count(*) FROM search_document")[0][0]))

    def search(self, query: SearchQuery) -> SearchResults:
        return self.store.read(lambda run: Finder(self.store, run).search(query))

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Titles in which every word typed begins a word, best first. If there are none, those for the nearest last word."""
        return self.store.read(lambda run: Finder(self.store, run).suggest(text, language, limit))


def _batches(items: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _row(number: int, document: Document, told: str) -> Row:
    lat, lon = document.place or (None, None)
    titles: Mapping[str, str] = json.loads(told)["title"]
    names = [_sorting(titles.get("en") or titles.get("es", "")), _sorting(titles.get("es") or titles.get("en", ""))]
    day = document.date.isoformat() if document.date else None
    return (number, clean(document.id), clean(document.kind), document.weight, lat, lon, day, *names, told)


def _sorting(title: str) -> str:
    return " ".join(filter(None, map(fold, title.split())))[:80]


def _facets(numbered: Iterable[tuple[int, Document]]) -> list[Row]:
    return [
        (number, clean(facet), value)
        for number, document in numbered
        for facet, values in document.facets.items()
        for value in dict.fromkeys(map(clean, values))
    ]


def _numbers(numbered: Iterable[tuple[int, Document]]) -> list[Row]:
    return [(number, clean(name), value) for number, document in numbered for name, value in document.numbers.items()]
