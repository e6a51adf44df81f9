"""Placing an order: what was seen is what is bought, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from directory.coops.acting import Buyer
from directory.coops.models import ClosedDay, State
from directory.people.models import Contact
from ground.outbox import OutboxTask
from marketplace.cart.quote import Trouble, quote
from marketplace.catalog.models import ListingState
from marketplace.ledger.models import Entry
from marketplace.ledger.selectors import owed_to
from marketplace.orders.checkout import Changed, NothingToBuy, place
from marketplace.orders.models import Line, Order, OrderState, Purchase, PurchaseState
from marketplace.payments.models import DemonstrationCharge, Payment, PaymentState
from marketplace.tax.lines import COLLECTORS, Collector
from tests.factories import UserFactory
from tests.marketplace.trade import RUTH, Shopper, books_balance, good, left_of, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm():
    return seller()


def nothing_was_bought():
    return not (
        Purchase.objects.exists() or Payment.objects.exists() or Entry.objects.exists() or Contact.objects.exists()
    )


def test_an_order_of_two_sellers_is_one_purchase_with_an_order_each(farm):
    bakery = seller("Morning Shift Bakery", kind="worker")
    greens, bread = good(farm, price=1200, stock=9), good(bakery, "Bread", price=800, stock=4, tax_class="groceries")
    purchase = Shopper().puts(greens, 2).puts(bread).orders()
    assert (purchase.state, purchase.goods_minor, purchase.tax_minor) == (PurchaseState.CONFIRMED, 3200, 40)
    told = purchase.orders.order_by("coop__name").values_list(
        "coop__name", "state", "goods_minor", "tax_minor", "contribution_minor"
    )
    assert list(told) == [
        ("Morning Shift Bakery", OrderState.PLACED, 800, 40, 40),
        ("Three Creeks Growers", OrderState.PLACED, 2400, 0, 120),
    ]
    assert (left_of(greens), left_of(bread)) == (7, 3)
    assert (purchase.payment.state, purchase.payment.amount_minor) == (PaymentState.DUE, 3240)
    assert books_balance()


def test_a_line_keeps_its_price_and_tax_when_the_listing_changes(farm):
    greens = good(farm, price=1200, tax_class="general")
    purchase = Shopper().puts(greens, 2).orders()
    greens.price_minor = 9900
    greens.save()
    line = Line.objects.get(order__purchase=purchase)
    assert (line.unit_minor, line.public_minor, line.goods_minor) == (1200, 1200, 2400)
    assert (line.tax_rate_bp, line.tax_minor, line.tax_jurisdiction, line.tax_reason) == (
        800,
        192,
        "us-ms-jackson",
        "rate",
    )
    assert line.price_reason == ""


def test_the_cart_is_empty_afterwards(farm):
    ruth = Shopper().puts(good(farm))
    ruth.orders()
    assert not ruth.cart.lines.exists()


def test_the_same_form_sent_twice_is_one_order(farm):
    greens = good(farm, stock=5)
    ruth = Shopper().puts(greens, 2)
    choices = ruth.choices()
    first, second = ruth.orders(choices=choices), ruth.orders(choices=choices)
    assert first.pk == second.pk
    assert (Purchase.objects.count(), left_of(greens)) == (1, 3)


def test_a_form_sent_again_goes_on_where_the_first_try_ended(farm, monkeypatch):
    """The process ended after reserving, before the provider heard of it."""
    shopper = Shopper().puts(good(farm))
    choices = shopper.choices("demonstration")
    with monkeypatch.context() as patch:
        patch.setattr("marketplace.orders.checkout._start_payment", _ends)
        with pytest.raises(ProcessLookupError):
            shopper.orders(choices=choices)
    assert not DemonstrationCharge.objects.exists()
    purchase = shopper.orders(choices=choices)
    assert (DemonstrationCharge.objects.get().payment, Purchase.objects.count()) == (purchase.payment, 1)


def _ends(purchase):
    raise ProcessLookupError


def test_another_form_for_a_cart_that_was_bought_buys_nothing(farm):
    ruth = Shopper().puts(good(farm))
    choices = ruth.choices()
    ruth.orders(choices=choices)
    ruth.key = "another-open-checkout-page"
    with pytest.raises(NothingToBuy):
        ruth.orders(choices=choices)
    assert Purchase.objects.count() == 1


def test_an_empty_cart_buys_nothing():
    with pytest.raises(NothingToBuy):
        Shopper().orders()
    assert nothing_was_bought()


def test_of_two_buyers_of_the_last_piece_the_second_is_told(farm):
    last = good(farm, stock=1)
    ruth, sam = Shopper().puts(last), Shopper().puts(last)
    choices = sam.choices()
    ruth.orders()
    with pytest.raises(Changed) as told:
        sam.orders(choices=choices)
    assert told.value.quote.troubles == {Trouble.SHORT}
    assert told.value.quote.lines[0].left == 0
    assert (left_of(last), Purchase.objects.count(), sam.cart.lines.count()) == (0, 1, 1)


def test_a_price_that_changed_is_shown_and_not_charged(farm):
    greens = good(farm, price=500)
    ruth = Shopper().puts(greens)
    choices = ruth.choices()
    greens.price_minor = 550
    greens.save()
    with pytest.raises(Changed) as told:
        ruth.orders(choices=choices)
    line = told.value.quote.lines[0]
    assert (line.seen, line.price.unit_price, line.troubles) == (500, 550, (Trouble.PRICE,))
    assert nothing_was_bought()
    assert left_of(greens) == 5


def test_another_total_than_the_button_said_is_not_charged(farm):
    ruth = Shopper().puts(good(farm))
    with pytest.raises(Changed):
        ruth.orders(choices=ruth.choices(total=1))
    assert nothing_was_bought()


@pytest.mark.parametrize("state", [ListingState.HIDDEN, ListingState.DRAFT])
def test_a_listing_that_was_hidden_is_not_sold(farm, state):
    greens = good(farm)
    ruth = Shopper().puts(greens)
    choices = ruth.choices()
    greens.listing.state = state
    greens.listing.save()
    with pytest.raises(Changed) as told:
        ruth.orders(choices=choices)
    assert Trouble.GONE in told.value.quote.troubles
    assert nothing_was_bought()


@pytest.mark.parametrize("state", [State.CLOSED, State.HIDDEN, State.WAITING])
def test_a_closed_coop_sells_nothing(farm, state):
    ruth = Shopper().puts(good(farm))
    choices = ruth.choices()
    farm.state = state
    farm.save()
    with pytest.raises(Changed) as told:
        ruth.orders(choices=choices)
    assert Trouble.GONE in told.value.quote.troubles
    assert nothing_was_bought()


def test_a_window_that_ended_is_refused(farm):
    with time_machine.travel(datetime(2026, 11, 24, 18, tzinfo=UTC), tick=False) as clock:
        ruth = Shopper().puts(good(farm))
        choices = ruth.choices()
        clock.move_to(datetime(2026, 11, 27, 0, 1, tzinfo=UTC))  # Thursday, 6:01 pm in Jackson
        with pytest.raises(Changed) as told:
            ruth.orders(choices=choices)
    part = told.value.quote.parts[0]
    assert (part.window, [window.day.isoformat() for window in part.windows]) == (None, ["2026-12-05"])
    assert nothing_was_bought()


def test_a_day_the_coop_has_closed_is_refused(farm):
    ruth = Shopper().puts(good(farm))
    choices = ruth.choices()
    ClosedDay.objects.create(cooperative=farm, day=_day_of(choices.windows[farm.pk]))
    with pytest.raises(Changed):
        ruth.orders(choices=choices)
    assert nothing_was_bought()


def _day_of(key):
    return datetime.strptime(key.split("-")[1], "%Y%m%d").date()  # noqa: DTZ007


def test_a_window_of_another_coop_is_refused(farm):
    bakery = seller("Morning Shift Bakery")
    ruth = Shopper().puts(good(farm))
    other = Shopper().puts(good(bakery, "Bread")).choices().windows[bakery.pk]
    with pytest.raises(Changed):
        ruth.orders(choices=ruth.choices(windows={farm.pk: other}))
    assert nothing_was_bought()


def test_variants_that_share_a_stock_take_from_it_together(farm):
    dozen = good(farm, "Eggs", stock=18)
    half = dozen.listing.variants.create(price_minor=300, unit="box", stock=dozen.stock, takes=6)
    dozen.takes = 12
    dozen.save()
    half = type(half).objects.select_related("listing__coop", "stock").get(pk=half.pk)
    Shopper().puts(dozen).puts(half).orders()
    assert left_of(dozen) == 0
    hungry = Shopper()
    with pytest.raises(Exception, match="sold out"):
        hungry.puts(half)


def test_a_service_without_stock_is_never_sold_out(farm):
    work = good(farm, "Lawn care", stock=None, tax_class="service_taxed")
    Shopper().puts(work, 900).orders()
    assert Purchase.objects.get().goods_minor == 450_000


def test_an_address_is_kept_only_where_the_coop_comes_to_the_buyer(farm):
    rule = farm.window_rules.get()
    ruth = Shopper().puts(good(farm))
    ruth.orders(choices=ruth.choices(addresses={farm.pk: "5 Elm Street"}))
    assert Order.objects.get().address == ""
    rule.place.comes_to_buyer = True
    rule.place.save()
    sam = Shopper().puts(good(farm, "Okra"))
    sam.orders(choices=sam.choices(addresses={farm.pk: "5 Elm Street"}))
    assert Order.objects.latest("pk").address == "5 Elm Street"


def test_a_look_after_the_reservation_is_planned_with_the_purchase(farm):
    purchase = Shopper().puts(good(farm)).orders("demonstration")
    task = OutboxTask.objects.get(kind="purchase.settle")
    assert task.payload == {"purchase": purchase.pk}
    assert timedelta(minutes=34) < task.due - timezone.now() <= timedelta(minutes=35)


def test_a_signed_in_persons_purchase_is_theirs(farm):
    user = UserFactory()
    purchase = Shopper(Buyer(user=user)).puts(good(farm)).orders()
    assert (purchase.user, purchase.buying_coop) == (user, None)


@pytest.mark.parametrize(("hour", "collector"), [(4, Collector.NETWORK), (7, Collector.SELLER)])
def test_who_collects_the_tax_changes_at_midnight_of_the_network(farm, monkeypatch, hour, collector):
    """1 January begins at 6:00 UTC here."""
    later = (*COLLECTORS, (date(2027, 1, 1), Collector.SELLER))
    monkeypatch.setattr("marketplace.tax.lines.COLLECTORS", later)
    with time_machine.travel(datetime(2027, 1, 1, hour, tzinfo=UTC), tick=False):
        purchase = Shopper().puts(good(farm, tax_class="general")).orders()
    owed = owed_to(farm.public_id, "USD")
    assert owed == purchase.goods_minor - 25 + (purchase.tax_minor if collector is Collector.SELLER else 0)
    assert books_balance()


def test_to_pay_at_pickup_it_is_placed_at_once_and_nobody_has_to_look_again(farm):
    purchase = Shopper().puts(good(farm)).orders()
    assert (purchase.state, purchase.reserved_until) == (PurchaseState.CONFIRMED, None)
    assert purchase.confirmed is not None
    assert not OutboxTask.objects.filter(kind="purchase.settle").exists()
    assert list(Order.objects.get().events.values_list("was", "became")) == [("", OrderState.PLACED)]


def test_a_code_that_is_taken_is_made_anew(farm, monkeypatch):
    codes = iter(["OKRA-MANGO-1000", "OKRA-MANGO-1000", "OKRA-MANGO-2000"])
    monkeypatch.setattr("marketplace.orders.checkout.speakable_code", lambda: next(codes))
    greens = good(farm, stock=5)
    Shopper().puts(greens).orders()
    assert Shopper().puts(greens).orders().code == "OKRA-MANGO-2000"
    assert left_of(greens) == 3


def test_a_cart_that_was_bought_since_it_was_counted_is_not_bought_again(farm):
    """Two presses of two open pages of one cart: both have counted it before the first one takes it."""
    greens = good(farm, stock=5)
    ruth = Shopper().puts(greens, 2)
    choices, counted = ruth.choices(), quote(ruth.cart, ruth.buyer)
    ruth.orders(choices=choices)
    with pytest.raises(NothingToBuy):
        place(cart=ruth.cart, buyer=ruth.buyer, contact=RUTH, choices=choices, key="another-open-page", now=counted)
    assert (Purchase.objects.count(), left_of(greens)) == (1, 3)
