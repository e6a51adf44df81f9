"""The API does what its description says, whatever it is asked: schemathesis makes up the questions."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.opendata import cursor
from directory.opendata.asked import Asked
from tests.directory.opendata.conftest import many
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db
OPERATIONS = ["GET /api/v1/co-ops", "GET /api/v1/co-ops/{public_id}", "GET /api/v1/topics"]
_QUIETLY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The site closes its connection after each answer, and with it the transaction of the test; Django's own client sees to it too."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(_one_connection: None) -> Any:
    many(3)
    CoopFactory(place=True)
    site = get_wsgi_application()

    def from_somewhere(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        return site(environ | {"REMOTE_ADDR": "198.51.100.7", "HTTP_HOST": "localhost"}, start)

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_somewhere)


def test_no_operation_is_left_out(described: Any) -> None:
    assert [found.ok().label for found in described.get_all_operations()] == OPERATIONS


@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_it_is_asked(described: Any, label: str) -> None:
    """A cursor and a box fit their form and may still be none: that they are refused is told in test_api.py."""
    operation = next(found.ok() for found in described.get_all_operations() if found.ok().label == label)

    @_QUIETLY
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        query = case.query or {}
        if query.get("cursor"):
            query["cursor"] = cursor.written(1)
        if "bbox" in query:
            query["bbox"] = "-91,32,-90,33"
        case.call_and_validate()

    ask()


def test_nonsense_is_refused_in_json(client: Client) -> None:
    names = st.sampled_from([*Asked.model_fields, "page", "q", ""])
    words = st.text(max_size=30) | st.sampled_from(["-1", "1e9", "nan", "null", "[]", "0,0,0,0", "\x00", "9" * 30])

    @_QUIETLY
    @given(query=st.lists(st.tuples(names, words), max_size=4))
    def ask(query: list[tuple[str, str]]) -> None:
        response = client.get("/api/v1/co-ops", query_params=QueryPairs(query))
        assert response.status_code in (200, 422)
        assert set(response.json()) in ({"results", "next", "cursor", "license"}, {"detail", "errors"})

    ask()


class QueryPairs(dict[str, list[str]]):
    """Django's client takes several values of a name as a list."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        for name, word in pairs:
            self.setdefault(name, []).append(word.encode("utf-8", "ignore").decode())
