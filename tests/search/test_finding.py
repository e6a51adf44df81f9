"""What is found, and how it is told. Every engine keeps these promises."""

import pytest

from search.query import SearchQuery, Segment
from tests.search.things import MARKET


@pytest.fixture(autouse=True)
def market(engine):
    engine.index(MARKET)


def found(engine, text, **more):
    return {hit.key for hit in engine.search(SearchQuery(text, **more)).hits}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", {"collards", "bread", "jabon", "bakery", "flour"}),
        ("collard", {"collards"}),
        ("COLLARDS", {"collards"}),
        ("bunch", {"collards"}),
        ("baking", {"bread", "bakery"}),
        ("bread", {"bread", "bakery", "flour"}),
        ("bread flour", {"flour"}),
        ("bread for the kitchens", {"flour"}),
        ('"bread flour"', {"flour"}),
        ('"flour bread"', set()),
        ("bread -flour", {"bread", "bakery"}),
        ('bread -"worker-owned bakery"', {"bakery", "flour"}),
        ("-bread", {"collards", "jabon"}),
        ("coop", {"bakery"}),
        ("co-op", {"bakery"}),
        ("worker owned", {"bread"}),
        ("jabon", {"jabon"}),
        ("JABÓN", {"jabon"}),
        ("jabones", {"jabon"}),
        ("cortada", {"collards"}),
        ("manana", {"collards"}),
        ("panes", {"bread", "bakery"}),
        ("loaves", set()),
    ],
)
def test_it_finds_all_words_in_any_form_and_either_language(engine, text, keys):
    assert found(engine, text, literal=True) == keys


def test_a_word_in_the_title_counts_more_than_in_the_body(engine):
    keys = [hit.key for hit in engine.search(SearchQuery("bread", kinds=("listing", "story"))).hits]
    assert keys == ["bread", "flour"]


def test_weight_lifts_a_document(engine):
    assert engine.search(SearchQuery("")).hits[0].key == "bakery"


def test_a_hit_shows_the_language_asked_for(engine):
    hit = engine.search(SearchQuery("berza", language="es")).hits[0]
    assert (hit.title, hit.lang, hit.url) == ("Berza fresca", "es", "/es/market/collard-greens-c0llard/")
    assert hit.shown == {"seller": "Demo Farm", "price": "$3.50", "seed": 7, "photo": None}


def test_a_missing_language_falls_back_and_says_so(engine):
    hit = engine.search(SearchQuery("lavanda", language="en")).hits[0]
    assert (hit.title, hit.lang, hit.snippet_lang, hit.url) == (
        "Jabón de lavanda",
        "es",
        "es",
        "/market/jabon-de-lavanda-jab0n/",
    )


def test_a_page_may_have_another_path_in_each_language(engine):
    urls = [engine.search(SearchQuery("harina", language=language)).hits[0].url for language in ("en", "es")]
    assert urls == ["/stories/flour/", "/es/cuentos/harina/"]


def test_a_snippet_is_plain_text_in_which_the_words_are_marked(engine):
    hit = engine.search(SearchQuery("baking bread", kinds=("coop",))).hits[0]
    assert hit.snippet == (
        Segment("A worker co-op that "),
        Segment("bakes", marked=True),
        Segment(" "),
        Segment("bread", marked=True),
        Segment(" and rolls."),
    )


def test_pages_follow_one_another(engine):
    pages = [engine.search(SearchQuery("", sort="title", size=2, page=page)) for page in (1, 2, 3, 4)]
    assert [[hit.key for hit in page.hits] for page in pages] == [
        ["collards", "flour"],
        ["jabon", "bakery"],
        ["bread"],
        [],
    ]
    assert {page.total for page in pages} == {5}
    assert pages[0].pages == 3


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("price", ["collards", "jabon", "bread", "bakery", "flour"]),
        ("-price", ["bread", "jabon", "collards", "bakery", "flour"]),
        ("title", ["collards", "flour", "jabon", "bakery", "bread"]),
    ],
)
def test_what_lacks_the_number_sorted_by_comes_last(engine, sort, keys):
    assert [hit.key for hit in engine.search(SearchQuery("", sort=sort)).hits] == keys


def test_new_things_come_first_and_undated_ones_last(engine):
    keys = [hit.key for hit in engine.search(SearchQuery("", sort="new")).hits]
    assert keys[:3] == ["bread", "collards", "flour"]


def test_groups_hold_the_first_of_each_kind_and_the_number_of_all(engine):
    results = engine.search(SearchQuery("bread", group=True, size=1, kinds=("story", "listing", "coop")))
    assert [(group.kind, [hit.key for hit in group.hits], group.total) for group in results.groups] == [
        ("story", ["flour"], 1),
        ("listing", ["bread"], 1),
        ("coop", ["bakery"], 1),
    ]
