"""The index in tables of the default PostgreSQL database (made by this app's migration)."""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import re
import sys
from array import array
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
# A tsvector knows four weights: both bodies share one.
_LABELS = ("A", "B", "C", "D", "D")
_DEEPEST = 16_383  # the highest position a tsvector holds
_GAP = 8  # between columns, so that no phrase runs from one into the next
TEXT = (
    "CREATE TABLE search_text (doc BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_text_words ON search_text USING gin (words)",
    # Apart, so that it is small: two letters begin a name of a fifth of all documents.
    "CREATE TABLE search_name (doc BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_name_words ON search_name USING gin (words)",
)
_TABLES = (*NAMES, "search_name")
_RANKED = (
    "SELECT doc, ts_rank(weights, words, wanted, 1) AS score "
    "FROM {}, (SELECT %s::real[] AS weights, %s::tsquery AS wanted) AS asked WHERE words @@ wanted"
)
_PACKED = "SELECT string_agg(int8send(doc), ''::bytea), string_agg(float4send(score), ''::bytea) FROM ({}) AS found"


class _Run:
    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        self._cursor.execute(sql, tuple(values))
        return list(self._cursor.fetchall()) if self._cursor.description else []

    def scores(self, sql: str, values: Sequence[Any] = ()) -> dict[int, float]:
        """Brought as two strings of bytes: thousands of rows take longer to be read one by one than to be found."""
        self._cursor.execute(_PACKED.format(sql), tuple(values))
        docs, scores = self._cursor.fetchone()
        return dict(zip(_numbers("q", docs), _numbers("f", scores), strict=True))

    def insert(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Copied where no row can be there already, else many in one statement: one at a time is five times slower here."""
        head, row, tail = _INSERT.fullmatch(sql).groups()  # type: ignore[union-attr]
        if not tail:
            into = head.removeprefix("INSERT INTO ").removesuffix(" VALUES ")
            with self._cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in rows:
                    copy.write_row(one)
            return
        waiting = iter(rows)
        while batch := list(islice(waiting, _ROWS)):
            self._cursor.execute(head + ", ".join([row] * len(batch)) + tail, tuple(chain.from_iterable(batch)))


class PostgresStore:
    name = "PostgreSQL"
    text_tables: Sequence[tuple[str, str]] = (("search_text", "doc"), ("search_name", "doc"))
    matched = _RANKED.format("search_text")
    named = _RANKED.format("search_name")
    holding = "SELECT doc FROM search_text WHERE words @@ %s::tsquery"

    def read(self, work: Callable[[Run], T]) -> T:
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                return work(_Run(cursor))
        with transaction.atomic(), connection.cursor() as cursor:
            # For a word that a twentieth of all documents hold, the planner reads all of them, which takes twice as long.
            cursor.execute("SET LOCAL enable_seqscan = off")
            return work(_Run(cursor))

    def write(self, work: Callable[[Run], T]) -> T:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            return work(_Run(cursor))

    def heal(self) -> None:
        """The database's own affair."""

    def empty(self, run: Run) -> None:
        for table in _TABLES:
            run.rows(f"DELETE FROM {table}")

    def settle(self) -> None:
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"ANALYZE {table}")

    def put_words(self, run: Run, texts: Iterable[tuple[int, Analysed]]) -> None:
        written = [(number, text.columns) for number, text in texts]
        run.insert(
            "INSERT INTO search_text (doc, words) VALUES (%s, %s)",
            ((number, _tsvector(columns[1:])) for number, columns in written),
        )
        run.insert(
            "INSERT INTO search_name (doc, words) VALUES (%s, %s)",
            ((number, _tsvector(columns[:1])) for number, columns in written),
        )

    def ranking(self, reader: str) -> Sequence[object]:
        names, title_en, title_es, keywords, _, body = WEIGHTS[reader]
        d, c, b, a = (weight / 10 for weight in (body, keywords, title_es, title_en or names))
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


def _numbers(kind: str, sent: bytes | None) -> "array[Any]":
    """As PostgreSQL sends them: big-endian."""
    numbers = array(kind, sent or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _tsvector(columns: Sequence[Sequence[str]]) -> str:
    places: dict[str, list[str]] = {}
    position = 1
    for label, words in zip(_LABELS, columns, strict=False):
        for word in words:
            places.setdefault(word, []).append(f"{min(position, _DEEPEST)}{label}")
            position += 1
        position += _GAP
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())
