"""A site with its pages, people of each role, and something for sale."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from cms.home.models import HomePage
from cms.home.setup import ensure_site
from cms.stories import writing
from cms.stories.models import StoryPage
from directory.coops.models import Cooperative, Kind, Standing
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from marketplace.catalog.models import Listing, ListingState, Stock, Variant
from marketplace.tax.classes import TaxClass
from tests import standing


@pytest.fixture(autouse=True)
def _own_cache():
    """Wagtail keeps the addresses of its sites in the cache; a test's rolled back site must not stay there."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def standing_pages(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        standing.lay(standing.PAGES, ensure_site)


@pytest.fixture
def site(standing_pages, db) -> HomePage:
    assert standing.stands(standing.PAGES)
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def person(db) -> Callable[..., User]:
    def make(role: NetworkRole | None = None) -> User:
        user = User.objects.create_user(email=f"{role.name.lower() if role else 'resident'}@example.org", name="Ida")
        if role:
            give_role(user, role)
        return user

    return make


@pytest.fixture
def signed_in(site, person) -> Callable[..., Client]:
    def make(role: NetworkRole | None = None, language: str = "en") -> Client:
        client, user = Client(), person(role)
        user.language = language
        user.save()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def bakery(db) -> Cooperative:
    return Cooperative.objects.create(
        slug="morning-shift-bakery",
        name="Morning Shift Bakery",
        kind=Kind.WORKER,
        standing=Standing.MEMBER,
        summary_en="Six bakers own it.",
        summary_es="Es de seis panaderos.",
    )


@pytest.fixture
def loaf(bakery) -> Variant:
    listing = Listing.objects.create(
        slug="sandwich-loaf",
        coop=bakery,
        state=ListingState.LIVE,
        title_en="Sandwich loaf",
        title_es="Pan de molde",
        tax_class=TaxClass.values[0],
        drawing="bread",
    )
    return Variant.objects.create(
        listing=listing, unit="loaf", price_minor=600, stock=Stock.objects.create(coop=bakery, available=20)
    )


@pytest.fixture
def story(site, bakery, loaf) -> StoryPage:
    return writing.story_write(
        title="Fifty pigs",
        slug="fifty-pigs",
        standfirst="A farm co-op kept a bank of pigs.",
        told_on=date(2026, 11, 10),
        body=[
            writing.text("<p>In the late 1960s there were pigs.</p>"),
            writing.claim(
                "<p>Fifty.</p>", source="The Clio", url="https://theclio.com/entry/159436", read_on=date(2026, 11, 1)
            ),
            writing.listing(loaf.listing),
        ],
    )
