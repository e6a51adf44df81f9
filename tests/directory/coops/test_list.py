"""The list of co-ops: what it shows, what narrows it, what it costs."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries  # type: ignore[attr-defined]

from directory.coops.models import Cooperative, Place
from ground.statistics import count_anew
from tests.factories import CoopFactory, PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def names(client: Client, **query: object) -> list[str]:
    response = client.get("/co-ops/?" + urlencode(query, doseq=True))
    assert response.status_code == 200
    return [coop.name for coop in response.context["page"]]


def test_the_network_comes_first_then_names(client: Client) -> None:
    CoopFactory(name="Aster")
    CoopFactory(name="Zinnia", standing="member")
    CoopFactory(name="Mallow", standing="member")
    assert names(client) == ["Mallow", "Zinnia", "Aster"]


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_only_what_is_listed_shows_in_list_and_map(client: Client, state: str) -> None:
    CoopFactory(name="Secret Bakers", state=state, place=True)
    for view in ("list", "map"):
        assert "Secret Bakers" not in client.get(f"/co-ops/?view={view}").content.decode()


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(client: Client) -> None:
    food = TopicFactory(slug="food")
    bread = TopicFactory(slug="bread", parent=food)
    for name, kind, topic in (
        ("A", "worker", bread),
        ("B", "producer", food),
        ("C", "worker", None),
        ("D", "housing", food),
    ):
        CoopFactory(name=name, kind=kind).topics.set([topic] if topic else [])
    assert names(client, topics="food") == ["A", "B", "D"]
    assert names(client, kinds=["worker", "housing"]) == ["A", "C", "D"]
    assert names(client, topics="food", kinds=["worker", "housing"]) == ["A", "D"]


def test_the_count_beside_a_value_is_what_choosing_it_gives(client: Client) -> None:
    for kind, city in (("worker", "Jackson"), ("worker", "Edwards"), ("producer", "Jackson")):
        CoopFactory(kind=kind, place__city=city)
    facets = {facet.name: facet for facet in client.get("/co-ops/?kinds=worker").context["found"].facets}
    assert {(o.value, o.count, o.checked) for o in facets["kinds"].options} == {
        ("worker", 2, True),
        ("producer", 1, False),
    }
    for option in facets["cities"].options:
        assert len(names(client, kinds="worker", cities=option.value)) == option.count == 1


def test_a_town_and_its_state_must_hold_for_the_same_place(client: Client) -> None:
    two_places = CoopFactory(name="Two places", place__city="Jackson", place__region="TN")
    PlaceFactory(cooperative=two_places, city="Clinton", region="MS")
    assert names(client, cities="Jackson, MS") == []
    assert names(client, cities="Jackson, TN") == ["Two places"]
    assert names(client, cities="Jackson, TN", regions="MS") == []


def test_words_are_looked_for_in_name_summary_town_and_street(client: Client) -> None:
    CoopFactory(name="Morning Shift Bakery", summary_es="Pan de masa madre", place__street="Poplar Street")
    CoopFactory(name="Spoke and Chain")
    for words in ("shift", "masa", "jackson poplar", "MORNING street"):
        assert names(client, q=words) == ["Morning Shift Bakery"], words
    assert names(client, q="morning spoke") == []


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%27%22%25_%5C", "page=-1", "page=x", "page=99999999999999999999", "kinds=none&kinds=", "box=1,2,3", "box=nan,1,2,inf",
     "box=9,9,1,1", "cities=Jackson", "topics=%F0%9F%98%80&view=map", "view=%00", "network=no", "q=" + "a%20" * 400, "q=%ff%fe"],
)  # fmt: skip
def test_any_address_gives_a_page(client: Client, query: str) -> None:
    CoopFactory(place=True)
    assert client.get(f"/co-ops/?{query}").status_code == 200
    assert client.get(f"/es/co-ops/?view=map&{query}").status_code == 200


def test_what_was_typed_is_escaped(client: Client) -> None:
    assert "<script>alert" not in client.get("/co-ops/?q=%3Cscript%3Ealert(1)").content.decode()


def test_nothing_found_offers_a_next_step(client: Client) -> None:
    CoopFactory()
    page = client.get("/co-ops/?q=zeppelin").content.decode()
    assert "None here yet" in page
    assert 'href="/co-ops/?"' in page


def test_a_pager_leads_through_all_and_keeps_the_filters(client: Client) -> None:
    CoopFactory.create_batch(25)
    first = client.get("/co-ops/?kinds=worker")
    assert len(first.context["page"]) == 24
    assert "kinds=worker&amp;page=2" in first.content.decode()
    assert len(client.get("/co-ops/?kinds=worker&page=2").context["page"]) == 1


def test_the_map_links_to_each_co_op_and_to_pieces_where_many_stand(client: Client) -> None:
    alone = CoopFactory(name="Alone", place__lat=34.2, place__lon=-88.7)
    for n in range(3):
        CoopFactory(name=f"Close {n}", place__lat=32.3 + n / 10_000, place__lon=-90.2)
    CoopFactory(name="Far", place__lat=29.7, place__lon=-95.4)
    CoopFactory(name="Nowhere")
    response = client.get("/co-ops/?view=map")
    county_map = response.context["map"]
    assert sorted(patch.count for patch in county_map.patches) == [1, 3]
    assert county_map.outside == 1
    assert f'<a href="{alone.get_absolute_url()}" aria-label="Alone">' in response.content.decode()
    zoom = next(patch.address for patch in county_map.patches if patch.count == 3)
    assert sorted(names(client, **dict(pair.split("=") for pair in zoom[1:].replace("%2C", ",").split("&")))) == [
        "Close 0",
        "Close 1",
        "Close 2",
    ]


def test_the_list_beside_the_map_is_complete(client: Client) -> None:
    CoopFactory(name="Nowhere")
    assert names(client, view="map") == ["Nowhere"]


@pytest.mark.parametrize("rows", [20, 2_000])
@pytest.mark.parametrize("view", ["list", "map"])
def test_it_asks_the_database_at_most_twelve_times(
    client: Client, django_assert_max_num_queries: "DjangoAssertNumQueries", rows: int, view: str
) -> None:
    _many(rows)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(
            f"/co-ops/?view={view}&q=co-op&kinds=worker&kinds=producer&topics=food&cities=Jackson, MS&network=yes"
        )
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/es/co-ops/?view={view}")


def _many(rows: int) -> None:
    food = TopicFactory(slug="food")
    coops = Cooperative.objects.bulk_create(
        Cooperative(name=f"Co-op {n}", slug=f"co-op-{n}", kind="worker", standing="member") for n in range(rows)
    )
    Place.objects.bulk_create(
        Place(cooperative=coop, city="Jackson", region="MS", lat=30.5 + n % 40 / 10, lon=-91 + n % 7 / 3)
        for n, coop in enumerate(coops)
    )
    through = Cooperative.topics.through
    through.objects.bulk_create(through(cooperative=coop, topic=food) for coop in coops)
    count_anew(Cooperative, Place, through)


def test_no_mark_covers_another(client: Client) -> None:
    for n in range(200):
        CoopFactory(place__lat=30.2 + n * 37 % 480 / 100, place__lon=-91.4 + n * 53 % 320 / 100)
    county_map = client.get("/co-ops/?view=map").context["map"]
    assert county_map.shown == 200
    corners = [(patch.x, patch.y) for patch in county_map.patches if patch.count == 1]
    for place, (x, y) in enumerate(corners):
        for other_x, other_y in corners[place + 1 :]:
            assert abs(x - other_x) > county_map.size * 0.5 or abs(y - other_y) > county_map.size * 0.5
