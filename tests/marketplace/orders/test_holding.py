"""A buyer's data can be taken along and let go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.coops.acting import Buyer
from directory.people.services import Hindered, delete_account, export
from marketplace.cart.models import Cart
from marketplace.orders import work
from marketplace.orders.holding import erase_old_guests
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


@pytest.fixture
def guests_order():
    purchase = Shopper().puts(good(seller()), 2).orders()
    Purchase.objects.update(note="Ring twice")
    purchase.orders.update(address="9 Elm Street", state="handed_over")
    return purchase


def after(purchase, **delta):
    return purchase.orders.get().window_ends + timedelta(**delta)


def test_two_years_after_the_last_hand_over_a_guest_has_no_name(guests_order):
    assert erase_old_guests(after(guests_order, days=731)) == 1
    kept = Purchase.objects.get()
    assert (kept.contact.name, kept.contact.phone, kept.contact.email, kept.contact.erased) == ("—", "", "", True)
    assert (kept.note, kept.orders.get().address, kept.goods_minor) == ("", "", 1000)
    assert erase_old_guests(after(guests_order, days=731)) == 0


def test_until_then_a_guest_can_be_reached(guests_order):
    assert erase_old_guests(after(guests_order, days=729)) == 0
    assert Purchase.objects.get().contact.phone == "+16015550118"


def test_the_time_can_be_set(guests_order, settings):
    settings.GUEST_CONTACT_MONTHS = 6
    assert erase_old_guests(after(guests_order, days=183)) == 1


def test_a_guest_with_an_open_order_is_kept(guests_order):
    guests_order.orders.update(state="ready")
    assert erase_old_guests(after(guests_order, days=1000)) == 0


def test_who_has_an_account_decides_alone(purchase):
    purchase.orders.update(state="handed_over")
    assert erase_old_guests(timezone.now() + timedelta(days=1000)) == 0
