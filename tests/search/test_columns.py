"""Counts of facets: as many as a plain loop over the documents would count, whatever was written in between, by whomever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.columns import KIND, Columns
from search.documents import Document
from search.embedded import Embedded
from search.query import SearchQuery

pytestmark = pytest.mark.django_db
values = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=3, unique=True).map(tuple)
shelves = st.dictionaries(st.integers(0, 40), st.tuples(values, values), max_size=25)


def thing(number: int, topics: tuple[str, ...], sellers: tuple[str, ...]) -> Document:
    return Document(id=f"thing:{number}", title={"en": "bread"}, path="/", facets={"topic": topics, "seller": sellers})


def counted(held, facet: int, chosen: dict[int, tuple[str, ...]]) -> dict[str, int]:
    """By hand: each value of a facet, among what passes the choice of the other facet."""
    others = {other: wanted for other, wanted in chosen.items() if other != facet}
    rows = [row for row in held.values() if all(set(row[other]) & set(wanted) for other, wanted in others.items())]
    return {value: number for value in "abcd" if (number := sum(value in row[facet] for row in rows))}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=shelves, second=shelves, gone=st.sets(st.integers(0, 40)), topics=values, text=st.sampled_from(["", "bread"])
)
def test_counts_are_those_of_the_documents(embedded_engine, first, second, gone, topics, text):
    embedded_engine.rebuild(thing(number, *row) for number, row in first.items())
    embedded_engine.search(SearchQuery(text="warm"))  # this process has copied what is there
    embedded_engine.index(thing(number, *row) for number, row in second.items())
    embedded_engine.remove(f"thing:{number}" for number in gone)
    held = {number: row for number, row in (first | second).items() if number not in gone}
    found = embedded_engine.search(SearchQuery(text=text, facets={"topic": topics} if topics else {}, literal=True))
    chosen = {0: topics} if topics else {}
    for place, facet in enumerate(("topic", "seller")):
        told = {count.value: count.count for count in found.facets.get(facet, ()) if count.count}
        assert told == counted(held, place, chosen), facet
    assert found.total == sum(not topics or bool(set(row[0]) & set(topics)) for row in held.values())


def test_another_process_sees_what_was_written(embedded_engine):
    ours, theirs = embedded_engine, Embedded(embedded_engine.store)
    for writer, reader, seller in ((ours, theirs, "farm"), (theirs, ours, "bakery")):
        writer.index([thing(1, (), (seller,))])
        assert [count.value for count in reader.search(SearchQuery()).facets["seller"]] == [seller]


def test_a_rebuilt_index_is_read_anew(embedded_engine):
    """The numbers of values begin again with a rebuild: an old copy would name others."""
    reader = Embedded(embedded_engine.store)
    embedded_engine.rebuild([thing(1, (), ("farm",)), thing(2, (), ("bakery",))])
    assert {count.value for count in reader.search(SearchQuery()).facets["seller"]} == {"farm", "bakery"}
    embedded_engine.rebuild([thing(1, (), ("mill",))])
    assert [count.value for count in reader.search(SearchQuery()).facets["seller"]] == ["mill"]


def test_documents_that_came_after_the_copy_are_not_counted(embedded_engine):
    """On PostgreSQL a statement may find what was written after the copy was made."""
    embedded_engine.index([thing(1, ("a",), ())])

    def count(run):
        columns = Columns()
        state = embedded_engine._finder(run).state
        return columns.count(run, state, [1, 999_999], {}, [KIND, "topic"])

    assert embedded_engine.store.read(count) == (1, {KIND: {"thing": 1}, "topic": {"a": 1}})
