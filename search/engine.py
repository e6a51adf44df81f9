"""Which engine answers here."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search import word_sets
from search.documents import Document, Key, everything, load
from search.embedded import Embedded
from search.postgres import PostgresStore
from search.query import SearchQuery, SearchResults, Suggestion
from search.sqlite import SqliteStore
from search.standing import NotBuilt, Unavailable

if TYPE_CHECKING:
    from search.guarded import Guarded


class Engine(Protocol):
    """What every engine does. The same tests run against each (tests/search/)."""

    name: str

    def index(self, documents: Iterable[Document]) -> None: ...

    def remove(self, ids: Iterable[str]) -> None: ...

    def bring(self, documents: Sequence[Document], gone: Sequence[str], as_of: int) -> None:
        """Puts in and takes out what was so at that moment (nanoseconds); what an engine knows to be newer stays."""

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]: ...

    def count(self) -> int: ...

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        """The marks (`documents.digest`) of those documents that the index holds, as they were when they were put in."""

    def ids(self) -> Iterator[str]:
        """Of all documents, cleaned."""

    def search(self, query: SearchQuery) -> SearchResults: ...

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]: ...


def current() -> Engine:
    """The engine that answers people."""
    return server() or embedded()


def embedded() -> Embedded:
    return _on_sqlite(Path(settings.SEARCH_INDEX_FILE)) if settings.DATABASE_IS_SQLITE else _on_postgres()


def server() -> "Guarded | None":
    """Elasticsearch with the embedded engine behind it, where ELASTICSEARCH_URL is set."""
    url = settings.ELASTICSEARCH_URL
    return _on_server(url, settings.ELASTICSEARCH_PREFIX, embedded(), os.getpid()) if url else None


def each() -> tuple[Engine, ...]:
    """Every engine that is kept up to date, the embedded one first."""
    guarded = server()
    return (guarded.spare, guarded.server) if guarded else (embedded(),)


def _with_sets(engine: Embedded) -> Embedded:
    engine.sets = word_sets.current
    return engine


@cache
def _on_sqlite(path: Path) -> Embedded:
    return _with_sets(Embedded(SqliteStore(path)))


@cache
def _on_postgres() -> Embedded:
    return _with_sets(Embedded(PostgresStore()))


@cache
def _on_server(url: str, prefix: str, spare: Embedded, process: int) -> "Guarded":
    """Imported here only: the client takes a third of a second and 10 MB, which a site without a server need not spend."""
    elastic, guarded = map(import_string, ("search.elastic.engine.Elastic", "search.guarded.Guarded"))
    found = elastic(url, prefix)
    found.sets = word_sets.current
    made: Guarded = guarded(found, spare, lambda: any(check() for check in _behind))
    return made


_behind: list[Callable[[], bool]] = []


def behind_while(check: Callable[[], bool]) -> None:
    """Called once by the package that carries out changes: whether some have not reached the server yet."""
    _behind.append(check)


def is_filled() -> bool:
    """Whether every engine holds something; one that does not answer is left aside."""
    return all(held is None or held > 0 for held in map(held_by, each()))


def held_by(engine: Engine) -> int | None:
    """How many documents; 0 where no index was built, None where nobody answers."""
    try:
        return engine.count()
    except NotBuilt:
        return 0
    except Unavailable:
        return None


# --- Keeping up ------------------------------------------------------------------------------------------------------
def refresh(kind: str, keys: list[Key]) -> None:
    """Brings the index up to date for these things: those that may be found are put in, the others taken out. Raises UnknownKind; and
    Unavailable if the server did not take it, which `catch_up` is for."""
    current().bring(*_now(kind, keys))


def catch_up(kind: str, keys: list[Key]) -> None:
    """The same for the server alone, after it did not answer. Raises UnknownKind, Unavailable and NotBuilt."""
    if guarded := server():
        guarded.catch_up(*_now(kind, keys))


def server_is_missing() -> bool:
    """Whether the server answers, but holds no index of the present version, and nobody is building one."""
    guarded = server()
    if not guarded:
        return False
    try:
        guarded.server.try_out()
    except NotBuilt:
        return not guarded.server.is_being_built()
    except Unavailable:
        return False
    return False


def build_server() -> None:
    """The server's index, from everything. Raises Unavailable."""
    if guarded := server():
        guarded.server.rebuild(everything())
        guarded.breaker.close()


def _now(kind: str, keys: list[Key]) -> tuple[list[Document], list[str], int]:
    moment = time.time_ns()
    documents = load(kind, keys)
    found = {document.id for document in documents}
    return documents, [f"{kind}:{key}" for key in keys if f"{kind}:{key}" not in found], moment
