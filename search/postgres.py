"""The index in tables of the default PostgreSQL database (made by this app's migration)."""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from search.analysis import WEIGHTS, Analysed
from search.store import Row, Run
from search.tables import NAMES
from search.words import LANGUAGES, kept

T = TypeVar("T")
_INSERT = re.compile(r"(.* VALUES )(\([^)]*\))(.*)")
_ROWS = 1_000
_LOCK = 5_140_704  # one writer at a time: the counts of the vocabulary are read and written
# A tsvector knows four weights. The names for typing ahead share the one of the keywords, and both bodies share one.
_LABELS = ("C", "A", "B", "C", "D", "D")
_DEEPEST = 16_383  # the highest position a tsvector holds
_GAP = 8  # between columns, so that no phrase runs from one into the next
TEXT = (
    "CREATE TABLE search_text (doc BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_text_words ON search_text USING gin (words)",
)


class _Run:
    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        self._cursor.execute(sql, tuple(values))
        return list(self._cursor.fetchall()) if self._cursor.description else []

    def insert(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Many rows in one statement: one at a time is five times slower here."""
        head, row, tail = _INSERT.fullmatch(sql).groups()  # type: ignore[union-attr]
        waiting = iter(rows)
        while batch := list(islice(waiting, _ROWS)):
            self._cursor.execute(head + ", ".join([row] * len(batch)) + tail, tuple(chain.from_iterable(batch)))


class PostgresStore:
    name = "PostgreSQL"
    text_key = "doc"
    matched = (
        "SELECT doc, ts_rank(weights, words, wanted, 1) AS score "
        "FROM search_text, (SELECT %s::real[] AS weights, %s::tsquery AS wanted) AS asked WHERE words @@ wanted"
    )
    holding = "SELECT doc FROM search_text WHERE words @@ %s::tsquery"

    def read(self, work: Callable[[Run], T]) -> T:
        with connection.cursor() as cursor:
            return work(_Run(cursor))

    def write(self, work: Callable[[Run], T]) -> T:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            return work(_Run(cursor))

    def heal(self) -> None:
        """The database's own affair."""

    def empty(self, run: Run) -> None:
        for table in NAMES:
            run.rows(f"DELETE FROM {table}")

    def settle(self) -> None:
        with connection.cursor() as cursor:
            for table in NAMES:
                cursor.execute(f"ANALYZE {table}")

    def put_words(self, run: Run, texts: Iterable[tuple[int, Analysed]]) -> None:
        run.insert(
            "INSERT INTO search_text (doc, words) VALUES (%s, %s::tsvector)",
            ((n, _tsvector(text)) for n, text in texts),
        )

    def ranking(self, reader: str) -> Sequence[object]:
        names, title_en, title_es, keywords, _, body = WEIGHTS[reader]
        d, c, b, a = (weight / 10 for weight in (body, max(keywords, names), title_es, title_en))
        return [[d, c, b, a]]

    def expression(self, terms: Sequence[tuple[str, ...]]) -> str:
        return " & ".join(
            "(" + " | ".join(" <-> ".join(f"'{kept(word, language)}'" for word in term) for language in LANGUAGES) + ")"
            for term in terms
        )

    def either(self, readings: Sequence[Sequence[tuple[str, ...]]]) -> str:
        return " | ".join(f"({self.expression(terms)})" for terms in readings)

    def beginning(self, words: Sequence[str]) -> str:
        return " & ".join(f"'w{word}':*" for word in words)


def _tsvector(text: Analysed) -> str:
    places: dict[str, list[str]] = {}
    position = 1
    for label, words in zip(_LABELS, text.columns, strict=True):
        for word in words:
            places.setdefault(word, []).append(f"{min(position, _DEEPEST)}{label}")
            position += 1
        position += _GAP
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())
