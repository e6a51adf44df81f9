"""Whatever is typed gives results: never an exception, never another meaning."""

import pytest

from search.documents import Document
from search.query import Near, SearchQuery
from tests.search.things import MARKET

NASTY = [
    "\x00",
    "bread\x00flour",
    "\ud800\udfff",
    '"',
    '"""',
    '"bread',
    '-"',
    "-",
    "--",
    "- - -",
    "AND",
    "bread AND",
    "OR OR OR",
    "NOT bread",
    "NEAR(bread flour, 5)",
    "title_en:bread",
    "{title_en body_en}: bread",
    "bread*",
    "^bread",
    "bread + flour",
    "(bread",
    "bread)",
    "'; DROP TABLE search_document; --",
    "' OR 1=1 --",
    "%s %d %(x)s",
    "bread & flour | !pan <-> x:*",
    "\\'bread\\",
    "🥬🍞",
    "🥬 bread",
    "ﷺ ½ ⅷ ①",
    "Ⱥ İ ß ŉ",
    "面包 パン хлеб خبز",
    "e\u0301" * 50,
    "\u202ebread\u202c\ufeff",
    "a" * 10_000,
    "bread " * 2_000,
    "w" + " z9" * 3_000,
    "''''''''",
    "1.5e309 -0 NaN",
    "<script>alert(1)</script>",
    "--help",
    "-1E02",
    "0x0 -0 1#INF",
    "$HOME `ls -al /` ../../etc/hosts",
    "%*.*s{0}${{7*7}}",
    "Z\u0351\u036b\u0343\u036aa\u0302\u036bl\u0321g\u0321o\u0334",
    "\ufffe\uffff\u202e\u180e\u200b",
    "⒯⒣⒠ ﬁ ﬂ 𝓫𝓻𝓮𝓪𝓭",
]


@pytest.fixture(autouse=True)
def market(engine):
    engine.index(MARKET)


@pytest.mark.parametrize("language", ["en", "es", "", "xx", "e' OR"])
def test_any_text_gives_results(engine, language):
    for text in NASTY:
        results = engine.search(SearchQuery(text, language=language))
        assert results.total == len(results.hits), text
        engine.suggest(text, language)


@pytest.mark.parametrize("text", ["\x01", '"', "***", "🥬🍞", "- - -", "(){}[]^:"])
def test_a_text_without_words_finds_nothing(engine, text):
    assert engine.search(SearchQuery(text)).total == (5 if text == "\x01" else 0)


@pytest.mark.parametrize(
    "text", ["bread*", "^bread", "(bread", "bread)", '"bread', "bread:", "+bread", "bread\x00", "🥬 bread"]
)
def test_signs_of_a_search_language_are_only_text(engine, text):
    plain = engine.search(SearchQuery("bread"))
    assert [hit.id for hit in engine.search(SearchQuery(text)).hits] == [hit.id for hit in plain.hits]


def test_words_of_a_search_language_are_words(engine):
    assert engine.search(SearchQuery("bread NOT flour", literal=True)).total == 0
    assert engine.search(SearchQuery("NEAR(bread flour)", literal=True)).total == 0
    assert engine.search(SearchQuery("title_en:bread", literal=True)).total == 0


@pytest.mark.parametrize("text", ["--bread", "bread --", "-<bread", "-(bread)", "bread -", "->bread"])
def test_a_minus_that_is_not_before_a_word_is_only_text(engine, text):
    plain = engine.search(SearchQuery("bread"))
    assert {hit.id for hit in engine.search(SearchQuery(text)).hits} == {hit.id for hit in plain.hits}


@pytest.mark.parametrize("text", ["xqzv", "fnord", "frobbit wibble", "-99", "hjkl yuio", "NIL", "lorem ipsum"])
def test_nonsense_finds_nothing(engine, text):
    results = engine.search(SearchQuery(text))
    assert (results.total, results.did_you_mean) == (0, "")


def test_two_words_are_not_put_right_to_words_that_nothing_has_together(engine):
    results = engine.search(SearchQuery("bredd lavamda"))
    assert (results.whole, results.did_you_mean) == (0, "")


def test_a_quote_left_open_closes_at_the_end(engine):
    assert engine.search(SearchQuery('"bread flour')).total == 1
    assert engine.search(SearchQuery('"flour bread', literal=True)).total == 0
    assert engine.search(SearchQuery('bread -"bread flour')).total == 2


@pytest.mark.parametrize("text", NASTY)
def test_any_filter_gives_results(engine, text):
    query = SearchQuery(
        "", kinds=(text,), facets={text: (text,), "area": (text, "west")}, numbers={text: (-(10**40), 10**40)}
    )
    assert engine.search(query).total == 0
    assert engine.search(SearchQuery("", sort=text)).total == 5


@pytest.mark.parametrize(("page", "size"), [(0, 0), (-5, -5), (10**30, 10**30), (1, 10**9)])
def test_any_page_gives_results(engine, page, size):
    assert engine.search(SearchQuery("", page=page, size=size)).total == 5


def test_any_radius_gives_results(engine):
    for km in (-1, 0, float("nan"), float("inf"), 1e300):
        assert engine.search(SearchQuery("", near=Near(90, 180, km))).total <= 5


@pytest.mark.parametrize("text", NASTY)
def test_any_document_can_be_kept(engine, text):
    engine.index(
        [Document(f"listing:{text}", {"en": text}, "/x/", {"es": text}, (text,), {text: (text,)}, shown={"x": text})]
    )
    engine.remove([f"listing:{text}"])
    assert engine.count() == 5
