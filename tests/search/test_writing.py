"""Putting in, taking out, building anew."""

import threading
import time
from dataclasses import replace

import pytest

from search.documents import Document
from search.query import SearchQuery
from search.selection import Selection
from tests.search.things import BREAD, COLLARDS, JABON, MARKET


def keys(engine, text="", **more):
    return {hit.key for hit in engine.search(SearchQuery(text, literal=True, **more)).hits}


def unscored(results):
    """Elasticsearch weighs words by what it has not yet swept out too."""
    return replace(results, hits=tuple(replace(hit, score=0.0) for hit in results.hits))


def test_a_repeat_changes_nothing(engine):
    engine.index(MARKET)
    before = unscored(engine.search(SearchQuery("bread", facets={"topic": ("bakery",)})))
    engine.index(MARKET)
    assert unscored(engine.search(SearchQuery("bread", facets={"topic": ("bakery",)}))) == before
    assert engine.count() == 5


def test_a_change_takes_the_place_of_what_was_there(engine):
    engine.index(MARKET)
    engine.index(
        [replace(BREAD, title={"en": "Corn muffins"}, body={}, facets={"topic": ("sweets",)}, numbers={"price": 100})]
    )
    assert keys(engine, "sandwich") == set()
    assert keys(engine, "muffin", facets={"topic": ("sweets",)}, numbers={"price": (100, 100)}) == {"bread"}
    topics = {one.value: one.count for one in engine.search(SearchQuery("")).facets["topic"]}
    assert topics == {"bakery": 2, "produce": 2, "body": 1, "sweets": 1}


def test_the_last_of_two_with_one_id_counts(engine):
    engine.index([BREAD, replace(BREAD, title={"en": "Rye loaf"})])
    assert engine.count() == 1
    assert keys(engine, "rye") == {"bread"}


def test_what_is_removed_is_found_and_counted_no_more(engine):
    engine.index(MARKET)
    engine.remove(["listing:bread", "listing:never-there"])
    assert engine.count() == 4
    assert keys(engine, "sandwich") == set()
    results = engine.search(SearchQuery(""))
    assert results.kinds == {"listing": 2, "coop": 1, "story": 1}


def test_an_answer_is_never_older_than_the_index(engine):
    engine.index([BREAD])
    assert keys(engine) == {"bread"}
    engine.index([COLLARDS])
    assert keys(engine) == {"bread", "collards"}
    engine.remove(["listing:bread"])
    assert keys(engine) == {"collards"}
    engine.rebuild([BREAD])
    assert keys(engine) == {"bread"}


def test_a_rebuild_replaces_everything_and_counts_by_kind(engine):
    engine.index([Document("event:old", {"en": "Old fair"}, "/old/")])
    assert engine.rebuild(iter(MARKET)) == {"listing": 3, "coop": 1, "story": 1}
    assert engine.count() == 5
    assert keys(engine, "fair") == set()


def test_a_rebuild_that_breaks_leaves_the_old_index(engine):
    engine.index(MARKET)

    def broken():
        yield Document("event:new", {"en": "New fair"}, "/new/")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(broken())
    assert keys(engine) == {"collards", "bread", "jabon", "bakery", "flour"}


def built_while_somebody_writes(engine, write):
    """Before the build comes to a thing and after, put in and taken out; returns what is found then."""
    engine.rebuild(MARKET)

    def loaded():
        yield JABON
        write([replace(JABON, title={"es": "Jabón de miel"})], [BREAD.id], time.time_ns())
        yield BREAD
        yield COLLARDS

    engine.rebuild(loaded())
    return lambda: {hit.title for hit in engine.search(SearchQuery("")).hits}


@pytest.mark.elasticsearch
def test_what_is_written_while_another_index_is_built_is_in_it(elasticsearch_engine):
    found = built_while_somebody_writes(elasticsearch_engine, elasticsearch_engine.bring)
    assert found() == {"Jabón de miel", "Collard greens"}


@pytest.mark.sqlite
def test_who_writes_while_the_embedded_index_is_built_waits_and_loses_nothing(embedded_engine):
    writers = []

    def write(*what):
        writers.append(threading.Thread(target=embedded_engine.bring, args=what))
        writers[0].start()

    found = built_while_somebody_writes(embedded_engine, write)
    writers[0].join(20)
    assert found() == {"Jabón de miel", "Collard greens"}


@pytest.mark.elasticsearch
def test_what_was_read_earlier_does_not_undo_what_was_read_later(elasticsearch_engine):
    """Two workers, of which the one that read first writes last."""
    early = time.time_ns()
    elasticsearch_engine.bring([replace(BREAD, title={"en": "Rye loaf"})], [COLLARDS.id], time.time_ns())
    elasticsearch_engine.bring([BREAD, COLLARDS], [], early)
    assert {hit.title for hit in elasticsearch_engine.search(SearchQuery("")).hits} == {"Rye loaf"}


def test_many_documents_cross_the_rows_of_a_bitmap(embedded_engine):
    embedded_engine.rebuild(
        Document(f"n:{n}", {"en": "Seed"}, "/", facets={"odd": (str(n % 2),)}) for n in range(8_300)
    )
    results = embedded_engine.search(SearchQuery("seed", facets={"odd": ("1",)}))
    assert results.total == 4_150
    assert {one.value: one.count for one in results.facets["odd"]} == {"0": 4_150, "1": 4_150}


def test_what_goes_while_somebody_searches_is_no_hit(embedded_engine, monkeypatch):
    """On PostgreSQL a document may be taken out between the two looks of one search."""
    embedded_engine.index(MARKET)
    found = Selection.page
    monkeypatch.setattr(Selection, "page", lambda selection: _and_one_that_is_gone(*found(selection)))
    assert keys(embedded_engine) == {document.id.partition(":")[2] for document in MARKET}


def _and_one_that_is_gone(sql, values):
    gone = "SELECT 999999, 1.0, CAST(NULL AS DOUBLE PRECISION)"
    return f"SELECT * FROM ({sql}) AS there UNION ALL {gone}", values  # noqa: S608 - no value of a person's is in it
