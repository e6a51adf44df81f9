"""The read API: a part of the list, page by page, and what it says when it does not understand."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from openapi_spec_validator import validate

from directory.coops.models import Cooperative
from tests.directory.opendata.conftest import SITE, many
from tests.factories import CoopFactory, PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db


def ask(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v1/co-ops{query}")
    assert response.status_code == 200, response.content
    told: dict[str, Any] = response.json()
    return told


def names(client: Client, query: str = "") -> list[str]:
    return [coop["name"] for coop in ask(client, query)["results"]]


def test_an_entry_tells_all_and_the_same_by_itself(client: Client, bakery: Cooperative) -> None:
    (coop,) = ask(client)["results"]
    assert coop == client.get(f"/api/v1/co-ops/{bakery.public_id}").json()
    assert coop["id"] == bakery.public_id
    assert coop["iri"] == f"{SITE}/co-ops/id/{bakery.public_id}/"
    assert coop["page"] == f"{SITE}/co-ops/la-masa/"
    assert (coop["kind"], coop["standing"], coop["is_demo"]) == ("worker", "member", True)
    assert coop["summary"] == {"en": 'Six bakers own this "bakery".', "es": "Seis panaderas son dueñas."}
    assert coop["owned"] == {"en": None, "es": "Cada una tiene un voto."}
    assert coop["verified_on"] == "2026-11-12"
    assert [place["street"] for place in coop["places"]] == ["12 Poplar Street", "2 Mill Road"]
    assert coop["sources"][1] == {
        "title": "A list",
        "url": "",
        "license": "Public domain (United States government)",
        "as_of": "2019-01-01",
        "facts": "",
        "list": "usda-fm",
        "record": "7",
    }


def test_its_name_for_good_leads_to_the_page(client: Client, bakery: Cooperative) -> None:
    response = client.get(ask(client)["results"][0]["iri"].removeprefix(SITE))
    assert (response.status_code, response.headers["Location"]) == (302, "/co-ops/la-masa/")
    bakery.state = "hidden"
    bakery.save()
    assert client.get(f"/co-ops/id/{bakery.public_id}/").status_code == 404
    assert client.get("/co-ops/id/nobody/").status_code == 404


def test_pages_hold_each_co_op_once_while_others_come_and_go(client: Client) -> None:
    coops = [CoopFactory(name=f"Old {n}") for n in range(7)]
    first = ask(client, "?limit=3&kind=worker")
    assert [coop["name"] for coop in first["results"]] == ["Old 0", "Old 1", "Old 2"]
    coops[0].delete()
    coops[5].delete()
    CoopFactory(name="New")
    read = [coop["name"] for coop in first["results"]]
    address = first["next"]
    while address:
        assert address.startswith(f"{SITE}/api/v1/co-ops?limit=3&kind=worker&cursor=")
        page = client.get(address.removeprefix(SITE)).json()
        read += [coop["name"] for coop in page["results"]]
        address = page["next"]
    assert read == ["Old 0", "Old 1", "Old 2", "Old 3", "Old 4", "Old 6", "New"]
    assert page["cursor"] is None


def test_the_last_page_is_the_last_also_when_it_is_full(client: Client) -> None:
    many(4)
    page = ask(client, "?limit=2")
    page = ask(client, f"?limit=2&cursor={page['cursor']}")
    assert (len(page["results"]), page["next"], page["cursor"]) == (2, None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=market", ["Market"]),
        ("?kind=market&kind=worker", ["Bakery", "Market", "Far"]),
        ("?topic=bread", ["Bakery"]),
        ("?topic=food", ["Bakery"]),
        ("?topic=bread&topic=food&kind=market", []),
        ("?region=LA", ["Far"]),
        ("?city=jackson", ["Bakery", "Market"]),
        ("?network=true", ["Bakery"]),
        ("?network=false", ["Market", "Far"]),
        ("?bbox=-90.3,32.2,-90.1,32.4", ["Bakery", "Market"]),
        ("?bbox=-93,30,-91,31", ["Far"]),
        ("?bbox=-93,30,-91,31&city=Jackson", []),
        ("?changed_since=2026-11-20T00:00:00Z", ["Far"]),
        ("?changed_since=2026-11-19T12:00:00-06:00", ["Far"]),
        ("?changed_since=2026-11-30", []),
        ("?topic=nothing-of-ours", []),
    ],
)
def test_it_gives_a_part(client: Client, query: str, found: list[str]) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC), tick=False):
        bakery = CoopFactory(name="Bakery", standing="member", place=True)
        bakery.topics.add(TopicFactory(slug="bread", parent=TopicFactory(slug="food")), TopicFactory(slug="food"))
        CoopFactory(name="Market", kind="market", place=True)
    with time_machine.travel(datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC), tick=False):
        far = CoopFactory(name="Far")
        PlaceFactory(cooperative=far, city="New Orleans", region="LA", lat=30.0, lon=-92.0)
    assert names(client, query) == found


@pytest.mark.parametrize(
    ("query", "parameter", "says"),
    [
        ("?limit=0", "limit", "greater than or equal to 1"),
        ("?limit=101", "limit", "less than or equal to 100"),
        ("?limit=many", "limit", "valid integer"),
        ("?kind=shop", "kind", "'worker', 'producer'"),
        ("?kinds=worker", "kinds", "There is no such parameter."),
        ("?cursor=abc", "cursor", "This cursor is none of ours"),
        ("?cursor=IjEi:abc", "cursor", "This cursor is none of ours"),
        ("?bbox=1,2,3", "bbox", "west < east"),
        ("?bbox=10,20,5,30", "bbox", "west < east"),
        ("?bbox=-200,20,5,30", "bbox", "west < east"),
        ("?changed_since=yesterday", "changed_since", "valid datetime"),
        ("?changed_since=9999-12-31T23:59:59-10:00", "changed_since", "outside of the calendar"),
        ("?changed_since=0001-01-01T00:00:00%2B14:00", "changed_since", "outside of the calendar"),
        ("?bbox=nan,1,2,3", "bbox", "west < east"),
        ("?network=perhaps", "network", "valid boolean"),
        (f"?city={'x' * 101}", "city", "at most 100"),
        ("?" + "&".join("topic=a" for _ in range(31)), "topic", "at most 30"),
    ],
)
def test_what_it_does_not_understand_it_says(client: Client, query: str, parameter: str, says: str) -> None:
    response = client.get(f"/api/v1/co-ops{query}")
    assert response.status_code == 422
    told = response.json()
    assert told["errors"][0]["parameter"] == parameter
    assert says in told["errors"][0]["message"]
    assert told["detail"].startswith(f"{parameter}: ")


@pytest.mark.parametrize("path", ["/api/v1/topics", "/api/v1/co-ops/x"])
def test_what_takes_no_parameter_says_so(client: Client, path: str) -> None:
    assert client.get(f"{path}?page=2").json()["detail"] == "page: There is no such parameter."


@pytest.mark.parametrize("rows", [3, 100])
def test_a_page_takes_six_queries(
    client: Client, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    many(rows + 1)
    with django_assert_num_queries(6):
        assert len(ask(client, f"?limit={rows}")["results"]) == rows


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_listed_is_not_there(client: Client, state: str) -> None:
    coop = CoopFactory(state=state, place=True)
    assert ask(client)["results"] == []
    assert client.get(f"/api/v1/co-ops/{coop.public_id}").status_code == 404


def test_the_topics_are_there_in_both_languages(client: Client) -> None:
    TopicFactory(slug="bread", name_en="Bread", name_es="Pan", parent=TopicFactory(slug="food"))
    told = {topic["slug"]: topic for topic in client.get("/api/v1/topics").json()}
    assert told["bread"] == {"slug": "bread", "name": {"en": "Bread", "es": "Pan"}, "under": "food"}


def test_its_description_is_openapi(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    validate(told)
    assert set(told["paths"]) == {"/api/v1/co-ops", "/api/v1/co-ops/{public_id}", "/api/v1/topics"}
    assert {method for path in told["paths"].values() for method in path} == {"get"}


def test_no_page_of_somebody_elses_scripts_is_served(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 404


def test_a_sign_that_no_database_holds_is_no_part_of_a_town(client: Client) -> None:
    PlaceFactory(cooperative=CoopFactory(name="Bread"), city="Jackson")
    assert names(client, "?city=Jack%00son") == ["Bread"]
