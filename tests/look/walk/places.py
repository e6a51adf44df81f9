"""What is to be seen: the rows of the access table and the states, each once for every language and distinct answer."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

import tests.access
from tests.access import ACTORS, STRANGER, Row
from tests.access.world import World

LANGUAGES = ("en", "es")
# Pages of Wagtail: they are shown, but their markup is not ours to check.
OF_WAGTAIL = "/admin/"


Make = Callable[[World, Client, str], str | HttpResponse]


@dataclass(frozen=True)
class State:
    """A page that no row reaches as it is, named by the row's URL name and what is special about it.

    `make(world, client, language)` gives the path to open, with the client's cookies; or a page that this client was
    given already, such as a form with its mistakes: then it is shown as it is and all that was done for it is undone.
    """

    name: str
    what: str
    make: Make
    actor: str = STRANGER
    is_letter: bool = False


def rows() -> list[Row]:
    """Those that a browser can ask for."""
    return [row for row in table() if row.method == "get" and _may_be_page(row)]


def table() -> Iterator[Row]:
    for module in pkgutil.iter_modules(tests.access.__path__, "tests.access."):
        yield from getattr(importlib.import_module(module.name), "ROWS", ())


def _may_be_page(row: Row) -> bool:
    return any(row.answer(actor) in (200, 302) for actor in ACTORS)


def states() -> list[State]:
    package = "tests.look.walk"
    here = importlib.import_module(package).__path__
    found: list[State] = []
    for module in pkgutil.iter_modules(here, f"{package}."):
        if module.name.startswith(f"{package}.states_"):
            found += importlib.import_module(module.name).STATES
    return found


def address(row: Row, world: World, language: str) -> str:
    kwargs: Any = row.kwargs(world) if callable(row.kwargs) else row.kwargs
    if not row.path:
        return path_of(row.name, language, **kwargs)
    return f"/es{row.path}" if language == "es" else row.path


def path_of(name: str, language: str, **kwargs: Any) -> str:
    with translation.override(language):
        return reverse(name, kwargs=kwargs)
