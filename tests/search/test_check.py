"""The index is compared with the database, and mended."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import checking, documents
from search import engine as engines
from search.checking import Comparison, compare
from search.documents import Document, digest
from search.query import SearchQuery
from tests.search.things import BREAD, COLLARDS, MARKET


class Shelf:
    def __init__(self, titles):
        self.titles = titles

    def ids(self):
        return list(self.titles)

    def load(self, keys):
        return [
            Document(f"jar:{key}", {"en": self.titles[key]}, f"/jars/{key}/") for key in keys if self.titles.get(key)
        ]


@pytest.fixture
def shelf(monkeypatch, engine):
    monkeypatch.setattr(documents, "_sources", {})
    monkeypatch.setattr(documents, "_BATCH", 2)
    shelf = Shelf({n: f"Honey {n}" for n in range(1, 6)})
    documents.register("jar", shelf)
    engine.rebuild(documents.everything())
    return shelf


def titles(engine):
    return {hit.title for hit in engine.search(SearchQuery("")).hits}


def test_an_index_that_is_right_has_no_differences(engine, shelf):
    assert compare(engine) == Comparison(there=5, missing=0, stale=0, superfluous=0)


def test_missing_stale_hidden_and_deleted_are_counted_and_mended(engine, shelf):
    shelf.titles |= {1: "Sorghum", 2: None, 6: "Jam", 7: "Jelly"}
    del shelf.titles[3]
    assert compare(engine) == Comparison(there=5, missing=2, stale=1, superfluous=2)
    assert "Honey 2" in titles(engine)
    assert compare(engine, mend=True).differences == 5
    assert compare(engine).differences == 0
    assert titles(engine) == {"Sorghum", "Honey 4", "Honey 5", "Jam", "Jelly"}


def test_what_changes_between_two_looks_is_no_difference(engine, shelf, monkeypatch):
    """The worker indexes a thing after it was loaded to be compared, and another comes into being."""
    load, looked = documents.load, []

    def and_then_it_changes(kind, keys):
        found = load(kind, keys)
        if not looked:
            looked.append(True)
            shelf.titles |= {1: "Sorghum", 9: "Jam"}
            engine.index(load("jar", [1, 9]))
        return found

    monkeypatch.setattr(checking, "load", and_then_it_changes)
    assert compare(engine).differences == 0


def test_the_command_says_the_numbers_and_fails_while_there_are_any(embedded_engine, monkeypatch):
    monkeypatch.setattr(documents, "_sources", {})
    documents.register("jar", Shelf({1: "Honey", 2: "Jam"}))
    out = StringIO()
    with pytest.raises(CommandError, match="2 differences; --mend"):
        call_command("search_check", stdout=out)
    assert "2 may be found; 2 missing, 0 out of date, 0 superfluous in the index" in out.getvalue()
    call_command("search_check", mend=True, stdout=out)
    assert out.getvalue().splitlines()[-1] == "0 differences"
    call_command("search_check", stdout=out)


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"en": "Kale"}},
        {"body": {}},
        {"facets": {"area": ("east",)}},
        {"numbers": {"price": 351}},
        {"shown": {"seller": "Other Farm"}},
        {"place": None},
        {"date": None},
        {"weight": 2.0},
        {"path": "/other/"},
        {"keywords": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_changes_the_mark(change):
    assert digest(replace(COLLARDS, **change)) != digest(COLLARDS)
    assert digest(replace(COLLARDS)) == digest(COLLARDS)


def test_the_marks_are_those_of_what_was_put_in(engine):
    engine.index(MARKET)
    assert engine.digests([BREAD.id, "listing:none"]) == {BREAD.id: digest(BREAD)}
    assert sorted(engine.ids()) == sorted(document.id for document in MARKET)
    engine.remove([BREAD.id])
    assert engine.digests([BREAD.id]) == {}


def test_the_engine_of_this_database_is_checked():
    assert [engine.name for engine in engines.each()] == [engines.embedded().name]
