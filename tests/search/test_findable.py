"""From a write in the directory to the index: through the outbox."""

import pytest

from directory import findable
from ground import outbox
from ground.outbox import OutboxTask
from search import documents
from search.documents import Document
from search.query import SearchQuery


class Jars:
    def __init__(self):
        self.titles = {1: "Honey"}

    def ids(self):
        return list(self.titles)

    def load(self, keys):
        return [Document(f"jar:{key}", {"en": self.titles[key]}, "/jars/") for key in keys if key in self.titles]


@pytest.fixture
def engine(embedded_engine):
    return embedded_engine


@pytest.fixture
def jars(monkeypatch):
    monkeypatch.setattr(documents, "_sources", {})
    jars = Jars()
    documents.register("jar", jars)
    return jars


def test_a_change_is_indexed_by_the_worker_and_a_hidden_thing_taken_out(engine, jars):
    findable.changed("jar", 1)
    assert engine.search(SearchQuery("honey")).total == 0
    outbox.run_due()
    assert engine.search(SearchQuery("honey")).total == 1
    del jars.titles[1]
    findable.changed("jar", 1)
    outbox.run_due()
    assert engine.search(SearchQuery("honey")).total == 0


def test_ten_changes_that_wait_are_one_task(engine, jars):
    for _ in range(10):
        findable.changed("jar", 1)
    assert OutboxTask.objects.count() == 1


def test_an_import_makes_one_task_for_many(engine, jars):
    findable.changed_many("jar", range(1, 1_001))
    assert OutboxTask.objects.count() == 2


def test_a_kind_that_nobody_registers_fails_at_once(engine, jars):
    findable.changed("spaceship", 1)
    outbox.run_due()
    assert OutboxTask.objects.get().state == "failed"
