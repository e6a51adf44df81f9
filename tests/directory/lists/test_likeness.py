"""A score that says how it was made: what tells an organisation counts, what every list is full of hardly."""

import pytest

from directory.lists.likeness import Sketch, keys, likeness, page_of

MARKET = Sketch("Canton Farmers' Market", "100 E. Peace Street", "Canton", "MS", "39046", 32.6126, -90.0368)


def like(**other: object) -> Sketch:
    told = {name: getattr(MARKET, name) for name in ("name", "street", "city", "region", "postcode", "lat", "lon")}
    return Sketch(**{**told, **other})


NOWHERE = {"street": "", "city": "", "region": "", "postcode": "", "lat": None, "lon": None}


@pytest.mark.parametrize(
    ("other", "points"),
    [
        (like(), 80),
        (like(name="The Canton Farmer Mkt", street="100 East Peace St."), 80),
        (like(street="", lat=32.6127, lon=-90.0369), 80),
        (like(street="", lat=None, lon=None), 65),
        (like(lat=33.9, lon=-90.0), 10),
        (like(name="Flora Farmers Market"), 37),
        (like(name="Canton Credit Union"), 66),
        (like(**NOWHERE), 50),
        (like(**{**NOWHERE, "region": "LA"}), 10),
        (like(name="Canton Saturday Market"), 73),
        (like(name="Canton Farmers Market 2"), 37),
    ],
)
def test_how_alike_two_are(other: Sketch, points: int) -> None:
    assert likeness(MARKET, other).points == points
    assert likeness(other, MARKET).points == points


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({"website": "http://www.canton.example/a"}, {"website": "https://canton.example"}, 75),
        ({"website": "http://canton.example"}, {"website": "http://flora.example"}, 45),
        ({"website": "http://facebook.com/canton"}, {"website": "http://www.facebook.com/Canton/"}, 75),
        ({"website": "http://facebook.com/canton"}, {"website": "http://facebook.com/flora"}, 45),
        ({"phone": "+1 601 555 0100"}, {"phone": "(601) 555-0100"}, 75),
        ({"phone": "0100"}, {"phone": "0100"}, 50),
    ],
)
def test_web_address_and_phone_count(one: dict[str, str], other: dict[str, str], points: int) -> None:
    assert likeness(like(**NOWHERE, **one), like(**NOWHERE, **other)).points == points


def test_a_name_alone_and_a_place_alone_make_nobody_one() -> None:
    assert not likeness(like(**NOWHERE), like(**NOWHERE)).is_near
    assert not likeness(MARKET, like(name="Morning Bakery")).is_near
    assert not likeness(like(name="Farmers Market"), like(name="Farmers Market", street="")).is_clear


def test_two_days_on_one_square_are_two_markets() -> None:
    assert not likeness(like(name="Canton Saturday Market"), like(name="Canton Wednesday Market")).is_near


def test_a_credit_union_is_no_market() -> None:
    union = Sketch("Canton", city="Canton", region="MS", kind="credit_union")
    assert not likeness(union, Sketch("Canton Market", city="Canton", region="MS", kind="market")).is_near


def test_it_says_what_the_score_is_made_of() -> None:
    score = likeness(MARKET, like(website="http://a.example"))
    assert [tuple(reason) for reason in score.reasons] == [("name", 50), ("same street", 30)]


def test_two_that_are_alike_share_a_key() -> None:
    for other in (
        like(street="", postcode="", lat=None),
        like(city="", region="", lat=32.619, lon=-90.044),
        like(region="", city=""),
    ):
        assert set(keys(MARKET)) & set(keys(other, around=True))
    assert not set(keys(MARKET)) & set(keys(like(name="Flora Farmers Market"), around=True))


@pytest.mark.parametrize("address", ["", "http://[bad", "nothing", "http://facebook.com/"])
def test_what_is_no_page_of_its_own_is_none(address: str) -> None:
    assert page_of(address) == ""
