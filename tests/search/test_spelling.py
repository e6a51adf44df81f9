"""Typing errors, and typing ahead."""

import pytest

from search.documents import Document
from search.query import SearchQuery
from tests.search.things import MARKET


@pytest.fixture(autouse=True)
def market(engine):
    engine.index(MARKET)


@pytest.mark.parametrize(
    ("typed", "meant", "key"),
    [
        ("bred", "bread", "bread"),
        ("colard grens", "collard greens", "collards"),
        ("lavnada", "lavanda", "jabon"),
        ("javon", "jabón", "jabon"),
        ("sandw", "sandwich", "bread"),
        ("bred -flour", "bread -flour", "bread"),
    ],
)
def test_nothing_found_brings_the_finds_for_the_nearest_words_and_says_so(engine, typed, meant, key):
    results = engine.search(SearchQuery(typed))
    assert (results.did_you_mean, results.how) == (meant, "nearest words")
    assert key in {hit.key for hit in results.hits}


def test_as_written_means_as_written(engine):
    results = engine.search(SearchQuery("bred", literal=True))
    assert (results.total, results.did_you_mean, results.how) == (0, "", "as written")


def test_known_words_that_find_nothing_together_are_not_respelled(engine):
    results = engine.search(SearchQuery("bread lavanda"))
    assert (results.did_you_mean, results.how, results.widened) == ("", "as written", True)
    assert engine.search(SearchQuery("bread lavanda", literal=True)).total == 0


def test_a_word_near_nothing_finds_nothing(engine):
    results = engine.search(SearchQuery("xylophonist"))
    assert (results.total, results.did_you_mean) == (0, "")


def test_a_rare_word_near_a_common_one_keeps_its_finds(engine):
    engine.index(Document(f"listing:b{n}", {"en": "Wheat bread"}, "/b/") for n in range(20))
    engine.index([Document("story:bred", {"en": "Well bred goats"}, "/g/")])
    results = engine.search(SearchQuery("bred"))
    assert ([hit.key for hit in results.hits], results.how) == (["bred"], "as written")
    assert results.did_you_mean == "bread"


def test_a_removed_word_is_not_offered(engine):
    engine.remove(["listing:jabon"])
    assert engine.search(SearchQuery("lavnada")).did_you_mean == ""


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("col", ["collards"]),
        ("gree", ["collards"]),
        ("sand br", ["bread"]),
        ("JAB", ["jabon"]),
        ("collrad", ["collards"]),
    ],
)
def test_typing_ahead_finds_what_begins_so(engine, typed, keys):
    assert [suggestion.id.partition(":")[2] for suggestion in engine.suggest(typed, "en")] == keys


def test_a_suggestion_speaks_the_language_asked_for(engine):
    (suggestion,) = engine.suggest("berz", "es")
    assert (suggestion.title, suggestion.url) == ("Berza fresca", "/es/market/collard-greens-c0llard/")


def test_the_kinds_take_turns_and_a_title_comes_before_a_keyword(engine):
    goods = [Document(f"listing:m{n}", {"en": f"Mustard greens {n}"}, "/m/") for n in range(9)]
    coop = Document("coop:m", {"en": "The Mustard Seed"}, "/seed/", shown={"city": "Jackson"})
    tagged = Document("story:m", {"en": "A pot on the stove"}, "/pot/", keywords=("mustard",))
    engine.index([*goods, coop, tagged])
    found = engine.suggest("must", "en", limit=4)
    assert [suggestion.kind for suggestion in found] == ["listing", "coop", "listing", "listing"]
    assert found[1].shown == {"city": "Jackson"}
    assert [suggestion.kind for suggestion in engine.suggest("must", "en", limit=11)][-1] == "story"


def test_no_more_than_asked_for_and_nothing_for_nothing(engine):
    assert len(engine.suggest("m", "en", limit=1)) == 1
    assert engine.suggest("", "en") == engine.suggest("!?", "xx") == ()
