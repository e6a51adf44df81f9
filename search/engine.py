"""Which engine answers here."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from search.documents import Document, Key, load
from search.embedded import Embedded
from search.postgres import PostgresStore
from search.query import SearchQuery, SearchResults, Suggestion
from search.sqlite import SqliteStore


class Engine(Protocol):
    """What every engine does. The same tests run against each (tests/search/)."""

    name: str

    def index(self, documents: Iterable[Document]) -> None: ...

    def remove(self, ids: Iterable[str]) -> None: ...

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]: ...

    def count(self) -> int: ...

    def search(self, query: SearchQuery) -> SearchResults: ...

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]: ...


def current() -> Engine:
    return _on_sqlite(Path(settings.SEARCH_INDEX_FILE)) if settings.DATABASE_IS_SQLITE else _on_postgres()


@cache
def _on_sqlite(path: Path) -> Embedded:
    return Embedded(SqliteStore(path))


@cache
def _on_postgres() -> Embedded:
    return Embedded(PostgresStore())


def refresh(kind: str, keys: list[Key]) -> None:
    """Brings the index up to date for these things: those that may be found are put in, the others taken out. Raises UnknownKind."""
    documents = load(kind, keys)
    found = {document.id for document in documents}
    current().remove(f"{kind}:{key}" for key in keys if f"{kind}:{key}" not in found)
    current().index(documents)
