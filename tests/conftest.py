"""What every test of the site stands on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from config.texts import compile_texts
from marketplace.ledger import guards
from tests import migrated, standing

pytest_plugins = ["tests.access.world"]


# What a test has to ask for to reach the database of the site.
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # its workers would all write the same files
        for folder in site.LOCALE_PATHS:
            compile_texts(Path(folder))
    # A password of the demonstration is stretched for half a second. Which of the hashers it is changes no answer.
    site.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *site.PASSWORD_HASHERS]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one database only is no test of the run on the other; what reaches none is marked for neither."""
    for item in items:
        marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
        if marked or DATABASE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    items[:] = standing.in_order(items)
    others = ["postgres"] if site.DATABASE_IS_SQLITE else ["sqlite", "elasticsearch"]
    if not (os.environ.get("TEST_ELASTICSEARCH_URL") or os.environ.get("REQUIRE_ALL")):
        others.append("elasticsearch")
    foreign = [item for item in items if any(map(item.get_closest_marker, others))]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    standing.make_room_for(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """REQUIRE_ALL=1: a test that is left out has failed."""
    report = yield
    if os.environ.get("REQUIRE_ALL") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The database is migrated already when Django comes to migrate it."""
    migrated.lay()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        standing.clear()


@pytest.fixture(autouse=True)
def _nothing_is_written_into_the_site(
    settings: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Index and files of a test are its own. The folder is made only when something is written into it."""
    folder = tmp_path_factory.getbasetemp() / "site"
    settings.SEARCH_INDEX_FILE = folder / "search.sqlite3"
    settings.ELASTICSEARCH_URL = ""
    settings.MEDIA_ROOT = folder / "media"
    settings.PRIVATE_MEDIA_ROOT = folder / "private"


@pytest.fixture(autouse=True)
def _nothing_is_kept_from_another_test() -> None:
    """Rows of tests that were taken back had the same ids."""
    cache.clear()


@pytest.fixture(autouse=True)
def _each_test_begins_in_english() -> None:
    """A request leaves its language behind in the thread; the next test must not inherit it."""
    translation.activate(site.LANGUAGE_CODE)


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards_of_the_ledger() -> Iterator[None]:
    """Tests with real transactions empty the tables after them; the ledger's triggers refuse that, rightly."""
    flush = TransactionTestCase._fixture_teardown

    def flush_unguarded(case: TransactionTestCase) -> None:
        if not apps.is_installed("marketplace.ledger"):
            flush(case)
            return
        with guards.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_unguarded)
        yield
