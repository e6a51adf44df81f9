from collections.abc import Iterator

import pytest

from search.engine import Engine, current


@pytest.fixture
def engine(settings, tmp_path, db) -> Iterator[Engine]:
    """The engine that this database calls for, empty: SQLite with a file of its own, or the tables on PostgreSQL."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    engine = current()
    engine.rebuild([])
    return engine
