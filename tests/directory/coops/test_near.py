"""Co-ops near a place, and co-ops that are open: now, or on a day."""

import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from directory.coops.models import ClosedDay, Cooperative, Hours
from tests.factories import CoopFactory, PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db

# From the middle of ZIP code 39203.
HERE = (32.309, -90.2)
NINE, FIVE = datetime.time(9), datetime.time(17)


def page(client: Client, **query: object):  # type: ignore[no-untyped-def]
    response = client.get("/co-ops/?" + urlencode(query, doseq=True))
    assert response.status_code == 200
    return response


def names(client: Client, **query: object) -> list[str]:
    return [coop.name for coop in page(client, **query).context["page"]]


def at(name: str, north: float, east: float = 0, **fields: object) -> Cooperative:
    """A co-op so many degrees from here; a degree of latitude has 69 miles."""
    return CoopFactory(name=name, place__lat=HERE[0] + north, place__lon=HERE[1] + east, **fields)


def opened(coop: Cooperative, *weekdays: int, opens: datetime.time = NINE, closes: datetime.time = FIVE) -> Cooperative:
    place = coop.places.get()
    Hours.objects.bulk_create(Hours(place=place, weekday=day, opens=opens, closes=closes) for day in weekdays)
    return coop


def test_the_nearest_come_first_whatever_their_standing_and_say_how_far(client: Client) -> None:
    at("Far", 0.3, standing="member")
    at("Near", 0.0175)
    at("Too far", 0.5)
    CoopFactory(name="Nowhere known")
    assert names(client, near="39203") == ["Near", "Far"]
    text = page(client, near="39203").content.decode()
    assert "Within 25 miles of 39203, nearest first." in text
    assert "1.2 miles" in text
    assert "21 miles" in text
    assert names(client, near="39203", within=100) == ["Near", "Far", "Too far"]
    assert "1.2 millas" in client.get("/es/co-ops/?near=39203").content.decode()


def test_the_circle_is_round(client: Client) -> None:
    at("At the corner of the square", 0.3, 0.35)
    assert names(client, near="39203") == []


def test_of_several_places_the_nearest_counts_and_is_named(client: Client) -> None:
    coop = at("Two places", 0.2, place__city="Farville")
    PlaceFactory(cooperative=coop, city="Nearville", lat=HERE[0] + 0.01, lon=HERE[1])
    at("One place", 0.1)
    assert names(client, near="39203") == ["Two places", "One place"]
    assert "Nearville, <strong>0.7 miles" in page(client, near="39203").content.decode()


def test_the_browsers_position_is_a_place_too_and_is_rounded(client: Client) -> None:
    at("Near", 0.0175)
    response = page(client, near="32.3089999,-90.2000001")
    assert [coop.name for coop in response.context["page"]] == ["Near"]
    text = response.content.decode()
    assert "of where you are" in text
    assert "32.309,-90.2" in text
    assert "32.3089999" not in text[text.index("<main") :]


def test_an_unknown_place_is_said_kept_and_spelled_in_other_ways(client: Client) -> None:
    at("Near", 0.0175)
    at("Too far", 5)
    text = page(client, near="Jaksn").content.decode()
    for words in ("We do not know “Jaksn”.", 'value="Jaksn"', "near=Jackson%2C+MS", "Near", "Too far"):
        assert words in text, words
    assert "miles of" not in text


def test_of_a_name_that_several_towns_have_another_can_be_chosen(client: Client) -> None:
    text = page(client, near="Jackson").content.decode()
    assert "Within 25 miles of Jackson, MS" in text
    assert 'href="?near=Jackson%2C+TN">Jackson, TN</a>' in text


def test_where_nothing_is_so_near_a_wider_circle_is_offered(client: Client) -> None:
    at("Too far", 0.5)
    assert "?near=39203&amp;within=100" in page(client, near="39203").content.decode()
    assert "Look within 100 miles" not in page(client, near="39203", within=100).content.decode()


def test_a_piece_of_the_map_takes_the_place_of_the_circle(client: Client) -> None:
    at("Near", 0.0175)
    at("Far away", 3)
    assert names(client, near="39203", box="35,-91,36,-89") == ["Far away"]


def test_the_map_of_a_place_shows_its_circle(client: Client) -> None:
    at("Near", 0.0175)
    at("At the corner of the square", 0.3, 0.35)
    drawn = page(client, near="39203", view="map").context["map"]
    assert [patch.first.name for patch in drawn.patches] == ["Near"]


