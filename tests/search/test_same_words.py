"""Sets of words that mean the same, on each engine; and what staff may write as a set."""

import pytest
from django.core.exceptions import ValidationError

from search import word_sets
from search.documents import Document
from search.models import WordSet
from search.query import SearchQuery
from search.same import EmptySide, TooFew, TooMany, gathered, sides


def good(key, title, **more):
    return Document(f"listing:{key}", title, f"/{key}/", **more)


GOODS = [
    good("collards", {"en": "Collards"}),
    good("kale", {"en": "Winter greens"}),
    good("mustard", {"en": "Mustard greens"}),
    good("hoja", {"es": "Hoja de mostaza"}),
    good("apart", {"en": "Mustard in a jar, with a bag of greens"}),
    good("tamal", {"es": "Tamales rojos"}),
    good("soap", {"en": "Soap"}),
]


@pytest.fixture
def told(engine, monkeypatch):
    """The engine with these sets."""
    engine.index(GOODS)

    def tell(*lines):
        monkeypatch.setattr(engine, "sets", lambda: gathered(lines))
        return engine

    return tell


def keys(engine, text, **more):
    return {hit.key for hit in engine.search(SearchQuery(text, **more)).hits}


@pytest.mark.parametrize("text", ["collards", "COLLARD", "winter greens", "Winter GREENS"])
def test_who_looks_for_one_finds_the_other(told, text):
    engine = told("Collards = winter greens")
    results = engine.search(SearchQuery(text))
    assert {hit.key for hit in results.hits[:2]} == {"collards", "kale"}
    assert results.whole == 2


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("text", ["mustard greens", "hojas de mostaza", "hoja mostaza"])
def test_a_set_may_hold_several_words_and_both_languages(told, text, language):
    engine = told("mustard greens = hoja de mostaza")
    assert {"mustard", "hoja"} <= keys(engine, text, language=language)


def test_several_words_in_a_set_stand_side_by_side(told):
    assert keys(told("hoja de mostaza = mustard greens"), "hoja mostaza") == {"hoja", "mustard"}


def test_words_around_it_are_still_wanted(told):
    engine = told("tamal = pastel")
    assert "tamal" in keys(engine, "pasteles rojos")
    found = engine.search(SearchQuery("pastel soap"))
    assert found.whole == 0


def test_quotes_mean_what_stands_in_them(told):
    engine = told("collards = greens")
    assert keys(engine, '"collards"') == {"collards"}
    assert keys(engine, '"mustard greens"') == {"mustard"}


def test_what_is_left_out_stays_out(told):
    engine = told("collards = greens")
    assert keys(engine, "collards -greens") == {"collards"}
    assert keys(engine, "greens -collards") == {"kale", "mustard", "apart"}


def test_literal_tries_no_other_words(told):
    assert keys(told("collards = greens"), "collards", literal=True) == {"collards"}


def test_a_word_put_right_has_its_other_names_too(told):
    assert keys(told("collards = soap"), "colards") == {"collards", "soap"}


def test_counts_and_marks_hold_what_was_found_by_another_name(told):
    results = told("collards = soap").search(SearchQuery("collards"))
    assert (results.total, results.whole, results.kinds["listing"]) == (2, 2, 2)


def test_an_answer_is_not_kept_when_a_set_changes(told):
    assert keys(told(), "collards") == {"collards"}
    assert keys(told("collards = soap"), "collards") == {"collards", "soap"}
    assert keys(told(), "collards") == {"collards"}


def test_many_sets_and_words_stay_bounded(told):
    lines = [f"w{n} = " + " = ".join(f"x{n}{letter}" for letter in "abcdefghij") for n in range(30)]
    engine = told(*lines)
    assert keys(engine, " ".join(f"w{n}" for n in range(30))) == set()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", EmptySide),
        ("collards", TooFew),
        ("collards =", EmptySide),
        ("= collards", EmptySide),
        ("collards = the", EmptySide),
        ('collards = "-*', EmptySide),
        ("collards = Collard", TooFew),
        ("a b c d e f g h = x", TooMany),
        (" = ".join(f"w{n}" for n in range(13)), TooMany),
        ("x" * 10_000, TooFew),
    ],
)
def test_what_is_no_set_is_refused(line, error):
    with pytest.raises(error):
        sides(line)


def test_signs_in_a_set_are_no_operators():
    assert sides('"collards" = -greens OR NEAR(') == (("collards",), ("greens", "or", "near"))


@pytest.mark.django_db
class TestStaffWrite:
    @pytest.mark.parametrize("line", ["collards", "collards = ", "x = y " * 100, "a\x00 = b"])
    def test_only_sets(self, line):
        with pytest.raises(ValidationError):
            WordSet(line=line).full_clean()
        assert not WordSet.objects.exists()

    def test_no_word_into_two_sets(self):
        WordSet.objects.create(line="collards = greens")
        with pytest.raises(ValidationError, match="another set"):
            WordSet(line="Kale = collard").full_clean()

    def test_the_same_set_again_to_change_it(self):
        held = WordSet.objects.create(line="collards = greens")
        held.line = "collards =  greens = kale"
        held.full_clean()
        assert held.line == "collards = greens = kale"

    def test_and_the_engines_read_it_with_one_question_at_most(self, django_assert_num_queries):
        WordSet.objects.create(line="collards = greens")
        word_sets.forget()
        with django_assert_num_queries(1):
            first = word_sets.current()
            assert word_sets.current() is first
        assert first.others[("ecollard",)] == (("greens",),)
        WordSet.objects.all().delete()
        word_sets.forget()
        assert not word_sets.current().others


def test_a_set_written_in_the_database_is_found_with(embedded_engine):
    embedded_engine.index(GOODS)
    WordSet.objects.create(line="collards = soap")
    word_sets.forget()
    assert keys(embedded_engine, "collards") == {"collards", "soap"}
    WordSet.objects.all().delete()
    word_sets.forget()
    assert keys(embedded_engine, "collards") == {"collards"}
