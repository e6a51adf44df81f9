import pytest

from ground.ids import ALPHABET, public_id, read_code, speakable_code
from ground.words import WORDS


def test_a_public_id_has_no_vowel_and_nothing_that_looks_like_something_else():
    assert len(set(ALPHABET)) == 27
    assert not set(ALPHABET) & set("aeiouy01l")
    ids = {public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 10 and set(one) <= set(ALPHABET) for one in ids)
    assert len(public_id(6)) == 6


def test_words_are_short_plain_and_different():
    assert len(WORDS) == len(set(WORDS)) > 250
    assert all(word.isascii() and word.isalpha() and word.islower() and 2 <= len(word) <= 8 for word in WORDS)


def test_a_code_is_two_different_words_and_four_digits():
    for _ in range(200):
        first, second, digits = speakable_code().split("-")
        assert {first.lower(), second.lower()} <= set(WORDS)
        assert first != second
        assert 1000 <= int(digits) <= 9999


@pytest.mark.parametrize("typed", ["OKRA-MANGO-4821", " okra mango 4821 ", "Okra, mango; 4821", "okra-mango4821"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert read_code(typed) == "OKRA-MANGO-4821"


@pytest.mark.parametrize(
    "typed", ["", "okra", "okra 4821", "okra mango 48", "okra mango 48211", "<b>", "okra mango fig 4821"]
)
def test_what_is_no_code_is_read_as_none(typed):
    assert read_code(typed) == ""
