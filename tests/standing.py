"""What many tests stand on is built once and stays for all of them: each test takes back only what it did itself.

Pages and demonstration take seconds to build. They stand in a transaction that is open around the transactions of the
tests; it is rolled back as soon as a test comes that does not want them. `in_order` brings those who share one together.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack

import pytest
from django.db import connection, transaction
from pytest_django.plugin import blocking_manager_key

_open: dict[str, ExitStack] = {}
# The fixture that lays it, in the order in which tests come; a test that asks for none of them comes last.
DEMONSTRATION, PAGES = "demonstration", "standing_pages"
LAYERS = (DEMONSTRATION, PAGES)


def lay(name: str, build: Callable[[], object]) -> None:
    """Build it, unless it stands already."""
    if name in _open:
        return
    clear()
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        build()
        # What PostgreSQL has put off until the end of the transaction it would otherwise check anew after each test.
        connection.check_constraints()
        stack.callback(transaction.set_rollback, True)
        _open[name] = stack.pop_all()


def clear() -> None:
    while _open:
        _open.popitem()[1].close()


def stands(name: str) -> bool:
    return name in _open


def wanted_by(item: pytest.Item) -> str | None:
    return next((name for name in LAYERS if name in getattr(item, "fixturenames", ())), None)


def make_room_for(item: pytest.Item) -> None:
    """Before the fixtures of a test: what it did not ask for must not be there."""
    if _open.keys() - {wanted_by(item)}:
        with item.config.stash[blocking_manager_key].unblock():
            clear()


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The order is otherwise kept: tests with real transactions come last, as pytest-django puts them."""
    places = {name: place for place, name in enumerate((*LAYERS, None))}
    return sorted(items, key=lambda item: places[wanted_by(item)])
