"""The engine that needs no server of its own. It speaks plain SQL to a `Store`: SQLite with FTS5, or PostgreSQL.

Both stores hold the same tables (see `search.tables`) and get the same words, so both give the same finds, order aside.
"""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TypeVar

from search import columns
from search.analysis import Analysed, analyse, labels, sorted_as, told
from search.columns import KIND, WEIGHT, Columns, Label
from search.documents import Document, digest
from search.finding import Finder
from search.query import SearchQuery, SearchResults, Suggestion
from search.remembered import Remembered
from search.same import NONE, Sets
from search.store import Row, Run, Store, places
from search.tables import new_number
from search.vocabulary import Learned, unlearn
from search.words import LANGUAGES, clean

T = TypeVar("T")
_TABLES = ("search_document", "search_told", "search_facet", "search_number")
_BATCH = 1_000
_MANY = 400  # values in one IN list


class Embedded:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.name = store.name
        self._remembered = Remembered()
        self._columns = Columns()
        self.sets: Callable[[], Sets] = lambda: NONE

    # --- Writing ---------------------------------------------------------------------------------------------------
    def index(self, documents: Iterable[Document]) -> None:
        """Puts the documents in, in the place of what had their ids. A repeat changes nothing."""
        for batch in _batches(documents):
            fresh = list({document.id: document for document in batch}.values())
            self._write(partial(self._update, documents=fresh))

    def remove(self, ids: Iterable[str]) -> None:
        for batch in _batches(ids):
            self._write(partial(self._remove, ids=batch))

    def bring(self, documents: Sequence[Document], gone: Sequence[str], as_of: int) -> None:
        self.remove(gone)
        self.index(documents)

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]:
        """Puts these documents in the place of the whole index, and counts them by kind. Searches see the old index until the new
        one is complete; if `documents` raises, the old one stays."""
        self.store.heal()
        counted: Counter[str] = Counter()

        def work(run: Run) -> None:
            self.store.empty(run)
            run.rows("UPDATE search_state SET epoch = %s", [new_number()])
            learned = Learned()
            for batch in _batches(documents):
                fresh = {document.id: document for document in batch}
                learned.add(self._replace(run, list(fresh.values())))
                counted.update(document.kind for document in fresh.values())
            learned.put(run)

        self._write(work)
        self.store.settle()
        return dict(counted)

    def _write(self, work: Callable[[Run], object]) -> None:
        def and_tell(run: Run) -> None:
            work(run)
            run.rows("UPDATE search_state SET generation = %s", [new_number()])

        self.store.write(and_tell)

    def _remove(self, run: Run, ids: Sequence[str]) -> None:
        columns.put(run, dict.fromkeys(self._take_out(run, ids).values(), ()))

    def _update(self, run: Run, documents: Sequence[Document]) -> None:
        learned = Learned()
        learned.add(self._replace(run, documents))
        learned.put(run)

    def _replace(self, run: Run, documents: Sequence[Document]) -> Iterable[Analysed]:
        """All but the vocabulary, which the words of these documents are for."""
        known = self._take_out(run, [document.id for document in documents])
        last = max(int(run.rows("SELECT coalesce(max(doc), 0) FROM search_document")[0][0]), *known.values(), 0)
        fresh = (number for number in range(last + 1, last + 1 + len(documents)))
        numbered = [(known.get(clean(document.id)) or next(fresh), document) for document in documents]
        labelled = {number: _labels(document) for number, document in numbered}
        stories = {number: told(document) for number, document in numbered}
        analysed = {number: analyse(story) for number, story in stories.items()}
        run.insert(
            "INSERT INTO search_document (doc, id, kind, digest, weight, lat, lon, day, name_en, name_es) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [_row(number, document) for number, document in numbered],
        )
        run.insert(
            "INSERT INTO search_told (doc, told) VALUES (%s, %s)",
            [(number, json.dumps(story)) for number, story in stories.items()],
        )
        run.insert(
            "INSERT INTO search_facet (doc, facet, value) VALUES (%s, %s, %s)",
            [(number, *label) for number, own in labelled.items() for label in own],
        )
        columns.put(run, {number: [*_kept_beside(document), *labelled[number]] for number, document in numbered})
        run.insert("INSERT INTO search_number (doc, name, value) VALUES (%s, %s, %s)", _numbers(numbered))
        self.store.put_words(run, analysed.items())
        return analysed.values()

    def _take_out(self, run: Run, ids: Sequence[str]) -> dict[str, int]:
        """Removes the documents and returns the numbers they had."""
        found: list[Row] = []
        for some in _batches(map(clean, ids), _MANY):
            sql = "SELECT d.id, d.doc, t.told FROM search_document d JOIN search_told t ON t.doc = d.doc WHERE d.id IN "
            found += run.rows(f"{sql}({places(some)})", some)
        if not found:
            return {}
        unlearn(run, [analyse(json.loads(row[2])) for row in found])
        tables = (*self.store.text_tables, *((name, "doc") for name in _TABLES))
        for some in _batches((row[1] for row in found), _MANY):
            for table, key in tables:
                run.rows(f"DELETE FROM {table} WHERE {key} IN ({places(some)})", some)
        return {row[0]: int(row[1]) for row in found}

    def settle(self) -> None:
        """After many writes: what makes the next reads fast."""
        self.store.settle()

    # --- Reading ---------------------------------------------------------------------------------------------------
    def count(self) -> int:
        return self.store.read(lambda run: int(run.rows("SELECT count(*) FROM search_document")[0][0]))

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        def work(run: Run) -> dict[str, str]:
            held: dict[str, str] = {}
            for some in _batches(map(clean, ids), _MANY):
                rows = run.rows(f"SELECT id, digest FROM search_document WHERE id IN ({places(some)})", some)
                held |= {row[0]: row[1] for row in rows}
            return held

        return self.store.read(work)

    def ids(self) -> Iterator[str]:
        sql = "SELECT id FROM search_document WHERE id > %s ORDER BY id LIMIT %s"
        last = ""
        while rows := self.store.read(lambda run: run.rows(sql, [last, _BATCH])):  # noqa: B023 - read at once
            yield from (str(row[0]) for row in rows)
            last = rows[-1][0]

    def words(self) -> list[str]:
        """The vocabulary, folded, in the order of the alphabet."""
        sql = "SELECT word FROM search_word WHERE docs > 0 ORDER BY word"
        return self.store.read(lambda run: [str(row[0]) for row in run.rows(sql)])

    def search(self, query: SearchQuery) -> SearchResults:
        sets = self.sets()  # not inside: the look at the index would hold a transaction meanwhile
        return self.store.read(lambda run: self._search(run, query, sets))

    def _search(self, run: Run, query: SearchQuery, sets: Sets) -> SearchResults:
        finder = replace(self._finder(run), sets=sets)
        at = (finder.state.generation, sets.edition)
        known = self._remembered.get(at, query)
        return known or self._remembered.keep(at, query, finder.search(query))

    def _finder(self, run: Run) -> Finder:
        return Finder(self.store, run, self._columns)

    def forget(self) -> None:
        """What was found before is looked for anew, to measure it."""
        self._remembered = Remembered()

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Things in whose title, or else keywords, every word typed begins a word; the kinds take turns, best first. If there are
        none, those for the nearest last word."""
        return self.store.read(lambda run: self._finder(run).suggest(text, language, limit))


def _batches(items: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _row(number: int, document: Document) -> Row:
    lat, lon = map(float, document.place) if document.place else (None, None)
    names = [sorted_as(document, language) for language in LANGUAGES]
    day = document.date.isoformat() if document.date else None
    ident, kind = clean(document.id), clean(document.kind)
    return (number, ident, kind, digest(document), document.weight, lat, lon, day, *names)


def _labels(document: Document) -> list[Label]:
    return [label for label in labels(document) if label[0] not in (KIND, WEIGHT)]


def _kept_beside(document: Document) -> list[Label]:
    """What is counted and weighed like a facet."""
    return [(KIND, clean(document.kind)), (WEIGHT, repr(float(document.weight)))]


def _numbers(numbered: Iterable[tuple[int, Document]]) -> list[Row]:
    return [(number, clean(name), value) for number, document in numbered for name, value in document.numbers.items()]
