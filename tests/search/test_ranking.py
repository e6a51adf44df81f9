"""The first page is picked where the scores are, and must be the page that a database would have sorted."""

from hypothesis import given
from hypothesis import strategies as st

from search.ranking import MOST, Weighed, candidates, in_order

founds = st.lists(
    st.builds(Weighed, st.sampled_from([0.5, 1.0, 1.5, 2.0]), st.integers(1, 10_000), st.integers(1, 3)),
    max_size=60,
    unique_by=lambda one: one.doc,
)


def name_of(doc: int) -> str:
    return f"name {doc % 7}"


def names_of(found) -> dict[int, str]:
    return {one.doc: name_of(one.doc) for one in found}


@given(founds, st.integers(0, 3), st.integers(1, 8))
def test_a_page_is_the_page_of_the_whole_order(found, page, most):
    whole = sorted(found, key=lambda one: (-one.score, name_of(one.doc), one.doc))
    best = candidates(found, (page + 1) * most, of_each_kind=False)
    shown = in_order(best, names_of(best), skip=page * most, most=most, of_each_kind=False)
    assert shown == whole[page * most : (page + 1) * most]


@given(founds, st.integers(1, 5))
def test_of_each_kind_the_first_are_shown_in_one_order(found, most):
    whole = sorted(found, key=lambda one: (-one.score, name_of(one.doc), one.doc))
    best = candidates(found, most, of_each_kind=True)
    shown = in_order(best, names_of(best), skip=0, most=most, of_each_kind=True)
    first = [one for kind in (1, 2, 3) for one in [other for other in whole if other.kind == kind][:most]]
    assert shown == [one for one in whole if one in first]


def test_hundreds_of_equals_are_left_to_the_database():
    assert candidates([Weighed(1.0, doc, 1) for doc in range(MOST + 1)], 24, of_each_kind=False) is None


def test_what_was_taken_out_meanwhile_is_left_out():
    found = [Weighed(2.0, 1, 1), Weighed(1.0, 2, 1)]
    assert in_order(found, {2: "bread"}, skip=0, most=24, of_each_kind=False) == [Weighed(1.0, 2, 1)]
