"""What every test of the site stands on."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from marketplace.ledger import guards

pytest_plugins = ["tests.access.world"]


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards_of_the_ledger() -> Iterator[None]:
    """Tests with real transactions empty the tables after them; the ledger's triggers refuse that, rightly."""
    flush = TransactionTestCase._fixture_teardown

    def flush_unguarded(case: TransactionTestCase) -> None:
        with guards.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_unguarded)
        yield
