"""Where somebody looks, as it was typed and as it was understood."""

import pytest

from directory.places import zips
from directory.places.around import around, roughly
from directory.places.distance import miles
from directory.places.gazetteer import find, like
from directory.places.words import said_miles


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("39203", "39203"),
        ("39203-1234", "39203"),
        ("Jackson", "Jackson, MS"),
        ("jackson tn", "Jackson, TN"),
        ("Columbus", "Columbus, MS"),
        ("32.2994,-90.1841", "where you are"),
        (" 32.3 , -90.2 ", "where you are"),
    ],
)
def test_a_place_is_called_as_people_call_it(typed: str, label: str) -> None:
    found = around(typed)
    assert found is not None
    assert found.spot is not None
    assert found.label == label


def test_of_several_towns_of_one_name_the_nearest_to_home_is_meant_and_the_others_follow(settings: object) -> None:
    jackson = around("Jackson")
    assert jackson is not None
    assert [str(spot) for spot in jackson.others[:2]] == ["Jackson, AL", "Jackson, TN"]
    settings.HOME_PLACE = "Nashville, TN"  # type: ignore[attr-defined]
    elsewhere = around("Jackson")
    assert elsewhere is not None
    assert str(elsewhere.spot) == "Jackson, TN"


@pytest.mark.parametrize(
    ("typed", "alike"), [("Jaksn", "Jackson, MS"), ("vicksbrg", "Vicksburg, MS"), ("Hazelhurst, MS", "Hazlehurst, MS")]
)
def test_of_a_slip_the_likely_place_is_offered_and_never_taken(typed: str, alike: str) -> None:
    found = around(typed)
    assert found is not None
    assert found.spot is None
    assert found.label == typed
    assert str(found.alike[0]) == alike


@pytest.mark.parametrize(
    "typed", ["Mississippi", "MS", "Nowhere Springs, Oregon", "00000", "99,181", "91,0", "🌱", "x" * 300, "1,2,3"]
)
def test_what_is_no_town_is_not_known(typed: str) -> None:
    found = around(typed)
    assert found is not None
    assert found.spot is None


def test_nothing_typed_is_nowhere() -> None:
    assert around("") is None


def test_a_position_loses_the_decimals_that_would_name_a_house() -> None:
    assert roughly("32.29876543,-90.18481234") == "32.299,-90.185"
    assert roughly("Jackson, MS") == "Jackson, MS"


def test_every_zip_code_lies_where_it_should() -> None:
    for code, at in {
        "39203": (32.31, -90.20),
        "10001": (40.75, -73.99),
        "99926": (55.1, -131.5),
        "00601": (18.2, -66.7),
    }.items():
        found = zips.at(code)
        assert found is not None
        assert miles(found, at) < 30, code
    for code in ("00000", "99999", "3920", "392033", "٣٩٢٠٣", ""):
        assert zips.at(code) is None


def test_a_zip_code_is_named_by_the_town_close_to_it() -> None:
    found = find("39203")
    assert found is not None
    assert (str(found.spot), found.spot.code) == ("Jackson, MS", "39203")


def test_those_of_the_state_that_was_written_come_first() -> None:
    assert str(like("Jaksn, TN")[0]) == "Jackson, TN"


def test_distances_are_said_as_people_say_them() -> None:
    assert [said_miles(n) for n in (0, 0.04, 0.1, 1.23, 9.94, 9.96, 24.4, 1234)] == [
        "less than 0.1 miles", "less than 0.1 miles", "0.1 miles", "1.2 miles", "9.9 miles", "10 miles", "24 miles", "1,234 miles",
    ]  # fmt: skip
