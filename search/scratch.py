"""An index to try things on, gone afterwards. The site's own is not touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from search.embedded import Embedded
from search.postgres import TEXT, PostgresStore
from search.sqlite import SqliteStore
from search.tables import NAMES, TABLES

ENGINES = ("sqlite", "postgresql")


class NotHere(Exception):
    """The engine cannot be had with this site's database; the message says why."""


@contextmanager
def engine(name: str) -> Iterator[Embedded]:
    """An empty engine: a file in a folder of its own, or temporary tables, which the server drops even if this process is killed.
    Raises NotHere."""
    with _on_sqlite() if name == "sqlite" else _on_postgres() as made:
        yield made


@contextmanager
def _on_sqlite() -> Iterator[Embedded]:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "search.sqlite3")
        store.begin()
        try:
            yield Embedded(store)
        finally:
            store.close()


@contextmanager
def _on_postgres() -> Iterator[Embedded]:
    if connection.vendor != "postgresql":
        raise NotHere("The site's database is not PostgreSQL: set DATABASE_URL to one.")
    with connection.cursor() as cursor:
        # What is made now is temporary, and is read before the site's tables of the same names.
        cursor.execute("SET search_path = pg_temp, public")
        try:
            for statement in TABLES:
                cursor.execute(statement.format(number="BIGINT", bytes="BYTEA", clustered=""))
            for statement in TEXT:
                cursor.execute(statement)
            yield Embedded(PostgresStore())
        finally:
            for table in (*NAMES, "search_state"):
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
            cursor.execute("RESET search_path")
