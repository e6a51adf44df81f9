"""Nothing that is somebody's own leaves the site in any of the forms."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from directory.chapters.joining import ask_to_join
from directory.chapters.models import Chapter
from directory.coops import services
from directory.coops.models import Cooperative, Standing, State
from directory.opendata import file_urls, urls
from tests.factories import CoopFactory, ListingFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "Quilombo"
OF_AN_API = {"co_ops", "co_op", "topics", "openapi-json"}


def addresses(coop: Cooperative) -> Iterator[str]:
    """Every address of open data: one that is added is looked through too."""
    for pattern in (*urls.urlpatterns, *file_urls.urlpatterns):
        if name := getattr(pattern, "name", None):
            takes = {"public_id": coop.public_id} if "public_id" in str(pattern.pattern) else {}
            yield reverse(name, kwargs=takes)
    for name in OF_AN_API:
        yield reverse(f"data-api:{name}", kwargs={"public_id": coop.public_id} if name == "co_op" else {})
    yield coop.get_absolute_url()


@pytest.fixture
def guarded() -> Cooperative:
    """A co-op around which all that is not told says `Quilombo`, or 77.31."""
    coop = CoopFactory(name="Open to all", has_resale_certificate=True, verified_by=SECRET, place=True)
    steward = UserFactory(name=SECRET, email=f"{SECRET}@example.org")
    MembershipFactory(cooperative=coop, user=steward)
    services.decide_standing(coop=coop, standing=Standing.MEMBER, by=steward, reason=SECRET)
    coop.sources.create(title="A list", as_of=datetime.date(2026, 1, 1), told={"email": f"{SECRET}@example.org"})
    chapter = Chapter.objects.create(name=f"{SECRET} Friends", slug=SECRET.lower(), state=Chapter.State.ACTIVE)
    ask_to_join(chapter=chapter, name=SECRET, email=f"{SECRET}@example.org", language="en")
    listing = ListingFactory(coop=coop, title_en="Greens", variant__price=8000)
    listing.variants.get().price_offers.create(seller=coop, price_minor=7731, audience="network")
    for state in (State.WAITING, State.HIDDEN, State.CLOSED):
        CoopFactory(name=f"{SECRET} {state}", state=state, place=True)
    return coop


def test_no_form_tells_what_is_not_ours_to_tell(client: Client, guarded: Cooperative) -> None:
    asked = list(addresses(guarded))
    assert len(asked) >= 12
    for address in asked:
        response = client.get(address)
        if response.status_code == 404:
            assert address == "/api/"
            continue
        text = response.getvalue().decode()
        assert "Quilombo".lower() not in text.lower(), address
        assert "77.31" not in text and "7731" not in text, address
    assert "Open to all" in client.get("/data/co-ops.csv").getvalue().decode()
