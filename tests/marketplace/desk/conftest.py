import pytest

from directory.coops.models import Role
from marketplace.orders.models import Order
from tests.factories import MembershipFactory, UserFactory
from tests.marketplace.trade import Shopper, good, seller


@pytest.fixture
def bakery():
    return seller("Morning Shift Bakery", kind="worker", standing="member")


@pytest.fixture
def farm():
    return seller("Three Creeks Growers", standing="member")


@pytest.fixture
def bread(bakery):
    return good(bakery, "Sandwich loaf", price=800, stock=5, tax_class="groceries")


@pytest.fixture
def rolls(bakery):
    return good(bakery, "Dinner rolls", price=700, stock=9, tax_class="groceries")


def member(coop, role=Role.STEWARD, **about):
    return MembershipFactory(cooperative=coop, user=UserFactory(**about), role=role).user


@pytest.fixture
def dell(bakery):
    return member(bakery, name="Dell Whitfield", email="dell@example.org")


@pytest.fixture
def otis(bakery):
    return member(bakery, Role.PACKER, name="Otis Fairley")


@pytest.fixture
def pearl(farm):
    return member(farm, name="Pearl Haskins")


@pytest.fixture
def desk(client, dell, bakery):
    """A browser at the bakery's desk, with the steward signed in; addresses are given from the desk on."""
    return Desk(client, dell, bakery)


class Desk:
    def __init__(self, client, user, coop):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.client, self.root = client, f"/desk/{coop.slug}/"

    def get(self, path="", **query):
        return self.client.get(self.root + path, query)

    def post(self, path, **data):
        return self.client.post(self.root + path, data)


def bought(*lines, buyer=None) -> Order:
    """What a shopper ordered, to be paid at pickup; the first seller's part of it."""
    shopper = Shopper(buyer) if buyer else Shopper()
    for variant, quantity in lines:
        shopper.puts(variant, quantity)
    return Order.objects.get(purchase=shopper.orders(), coop=lines[0][0].listing.coop)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def said_by(response) -> list[str]:
    """The notices on the next page."""
    return [str(message) for message in response.wsgi_request._messages]
