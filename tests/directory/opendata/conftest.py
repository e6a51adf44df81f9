"""What tests of open data stand on."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from directory.coops.models import Cooperative, Source
from tests.factories import CoopFactory, HoursFactory, PlaceFactory, TopicFactory

SITE = "https://coop.example"


@pytest.fixture(autouse=True)
def _site(settings: pytest.FixtureRequest) -> None:
    settings.SITE_URL = SITE
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"data_read": "9000/m/ip", "data_file": "9000/m/ip"}


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    """What is at an address, to its last piece."""

    def get(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response.getvalue().decode()

    return get


@pytest.fixture
def bakery() -> Cooperative:
    """All that can be told of a co-op is told of this one."""
    coop = CoopFactory(
        name="Panadería «La Masa» & Sons",
        slug="la-masa",
        kind="worker",
        standing="member",
        summary_en='Six bakers own this "bakery".',
        summary_es="Seis panaderas son dueñas.",
        about_en="First line.\n\nSecond \\ line.",
        owned_es="Cada una tiene un voto.",
        founded=2016,
        members=6,
        phone="+1 601-555-0100",
        email="bread@example.org",
        website="https://bread.example/?q=<pan>",
        legal_form="company",
        labour=["owners", "volunteers"],
        languages=["en", "cho"],
        links={"other": "https://pan.example/", "facebook": "https://www.facebook.com/la-masa"},
        verified_on=datetime.date(2026, 11, 12),
        is_demo=True,
    )
    place = PlaceFactory(cooperative=coop, name="Shop", directions_en="Behind the church")
    HoursFactory(place=place, weekday=5, opens=datetime.time(9), closes=datetime.time(12, 30))
    PlaceFactory(cooperative=coop, street="2 Mill Road", lat=32.4, lon=-90.1)
    food = TopicFactory(slug="food", name_en="Food", name_es="Comida")
    coop.topics.add(TopicFactory(slug="bread", name_en="Bread and baking", name_es="Pan", parent=food))
    Source.objects.create(
        cooperative=coop, dataset="usda-fm", record="7", title="A list", as_of=datetime.date(2019, 1, 1), row_hash="x"
    )
    Source.objects.create(cooperative=coop, title="Their own word", facts="hours", as_of=datetime.date(2026, 11, 2))
    return coop


def many(count: int) -> None:
    """Co-ops with a place, hours, a topic and a source, put there at once."""
    first = Cooperative.objects.count()
    coops = Cooperative.objects.bulk_create(
        Cooperative(name=f"Co-op {n}", slug=f"many-{n}", kind="worker") for n in range(first, first + count)
    )
    topic = TopicFactory(slug="bread", parent=TopicFactory(slug="food"))
    through = Cooperative.topics.through
    through.objects.bulk_create(through(cooperative=coop, topic=topic) for coop in coops)
    places = PlaceFactory._meta.model.objects.bulk_create(
        PlaceFactory.build(cooperative=coop, lat=32.0, lon=-90.0) for coop in coops
    )
    HoursFactory._meta.model.objects.bulk_create(
        HoursFactory.build(place=place, weekday=1, opens=datetime.time(9), closes=datetime.time(17)) for place in places
    )
    Source.objects.bulk_create(Source(cooperative=coop, title="A", as_of=datetime.date(2026, 1, 1)) for coop in coops)
