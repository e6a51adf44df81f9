"""Places as people type them."""

import pytest

from directory.places.distance import miles
from directory.places.gazetteer import Sureness, find, fold


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Atlanta", "Atlanta, GA"),
        ("atlanta ga", "Atlanta, GA"),
        (" ATLANTA,GA ", "Atlanta, GA"),
        ("Atlanta, Georgia, USA", "Atlanta, GA"),
        ("30303", "Atlanta, GA"),
        ("30303-1234", "Atlanta, GA"),
        ("Nueva York", "New York, NY"),
        ("nyc", "New York, NY"),
        ("10001", "New York, NY"),
        ("Saint Louis", "St. Louis, MO"),
        ("St Louis, Misuri", "St. Louis, MO"),
        ("Ft. Worth", "Fort Worth, TX"),
        ("Winston Salem", "Winston-Salem, NC"),
        ("Charlotte, Carolina del Norte", "Charlotte, NC"),
        ("Jackson", "Jackson, MS"),
        ("Jackson TN", "Jackson, TN"),
        ("Portland", "Portland, OR"),
        ("Portland, ME", "Portland, ME"),
        ("Montreal", "Montréal, Québec"),
        ("bogota", "Bogotá"),
        ("Paris, France", "Paris"),
        ("Georgia", "Georgia"),
        ("WV", "West Virginia"),
        ("Virginia Occidental", "West Virginia"),
        ("59999", "Montana"),
        ("Washington DC", "Washington, DC"),
        ("３０３０３", "Atlanta, GA"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed, place):
    found = find(typed)
    assert found is not None
    assert (str(found.spot), found.sureness) == (place, Sureness.EXACT)


def test_a_slip_of_the_finger_is_guessed_and_said_so():
    found = find("Atlnata")
    assert (str(found.spot), found.sureness) == ("Atlanta, GA", Sureness.GUESSED)


def test_a_small_place_in_a_known_state_is_measured_from_its_middle():
    found = find("Nowhere Springs, Oregon")
    assert (str(found.spot), found.sureness) == ("Oregon", Sureness.ROUGH)


def test_other_places_of_the_name_are_offered():
    assert [str(spot) for spot in find("Kansas City").others] == ["Kansas City, KS"]


@pytest.mark.parametrize("typed", ["", "   ", "00000", "qqqqq", "!?", "x" * 5000, "🌱", "'; DROP TABLE"])
def test_an_unknown_place_is_not_found(typed):
    assert find(typed) is None


def test_distances_are_in_miles():
    atlanta, jackson = find("Atlanta").spot, find("Jackson").spot
    assert 345 < miles((atlanta.lat, atlanta.lon), (jackson.lat, jackson.lon)) < 355
    assert miles((10, 20), (10, 20)) == 0
    assert 12_400 < miles((0, 0), (0, 180)) < 12_450


def test_folding_drops_accents_and_signs():
    assert fold("  SÃO  Paulo! ") == "sao paulo"
