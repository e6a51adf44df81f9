from collections.abc import Iterator

import pytest

from search.engine import Engine, current
from tests import elastic


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, settings, tmp_path, db) -> Engine:
    """Each engine that this run has, empty: the one that its database calls for, and Elasticsearch."""
    return request.getfixturevalue(f"{request.param}_engine")


@pytest.fixture
def embedded_engine(settings, tmp_path, db) -> Engine:
    """SQLite with a file of its own, or the tables on PostgreSQL."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    engine = current()
    engine.rebuild([])
    return engine


@pytest.fixture
def elasticsearch_engine(elasticsearch_server) -> Engine:
    return elastic.emptied(elasticsearch_server)


@pytest.fixture(scope="session")
def elasticsearch_server() -> Iterator[Engine]:
    """One index for all tests of this worker."""
    yield from elastic.served()
