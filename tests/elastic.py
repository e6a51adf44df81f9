"""Elasticsearch for tests: the server that TEST_ELASTICSEARCH_URL names, with indices of this process alone."""

import os
from collections.abc import Iterator
from secrets import token_hex

import pytest

from search.elastic.engine import Elastic

PATIENT = 30.0  # seconds: what is slow on a busy machine is not wrong


def url() -> str:
    """Skips the test where there is no server."""
    found = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if not found:
        pytest.skip("TEST_ELASTICSEARCH_URL names no Elasticsearch")
    return found


def served() -> Iterator[Elastic]:
    engine = Elastic(url(), f"test-{token_hex(6)}", patience=PATIENT, write_patience=PATIENT, at_once=True)
    yield engine
    engine.forget()
    engine.client.close()


def emptied(engine: Elastic) -> Elastic:
    """Quicker than another index for each test."""
    if engine.indices.is_built():
        everything = {"match_all": {}}
        engine.client.delete_by_query(index=engine.indices.live, query=everything, refresh=True, conflicts="proceed")
    else:
        engine.rebuild([])
    return engine