def test_what_it_does_finds_a_co_op_by_its_topic(client: Client) -> None:
    at("Three Creeks", 0.01).topics.set(
        [TopicFactory(slug="vegetables", name_en="Greens and vegetables", name_es="Verduras")]
    )
    at("Spoke and Chain", 0.01)
    assert names(client, q="greens", near="39203") == names(client, q="verduras") == ["Three Creeks"]


# --- Open ------------------------------------------------------------------------------------------------------------
SATURDAY = datetime.datetime(2026, 11, 28, 16, 30, tzinfo=ZoneInfo("America/Chicago"))


@time_machine.travel(SATURDAY - datetime.timedelta(days=2), tick=False)
def test_open_on_a_day_asks_the_hours_of_that_day(client: Client) -> None:
    opened(at("Saturdays", 0.01), 5)
    opened(at("Weekdays", 0.01), 0, 1, 2, 3, 4)
    at("No hours known", 0.01)
    assert names(client, open="saturday") == ["Saturdays"]
    assert names(client, open="friday", near="39203") == ["Weekdays"]
    assert names(client, open="sunday") == []
    assert "Open on Saturday." in page(client, open="saturday").content.decode()


@time_machine.travel(SATURDAY - datetime.timedelta(days=2), tick=False)
def test_a_closed_day_is_one_day_only(client: Client) -> None:
    coop = opened(at("Saturdays", 0.01), 5)
    closed = ClosedDay.objects.create(cooperative=coop, day=datetime.date(2026, 11, 28))
    assert names(client, open="saturday") == []
    closed.day = datetime.date(2026, 12, 5)
    closed.save()
    assert names(client, open="saturday") == ["Saturdays"]


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"),
    [(8, 59, False), (9, 0, True), (16, 59, True), (17, 0, False), (0, 0, False), (23, 59, False)],
)
def test_open_now_is_from_opening_until_before_closing(client: Client, hour: int, minute: int, is_open: bool) -> None:
    opened(at("Saturdays", 0.01), 5)
    with time_machine.travel(SATURDAY.replace(hour=hour, minute=minute), tick=False):
        assert names(client, open="now") == (["Saturdays"] if is_open else [])


def test_open_now_is_by_the_clock_of_the_co_op(client: Client) -> None:
    opened(at("Central", 0.01), 5)
    opened(at("Eastern", 0.02, zone="America/New_York"), 5)
    opened(at("Broken clock", 0.03, zone="Nowhere/At_All"), 5)
    with time_machine.travel(SATURDAY, tick=False):  # 4:30 pm in Jackson, 5:30 pm in New York
        assert names(client, open="now") == ["Central"]
    with time_machine.travel(SATURDAY.replace(hour=8, minute=30), tick=False):
        assert names(client, open="now") == ["Eastern"]


def test_between_two_spans_of_a_day_it_is_closed_and_on_a_closed_day_too(client: Client) -> None:
    coop = at("With a rest", 0.01)
    opened(coop, 5, closes=datetime.time(12))
    opened(coop, 5, opens=datetime.time(14))
    with time_machine.travel(SATURDAY.replace(hour=13), tick=False):
        assert names(client, open="now") == []
    with time_machine.travel(SATURDAY, tick=False):
        assert names(client, open="now") == ["With a rest"]
        ClosedDay.objects.create(cooperative=coop, day=datetime.date(2026, 11, 28))
        assert names(client, open="now") == []


def test_near_and_open_must_hold_for_the_same_place(client: Client) -> None:
    coop = opened(at("Two places", 3), 5)
    PlaceFactory(cooperative=coop, lat=HERE[0], lon=HERE[1])
    assert names(client, near="39203", open="saturday") == []
    assert names(client, near="39203") == ["Two places"]


@pytest.mark.parametrize("query", ["near=%00&open=%00", "open=never", "within=7&near=39203", "within=-1&near=Jackson", "near=" + "a" * 500,
                                   "near=90,180&within=100", "near=-90,-180", "near=0,0&open=now&view=map", "near=nan,inf"])  # fmt: skip
def test_any_address_gives_a_page(client: Client, query: str) -> None:
    opened(at("Near", 0.01), 5)
    for prefix in ("", "/es"):
        assert client.get(f"{prefix}/co-ops/?{query}").status_code == 200


@pytest.mark.parametrize("view", ["list", "map"])
@pytest.mark.parametrize("rows", [3, 60])
def test_it_asks_the_database_at_most_thirteen_times(
    client: Client, django_assert_max_num_queries, view: str, rows: int
) -> None:  # type: ignore[no-untyped-def]
    for n in range(rows):
        opened(at(f"Co-op {n}", n / 1000), 5)
    with django_assert_max_num_queries(13):
        page(client, near="39203", open="saturday", view=view)
