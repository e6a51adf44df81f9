"""The people and things that the rows of the access table name: those of the demonstration."""

from functools import cached_property

import pytest

from cms.demo import load as load_pages
from directory.chapters.models import Chapter, Organiser
from directory.claims.claiming import ask_office, claimable
from directory.claims.models import Claim
from directory.coops.models import Cooperative
from directory.demo import load as load_directory
from directory.people.models import User
from marketplace.catalog.models import Listing
from marketplace.demo import load as load_market
from marketplace.fulfilment.models import PickupPlace
from marketplace.orders.models import Order, OrderState, Purchase
from tests import standing
from tests.access import COMMS, COORDINATOR, OTHER_STEWARD, PACKER, RESIDENT, STEWARD

EMAILS = {
    RESIDENT: "ruth@demo.example",
    PACKER: "otis@demo.example",
    STEWARD: "dell@demo.example",
    OTHER_STEWARD: "pearl@demo.example",
    COMMS: "amos@demo.example",
    COORDINATOR: "june@demo.example",
}


class World:
    @cached_property
    def people(self) -> dict[str, User]:
        return {actor: User.objects.get(email=email) for actor, email in EMAILS.items()}

    @cached_property
    def bakery(self) -> Cooperative:
        return Cooperative.objects.get(slug="morning-shift-bakery")

    @cached_property
    def farm(self) -> Cooperative:
        return Cooperative.objects.get(slug="three-creeks-growers")

    @cached_property
    def listing(self) -> Listing:
        """Sold by the bakery."""
        return Listing.objects.get(coop=self.bakery, title_en="Whole wheat loaf")

    @cached_property
    def own_place(self) -> PickupPlace:
        """The bakery's; nobody hands over there yet."""
        about = {
            "name_en": "Morning Shift counter",
            "name_es": "Mostrador de Morning Shift",
            "street": "12 Oven Street",
        }
        return PickupPlace.objects.create(coop=self.bakery, **about)

    @cached_property
    def order(self) -> Order:
        """The bakery's part of a purchase that is still to be handed over."""
        return self.bakery.orders.exclude(state__in=[OrderState.HANDED_OVER, OrderState.CANCELLED]).first()

    @cached_property
    def purchase(self) -> Purchase:
        return self.order.purchase

    @cached_property
    def other_order(self) -> Order:
        """The farm's, with nothing of the bakery in it."""
        return self.farm.orders.exclude(purchase__orders__coop=self.bakery).first()

    @cached_property
    def unclaimed(self) -> Cooperative:
        """Of a public list; nobody looks after it."""
        return claimable().filter(sources__dataset__gt="").order_by("pk")[0]

    @cached_property
    def claim(self) -> Claim:
        """The resident asks to take it over."""
        return ask_office(coop=self.unclaimed, user=self.people[RESIDENT], note="I work there.")

    @cached_property
    def chapter(self) -> Chapter:
        """Its organiser is none of the actors."""
        return Organiser.objects.first().chapter


def _load() -> None:
    load_directory()
    load_market()
    load_pages()


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Loaded once; `tests.standing` takes it back before the first test that does not ask for it."""
    with django_db_blocker.unblock():
        standing.lay(standing.DEMONSTRATION, _load)


@pytest.fixture
def world(demonstration: None, db: None) -> World:
    """A new one for each test, for it remembers what the test has made of it."""
    assert standing.stands(standing.DEMONSTRATION)
    return World()
