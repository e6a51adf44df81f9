"""Filters and the counts beside them."""

import pytest

from search.documents import Document
from search.query import Near, SearchQuery
from tests.search.things import MARKET

HERE = Near(32.2988, -90.1848)


@pytest.fixture(autouse=True)
def market(engine):
    engine.index(MARKET)


def keys(results):
    return {hit.key for hit in results.hits}


def counts(results, facet):
    return {one.value: one.count for one in results.facets[facet]}


def test_any_value_inside_a_facet_and_all_facets_together(engine):
    either = engine.search(SearchQuery("", facets={"get": ("pickup", "delivery")}))
    assert keys(either) == {"collards", "bread", "jabon"}
    both = engine.search(SearchQuery("", facets={"get": ("pickup", "delivery"), "area": ("west",)}))
    assert keys(both) == {"collards", "bread"}


def test_a_choice_does_not_change_the_counts_of_its_own_facet(engine):
    results = engine.search(SearchQuery("", kinds=("listing",), facets={"topic": ("bakery",)}))
    assert keys(results) == {"bread"}
    assert counts(results, "topic") == {"bakery": 1, "body": 1, "produce": 1}
    assert counts(results, "get") == {"pickup": 1}
    assert results.kinds == {"listing": 1, "coop": 1, "story": 1}


def test_a_second_choice_adds_what_its_count_said(engine):
    results = engine.search(SearchQuery("", facets={"topic": ("bakery", "body")}))
    assert results.total == 4
    assert counts(results, "topic") == {"bakery": 3, "produce": 2, "body": 1}
    assert counts(results, "area") == {"west": 2, "north": 1}
    assert [one.value for one in results.facets["topic"] if one.chosen] == ["bakery", "body"]


def test_counts_belong_to_the_text(engine):
    results = engine.search(SearchQuery("bread"))
    assert counts(results, "topic") == {"bakery": 3, "produce": 1}
    assert results.kinds == {"listing": 1, "coop": 1, "story": 1}


def test_a_chosen_value_without_finds_can_still_be_taken_back(engine):
    results = engine.search(SearchQuery("bread", facets={"area": ("nowhere",)}))
    assert results.total == 0
    assert ("nowhere", 0, True) in [(one.value, one.count, one.chosen) for one in results.facets["area"]]


def test_uncounted_results_hold_the_same_finds(engine):
    query = {"facets": {"get": ("pickup",), "area": ("west",)}, "kinds": ("listing",)}
    counted, bare = (engine.search(SearchQuery("", counted=counted, **query)) for counted in (True, False))
    assert (keys(bare), bare.total, bare.facets) == (keys(counted), counted.total, {})


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((400, None), {"bread", "jabon"}),
        ((None, 500), {"collards", "jabon"}),
        ((350, 350), {"collards"}),
        ((None, None), {"collards", "bread", "jabon", "bakery", "flour"}),
        ((10**30, None), set()),
    ],
)
def test_ranges_include_both_ends(engine, limits, expected):
    assert keys(engine.search(SearchQuery("", numbers={"price": limits}))) == expected


def test_near_finds_inside_the_circle_nearest_first(engine):
    results = engine.search(SearchQuery("", near=Near(HERE.lat, HERE.lon, 10), sort="distance"))
    assert [hit.key for hit in results.hits] == ["collards", "bread"]
    assert [round(hit.distance, 1) for hit in results.hits] == [0.0, 4.2]


def test_without_a_radius_everything_is_found_with_its_distance(engine):
    results = engine.search(SearchQuery("", near=HERE, sort="distance"))
    assert [hit.key for hit in results.hits][:3] == ["collards", "bread", "bakery"]
    assert [hit.distance for hit in results.hits][3:] == [None, None]


def test_of_equals_the_nearest_comes_first_and_what_has_no_place_last(engine):
    places = {"far": (32.9, -90.18), "none": None, "close": (32.30, -90.18)}
    engine.index(Document(f"listing:{key}", {"en": "Pecans"}, "/p/", place=place) for key, place in places.items())
    for group in (False, True):
        results = engine.search(SearchQuery("pecans", near=HERE, group=group))
        assert [hit.key for hit in results.hits] == ["close", "far", "none"]


def test_a_circle_over_the_date_line_is_whole(engine):
    engine.index([Document("place:fiji", {"en": "Taveuni"}, "/f/", place=(-16.8, -179.95))])
    assert keys(engine.search(SearchQuery("", near=Near(-16.8, 179.95, 20)))) == {"fiji"}


@pytest.mark.parametrize("near", [Near(float("nan"), 0, 5), Near(91, 0, 5), Near(0, 181, 5), Near(float("inf"), 0)])
def test_a_place_off_the_earth_is_no_filter(engine, near):
    assert engine.search(SearchQuery("", near=near, sort="distance")).total == 5
