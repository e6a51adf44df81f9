"""Sources: what the packages above register, what the command and the worker do with it."""

from io import StringIO

import pytest
from django.core.management import call_command

from search import documents
from search.documents import Document, UnknownKind
from search.engine import refresh
from search.query import SearchQuery


class Shelf:
    """A source whose things can be hidden."""

    def __init__(self, titles):
        self.titles = titles

    def ids(self):
        return list(self.titles)

    def load(self, keys):
        return [
            Document(f"jar:{key}", {"en": self.titles[key]}, f"/jars/{key}/") for key in keys if self.titles.get(key)
        ]


@pytest.fixture
def engine(embedded_engine):
    return embedded_engine


@pytest.fixture
def shelf(monkeypatch):
    monkeypatch.setattr(documents, "_sources", {})
    shelf = Shelf({n: f"Honey {n}" for n in range(1, 4)})
    documents.register("jar", shelf)
    return shelf


def test_the_command_indexes_every_source_and_says_how_many(engine, shelf):
    out = StringIO()
    call_command("index", stdout=out)
    assert "3  jar" in out.getvalue()
    assert engine.search(SearchQuery("honey")).total == 3


def test_the_command_can_leave_a_full_index_alone(engine, shelf):
    call_command("index", stdout=StringIO())
    shelf.titles[4] = "Honey 4"
    out = StringIO()
    call_command("index", if_empty=True, stdout=out)
    assert "3 documents" in out.getvalue()
    assert engine.count() == 3


def test_a_refresh_puts_in_what_may_be_found_and_takes_out_the_rest(engine, shelf):
    call_command("index", stdout=StringIO())
    shelf.titles |= {1: "Sorghum", 2: None, 9: "Jam"}
    for _ in range(2):
        refresh("jar", [1, 2, 9, 77])
        assert {hit.title for hit in engine.search(SearchQuery("")).hits} == {"Sorghum", "Honey 3", "Jam"}


def test_an_unknown_kind_is_refused(engine, shelf):
    with pytest.raises(UnknownKind):
        refresh("spaceship", [1])
