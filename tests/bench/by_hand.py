"""The same finds in SQL that somebody wrote for this one purpose: the best 24, how many, and three facets counted. It knows one
language, no spelling, no widening, no kinds, no places and no phrases across columns: what the contract costs is told by the ratio.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import psycopg

from tests.bench.goods import FACETS, Good

SIZE = 24
_COLUMNS = ", ".join(FACETS)


class ByHand(Protocol):
    def fill(self, goods: Iterable[Good]) -> None: ...

    def find(self, text: str) -> int:
        """How many."""


class OnSqlite:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -16000", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")

    def fill(self, goods: Iterable[Good]) -> None:
        """The text in one table, the facets in a narrow one, so that counting reads little."""
        run = self._connection
        run.execute("CREATE VIRTUAL TABLE word USING fts5(title, body, content='', tokenize='porter')")
        run.execute(f"CREATE TABLE facet (id INTEGER PRIMARY KEY, {_COLUMNS})")
        run.execute(f"CREATE TEMP TABLE hit (rank REAL, {_COLUMNS}, id INTEGER)")
        run.execute("BEGIN")
        for good in goods:
            run.execute("INSERT INTO word (rowid, title, body) VALUES (?, ?, ?)", good[:3])
            run.execute("INSERT INTO facet VALUES (?, ?, ?, ?)", (good.number, *good.values))
        run.execute("COMMIT")
        run.execute("INSERT INTO word (word) VALUES ('optimize')")

    def find(self, text: str) -> int:
        run = self._connection.execute
        run("DELETE FROM hit")
        run(
            f"INSERT INTO hit SELECT bm25(word, 4, 1), {_COLUMNS}, facet.id FROM word "  # noqa: S608 - our own names
            "CROSS JOIN facet ON facet.id = word.rowid WHERE word MATCH ?",
            (text,),
        )
        run("SELECT id FROM hit ORDER BY rank LIMIT ?", (SIZE,)).fetchall()
        for facet in FACETS:
            run(f"SELECT {facet}, count(*) FROM hit GROUP BY 1").fetchall()  # noqa: S608
        return int(run("SELECT count(*) FROM hit").fetchone()[0])


class OnPostgres:
    """In temporary tables, which go with the connection."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def fill(self, goods: Iterable[Good]) -> None:
        run = self._connection
        run.execute(
            "CREATE TEMP TABLE listing (id INTEGER, title TEXT, body TEXT, topic SMALLINT, seller SMALLINT, county SMALLINT, "
            "words TSVECTOR GENERATED ALWAYS AS "
            "(setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)) STORED)"
        )
        with run.cursor().copy("COPY listing (id, title, body, topic, seller, county) FROM STDIN") as copy:
            for good in goods:
                copy.write_row((*good[:3], *good.values))
        run.execute("CREATE INDEX ON listing USING gin (words)")
        run.execute("ANALYZE listing")

    def find(self, text: str) -> int:
        """One statement, so that the hits are found once."""
        rows = self._connection.execute(
            "WITH hit AS MATERIALIZED (SELECT id, topic, seller, county, ts_rank(words, asked) AS rank "
            "FROM listing, plainto_tsquery('english', %s) asked WHERE words @@ asked) "
            "SELECT GROUPING(topic, seller, county), coalesce(topic, seller, county, 0), count(*) FROM hit "
            "GROUP BY GROUPING SETS (topic, seller, county, ()) "
            "UNION ALL (SELECT -1, id, 0 FROM hit ORDER BY rank DESC LIMIT %s)",
            (text, SIZE),
        ).fetchall()
        return next(int(count) for group, _value, count in rows if group == 0b111)
