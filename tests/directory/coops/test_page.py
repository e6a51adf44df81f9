"""A co-op's page: who may see it, what it tells, and how it keeps its address."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client

from directory.coops import services
from directory.coops.models import Cooperative, Source, Standing, State
from directory.people.roles import NetworkRole, give_role
from ground import places
from tests.factories import CoopFactory, HoursFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def page(client: Client, coop: Cooperative, language: str = "") -> str:
    response = client.get(f"{language}/co-ops/{coop.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_what_is_known_and_where_from(client: Client) -> None:
    coop = CoopFactory(
        name="Morning Shift Bakery",
        summary_en="Six bakers own this bakery.",
        owned_en="Each baker has one vote.",
        phone="601-555-0100",
        place=True,
        verified_on=date(2026, 11, 12),
        is_demo=True,
    )
    Source.objects.create(cooperative=coop, title="Their own word", facts="hours", as_of=date(2026, 11, 2))
    services.decide_standing(coop=coop, standing=Standing.MEMBER, by=None, on=date(2025, 3, 3))
    text = page(client, coop)
    for words in (
        "Worker co-op in Jackson",
        "Six bakers own this bakery.",
        "Each baker has one vote.",
        "12 Poplar Street",
        "Jackson, Mississippi 39203",
        'href="tel:601-555-0100"',
        "Verified 12 Nov 2026",
        "Demo",
        "Their own word",
    ):
        assert words in text, words
    assert re.search(r"Member</span>\s+since .*2025", text)


def test_it_says_whether_it_is_open_in_its_own_zone(client: Client) -> None:
    coop = CoopFactory(place=True, zone="America/Los_Angeles")
    HoursFactory(place=coop.places.get(), weekday=1, opens=time(6), closes=time(13))
    with time_machine.travel(datetime(2026, 11, 24, 20, 59, tzinfo=UTC), tick=False):  # 12:59 there
        assert "Open now, until 1\u00a0pm" in page(client, coop)
    with time_machine.travel(datetime(2026, 11, 24, 21, 0, tzinfo=UTC), tick=False):
        assert "Closed now. Opens on Tuesday 1 December at 6\u00a0am." in page(client, coop)


def test_a_text_in_one_language_is_shown_in_the_other_and_says_so(client: Client) -> None:
    coop = CoopFactory(summary_en="Bread and rolls", owned_es="Seis panaderas", source_language="en")
    assert '<span lang="en">Bread and rolls</span>' in page(client, coop, "/es")
    assert '<span lang="es">Seis panaderas</span>' in page(client, coop)


def test_an_entry_from_a_list_says_so(client: Client) -> None:
    coop = CoopFactory()
    Source.objects.create(
        cooperative=coop, dataset="usda-fm", record="7", title="A public list", as_of=date(2019, 1, 1), row_hash="x"
    )
    text = page(client, coop)
    assert "Not yet in the network" in text
    assert "List of 2019, entry 7" in text


@pytest.mark.parametrize("state", [State.WAITING, State.HIDDEN])
def test_what_is_not_public_is_there_for_its_own_people_only(client: Client, state: State) -> None:
    mine = MembershipFactory(cooperative__state=state, role="packer")
    member_of_another, stranger, coordinator = MembershipFactory().user, UserFactory(), UserFactory()
    give_role(coordinator, NetworkRole.COORDINATOR)
    address = f"/co-ops/{mine.cooperative.slug}/"
    assert client.get(address).status_code == 404
    for person, answer in ((mine.user, 200), (member_of_another, 404), (stranger, 404), (coordinator, 200)):
        client.force_login(person)
        assert client.get(address).status_code == answer
    client.force_login(mine.user)
    preview = client.get(address)
    assert "Only you can see this page" in preview.content.decode()
    assert preview.headers["X-Robots-Tag"] == "noindex"


def test_a_closed_co_op_keeps_a_page_that_says_so(client: Client) -> None:
    coop = services.move_state(coop=CoopFactory(phone="601-555-0100"), to=State.CLOSED, by=None)
    response = client.get(f"/co-ops/{coop.slug}/")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    text = response.content.decode()
    assert "This co-op has closed" in text
    assert '<meta name="robots" content="noindex">' in text


def test_an_old_address_leads_to_the_new_one_for_good(client: Client) -> None:
    steward = MembershipFactory(cooperative__name="Old Name", cooperative__slug="old-name")
    services.edit_profile(coop=steward.cooperative, by=steward.user, changes={"name": "New Name"})
    for prefix in ("", "/es"):
        response = client.get(f"{prefix}/co-ops/old-name/")
        assert (response.status_code, response.headers["Location"]) == (301, f"{prefix}/co-ops/new-name/")


def test_an_old_address_of_a_hidden_co_op_gives_nothing_away(client: Client) -> None:
    steward = MembershipFactory(cooperative__slug="old-name", cooperative__state=State.HIDDEN)
    services.edit_profile(coop=steward.cooperative, by=steward.user, changes={"name": "New Name"})
    assert client.get("/co-ops/old-name/").status_code == 404


def test_the_structured_data_cannot_end_its_own_script(client: Client) -> None:
    coop = CoopFactory(name="</script><script>alert(1)</script>", summary_en="<!-- & \u2028", place=True)
    HoursFactory(place=coop.places.get(), weekday=1, opens=time(6), closes=time(13))
    text = page(client, coop)
    assert "<script>alert" not in text
    raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert raw is not None
    data = json.loads(raw[1])
    assert data["name"] == coop.name
    assert data["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 32.3, "longitude": -90.2}
    assert data["location"][0]["openingHoursSpecification"][0]["opens"] == "06:00"


def test_packages_above_show_their_panels(client: Client) -> None:
    coop = CoopFactory()
    panel = _say_the_name
    places.register("coop_page", panel)
    try:
        assert f"Panel of {coop.name}" in page(client, coop)
    finally:
        places.unregister("coop_page", panel)


def _say_the_name(request: object, arguments: dict[str, Cooperative]) -> str:
    return f"<section>Panel of {arguments['coop'].name}</section>"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ("Nonprofit", "Its owners, Volunteers", "English, Choctaw", ">Facebook</a>, <a", ">pan.example</a>")),
        ("/es", ("Organización sin fines de lucro", "Sus dueños, Voluntarios", "Inglés, Choctaw", "También en")),
    ],
)
def test_it_tells_who_works_there_what_is_spoken_and_where_else_it_is(
    client: Client, language: str, words: tuple[str, ...]
) -> None:
    coop = CoopFactory(
        legal_form="nonprofit",
        labour=["volunteers", "owners"],
        languages=["cho", "en"],
        links={"other": "https://www.pan.example/", "facebook": "https://www.facebook.com/la-masa"},
    )
    text = page(client, coop, language)
    assert [word for word in words if word not in text] == []


def test_what_is_not_known_of_it_is_not_asked_for(client: Client) -> None:
    text = page(client, CoopFactory())
    assert [word for word in ("Legal form", "Who does the work", "Languages spoken", "Also on") if word in text] == []
