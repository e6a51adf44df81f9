"""A buyer's data can be taken along and let go."""

import pytest

from directory.coops.acting import Buyer
from directory.people.services import Hindered, delete_account, export
from marketplace.cart.models import Cart
from marketplace.orders import work
from marketplace.orders.models import Purchase
from tests.factories import UserFactory
from tests.marketplace.trade import Shopper, good, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth():
    return UserFactory()


@pytest.fixture
def purchase(ruth):
    return Shopper(Buyer(user=ruth)).puts(good(seller()), 2).orders()


def test_what_was_bought_is_in_the_download(ruth, purchase):
    (told,) = export(ruth)["orders"]
    assert (told["code"], told["total"]) == (purchase.code, 1000)
    assert told["lines"] == [{"co-op": "Three Creeks Growers", "thing": "Collards", "quantity": 2, "goods": 1000}]


def test_an_open_order_keeps_the_account(ruth, purchase):
    with pytest.raises(Hindered):
        delete_account(user=ruth)
    assert Purchase.objects.get().user == ruth


def test_afterwards_nothing_leads_from_the_purchase_to_the_account(ruth, purchase):
    work.cancel_order(order=purchase.orders.get(), by=None, reason="No")
    delete_account(user=ruth)
    assert (Purchase.objects.get().user, Cart.objects.count()) == (None, 0)


def test_addresses_and_notes_are_let_go_too(ruth, purchase):
    Purchase.objects.update(note="Ring twice")
    purchase.orders.update(address="9 Elm Street")
    (told,) = export(ruth)["orders"]
    assert (told["note"], told["addresses"]) == ("Ring twice", ["9 Elm Street"])
    work.cancel_order(order=purchase.orders.get(), by=None, reason="No")
    delete_account(user=ruth)
    purchase.refresh_from_db()
    assert (purchase.note, purchase.orders.get().address, purchase.contact.phone) == ("", "", "")
