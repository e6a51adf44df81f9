"""Every URL of the site, asked by every actor: each gets the answer that the table in tests/access gives."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access import ACTORS, LOGIN, STRANGER, Row
from tests.access.world import World

# Wagtail's own admin guards itself: each of its views asks for the right to enter. Its doors stand in the table.
PREFIXES_OF_OTHERS = ("admin/", "documents/")


def _rows() -> Iterator[Row]:
    for module in pkgutil.iter_modules(tests.access.__path__, "tests.access."):
        yield from getattr(importlib.import_module(module.name), "ROWS", ())


ROWS = list(_rows())
pytestmark = pytest.mark.django_db


def _names(patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, path, inner)
        elif not path.startswith(PREFIXES_OF_OTHERS):
            yield space + (pattern.name or f"(no name) {path}")


def test_every_url_of_the_site_stands_in_the_table() -> None:
    missing = sorted(set(_names(get_resolver().url_patterns)) - {row.name for row in ROWS})
    assert missing == []


def test_the_table_names_no_url_that_is_gone() -> None:
    gone = sorted({row.name for row in ROWS if ":" not in row.name} - set(_names(get_resolver().url_patterns)))
    assert [name for name in gone if not name.startswith(("wagtail", "admin"))] == []


def _address(row: Row, world: World) -> str:
    kwargs: Mapping[str, Any] = row.kwargs(world) if callable(row.kwargs) else row.kwargs
    return row.path or reverse(row.name, kwargs=kwargs)


def _said(response: HttpResponse) -> int | str:
    is_sign_in = response.status_code == 302 and "login" in response.headers["Location"]
    return LOGIN if is_sign_in else response.status_code


def _client(world: World, actor: str) -> Client:
    client = Client(raise_request_exception=False)
    if actor != STRANGER:
        client.force_login(world.people[actor], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.name}")
def test_each_actor_gets_the_answer_of_the_table(row: Row, world: World) -> None:
    address = _address(row, world)
    said = {actor: _said(getattr(_client(world, actor), row.method)(address)) for actor in ACTORS}
    assert said == {actor: row.answer(actor) for actor in ACTORS}
