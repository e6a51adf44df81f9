"""An index to try things on, gone afterwards. The site's own is not touched."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Protocol

from django.conf import settings
from django.db import connection

from search.elastic.engine import Elastic
from search.embedded import Embedded
from search.engine import Engine
from search.postgres import TEXT, PostgresStore
from search.sqlite import SqliteStore
from search.standing import Unavailable
from search.tables import NAMES, statements

ENGINES = ("sqlite", "postgresql", "elasticsearch")
_PATIENCE = 30.0


class Scratch(Engine, Protocol):
    """An engine that can be measured."""

    def words(self) -> list[str]:
        """The vocabulary, folded, in the order of the alphabet."""

    def settle(self) -> None:
        """After many writes: all of them are found, and fast."""


class NotHere(Exception):
    """The engine cannot be had with this site's settings; the message says why."""


@contextmanager
def engine(name: str) -> Iterator[Scratch]:
    """An empty engine: a file in a folder of its own; or temporary tables, which the server drops even if this process is killed; or
    indices of another name. Raises NotHere."""
    with _MAKERS[name]() as made:
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
            for statement in (*statements(number="BIGINT", raw="BYTEA"), *TEXT):
                cursor.execute(statement)
            yield Embedded(PostgresStore())
        finally:
            for table in (*NAMES, "search_name", "search_state"):
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
            cursor.execute("RESET search_path")


@contextmanager
def _on_elasticsearch() -> Iterator[Elastic]:
    if not settings.ELASTICSEARCH_URL:
        raise NotHere("No Elasticsearch is named: set ELASTICSEARCH_URL to one.")
    made = Elastic(settings.ELASTICSEARCH_URL, f"scratch-{token_hex(6)}", patience=_PATIENCE)
    try:
        made.rebuild([])
        yield made
    except Unavailable as error:
        raise NotHere(f"Elasticsearch does not answer: {error}") from error
    finally:
        with suppress(Unavailable):
            made.drop()


_MAKERS: dict[str, Callable[[], AbstractContextManager[Scratch]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgres,
    "elasticsearch": _on_elasticsearch,
}
