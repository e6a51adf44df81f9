"""Where few things have all words, those that lack one come after them; words written together or apart are the same."""

import pytest

from search.documents import Document
from search.query import SearchQuery


def good(key, title, **more):
    return Document(f"listing:{key}", {"en": title}, f"/{key}/", **more)


GOODS = [
    good("watch", "Smartwatch with a belt", facets={"topic": ("time",)}),
    good("phone", "Smart phone, black", facets={"topic": ("talk",)}),
    good("clock", "Clock to watch in the kitchen", facets={"topic": ("time",)}, weight=1.2),
    good("disk", "Disk of 500 GB", facets={"topic": ("store",)}),
    good("card", "Card of 32GB", facets={"topic": ("store",)}),
    good("disk-case", "Case for a disk", facets={"topic": ("store",)}),
]


@pytest.fixture(autouse=True)
def goods(engine):
    engine.index(GOODS)


def keys(results):
    return [hit.key for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("smart watch", {"watch"}),
        ("smartwatch", {"watch"}),
        ("smartphone", {"phone"}),
        ("smart phone black", {"phone"}),
        ("black smartphone", {"phone"}),
        ("500gb", {"disk"}),
        ("500 gb disk", {"disk"}),
        ("32 gb", {"card"}),
        ("disk500", set()),
        ('"smart black"', set()),
    ],
)
def test_words_are_the_same_together_and_apart(engine, text, found):
    assert set(keys(engine.search(SearchQuery(text, literal=True)))) == found


def test_what_lacks_a_word_comes_after_what_has_all_and_is_said(engine):
    results = engine.search(SearchQuery("disk case"))
    assert keys(results) == ["disk-case", "disk"]
    assert (results.total, results.widened, results.did_you_mean) == (2, True, "")


def test_no_weight_lifts_it_above_what_has_all(engine):
    engine.index(
        [good("cheap", "Kitchen smart watch", weight=0.1), *(good(n, "Smart watch", weight=9) for n in range(9))]
    )
    assert keys(engine.search(SearchQuery("kitchen smart watch")))[0] == "cheap"


def test_as_written_means_all_words(engine):
    results = engine.search(SearchQuery("disk case", literal=True))
    assert (keys(results), results.widened) == (["disk-case"], False)


def test_the_counts_hold_what_is_shown_and_no_more(engine):
    results = engine.search(SearchQuery("disk kitchen"))
    assert sorted(keys(results)) == ["clock", "disk", "disk-case"]
    assert {count.value: count.count for count in results.facets["topic"]} == {"store": 2, "time": 1}
    narrowed = engine.search(SearchQuery("disk kitchen", facets={"topic": ("store",)}))
    assert (narrowed.total, sorted(keys(narrowed))) == (2, ["disk", "disk-case"])
    assert {count.value: count.count for count in narrowed.facets["topic"]} == {"store": 2, "time": 1}


def test_what_is_left_out_stays_out(engine):
    assert keys(engine.search(SearchQuery("disk kitchen -case -clock"))) == ["disk"]


def test_where_enough_have_all_words_nothing_is_added(engine):
    engine.index(good(f"mug{n}", "Red mug") for n in range(10))
    engine.index([good("cup", "Red cup")])
    results = engine.search(SearchQuery("red mug"))
    assert (results.total, results.widened) == (10, False)


def test_only_a_page_of_them_is_added(engine):
    engine.index(good(f"mug{n}", "Red mug") for n in range(100))
    results = engine.search(SearchQuery("mug kitchen", size=100))
    assert results.total == len(results.hits) == results.kinds["listing"] == 24


def test_pages_and_other_orders_work_on_them_too(engine):
    first, second = (engine.search(SearchQuery("disk kitchen", sort="title", size=2, page=page)) for page in (1, 2))
    assert keys(first) + keys(second) == ["disk-case", "clock", "disk"]
