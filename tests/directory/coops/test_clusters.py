"""What the map that is moved asks for: places in boxes, counted by the database."""

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from directory.coops.models import Cooperative, Hours, Place
from tests.factories import CoopFactory, PlaceFactory

pytestmark = pytest.mark.django_db
STATE = "30,-92,35.2,-88"


def asked(client: Client, prefix: str = "", **query: object) -> list[dict[str, Any]]:
    response = client.get(f"{prefix}/co-ops/map.geojson?" + urlencode(query, doseq=True))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/geo+json"
    body = response.json()
    assert body["type"] == "FeatureCollection"
    return list(body["features"])


def counted(features: list[dict[str, Any]]) -> int:
    return sum(feature["properties"]["count"] for feature in features)


def at(lat: float, lon: float, **fields: object) -> Cooperative:
    return CoopFactory(place__lat=lat, place__lon=lon, **fields)


def scattered(number: int) -> None:
    rnd = random.Random(7)
    coops = Cooperative.objects.bulk_create(CoopFactory.build_batch(number))
    Place.objects.bulk_create(
        Place(cooperative=coop, lat=rnd.uniform(30.2, 35), lon=rnd.uniform(-91.5, -88.2)) for coop in coops
    )


def test_one_that_stands_alone_says_who_it_is_and_several_are_a_number(client: Client) -> None:
    alone = at(34.2, -90.5, name="Upper Farm", kind="producer")
    for n in range(3):
        at(32.30 + n / 1000, -90.20)
    many, one = asked(client, frame=STATE, zoom=7)
    assert many["properties"] == {"count": 3, "box": "32.2998,-90.2002,32.3022,-90.1998"}
    assert many["geometry"] == {"type": "Point", "coordinates": [-90.2, 32.301]}
    assert one["properties"]["url"] == f"/co-ops/{alone.slug}/"
    assert (one["properties"]["name"], one["properties"]["kind"]) == ("Upper Farm", "Producer co-op")
    assert one["geometry"]["coordinates"] == [-90.5, 34.2]
    spanish = asked(client, "/es", frame=STATE, zoom=7)[1]["properties"]
    assert (spanish["url"], spanish["kind"]) == (f"/es/co-ops/{alone.slug}/", "Cooperativa de productores")


def test_nearer_by_the_number_falls_apart(client: Client) -> None:
    for lon in (-90.20, -90.10):
        at(32.30, lon)
    assert [feature["properties"]["count"] for feature in asked(client, frame=STATE, zoom=7)] == [2]
    assert [feature["properties"]["count"] for feature in asked(client, frame="32.2,-90.3,32.4,-90", zoom=12)] == [1, 1]


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_listed_is_never_counted(client: Client, state: str) -> None:
    at(32.3, -90.2)
    at(32.3, -90.2, state=state)
    at(34.0, -90.2, state=state)
    assert counted(asked(client, frame=STATE, zoom=7)) == 1


def test_it_counts_what_the_list_holds(client: Client) -> None:
    worker = at(32.3, -90.2, kind="worker", name="Bakers")
    at(32.3, -90.2, kind="housing")
    at(34.9, -90.2, kind="worker")
    Hours.objects.create(place=worker.places.get(), weekday=5, opens="09:00", closes="17:00")
    for filters, count in (
        ({}, 3), ({"kinds": "worker"}, 2), ({"q": "bakers"}, 1), ({"near": "39203"}, 2), ({"open": "saturday"}, 1),
        ({"box": "34,-91,35,-90"}, 1), ({"kinds": "worker", "near": "39203"}, 1),
    ):  # fmt: skip
        assert counted(asked(client, frame=STATE, zoom=7, **filters)) == count, filters
    assert counted(asked(client, frame="34,-91,35,-90", zoom=7)) == 1


def test_of_two_places_only_the_one_that_fits_is_counted(client: Client) -> None:
    coop = at(32.3, -90.2)
    PlaceFactory(cooperative=coop, lat=34.9, lon=-90.2, region="TN")
    assert counted(asked(client, frame=STATE, zoom=7)) == 2
    assert counted(asked(client, frame=STATE, zoom=7, regions="TN")) == 1


@pytest.mark.parametrize("zoom", [0, 5, 7, 9, 19])
def test_there_are_never_more_than_a_screen_holds_and_none_is_lost(
    client: Client, django_assert_max_num_queries: Any, zoom: int
) -> None:
    scattered(1_500)
    with django_assert_max_num_queries(2):
        features = asked(client, frame=STATE, zoom=zoom)
    assert len(features) <= 200
    assert counted(features) == 1_500


def test_it_holds_for_a_minute_and_says_when_nothing_changed(client: Client) -> None:
    at(32.3, -90.2)
    first = client.get("/co-ops/map.geojson?zoom=7")
    assert set(first.headers["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    again = client.get("/co-ops/map.geojson?zoom=7", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    at(32.3, -90.2)
    assert client.get("/co-ops/map.geojson?zoom=7", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["frame=x&zoom=x", "frame=1,2,3,4&zoom=-1", "frame=-90,-180,90,180&zoom=19", "zoom=99999999999", "zoom=%C2%B2&frame=nan,1,2,3", "box=1&q=%00",
     "frame=32,-90,32.0000001,-89.9999999&zoom=19"],
)  # fmt: skip
def test_any_address_is_good(client: Client, query: str) -> None:
    at(32.3, -90.2)
    assert client.get(f"/co-ops/map.geojson?{query}").status_code == 200
    assert client.post("/co-ops/map.geojson").status_code == 405
