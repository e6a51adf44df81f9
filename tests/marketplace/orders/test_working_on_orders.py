"""A co-op's work on its part, and what the buyer may still do: stock, money and words go along."""

from datetime import timedelta

import pytest
import time_machine

from ground import outbox
from ground.outbox import OutboxTask
from marketplace.ledger.accounts import CARD_CLEARING, DUE_AT_PICKUP, NETWORK_CONTRIBUTION, TAX_PAYABLE, AccountRef
from marketplace.ledger.selectors import balance, owed_to
from marketplace.orders import work
from marketplace.orders.models import ORDER_TRANSITIONS, Line, LineState, Order, OrderEvent, OrderState, Purchase
from marketplace.orders.settle import settle
from marketplace.orders.states import IllegalStep, move_order
from marketplace.payments.gateways.demonstration import Charge, choose
from marketplace.payments.models import DemonstrationCharge, Payment, PaymentState
from tests.factories import UserFactory
from tests.marketplace.trade import Shopper, books_balance, good, left_of, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakery():
    return seller("Morning Shift Bakery")


@pytest.fixture
def bread(bakery):
    return good(bakery, "Bread", price=800, stock=5, tax_class="groceries")


@pytest.fixture
def peas(bakery):
    return good(bakery, "Peas", price=600, stock=5, tax_class="groceries")


@pytest.fixture
def by():
    return UserFactory()


def account(code, coop=None):
    return balance(AccountRef(code, coop.public_id if coop else "", "USD"))


def bought(*lines, gateway="pickup") -> Order:
    shopper = Shopper()
    for variant, quantity in lines:
        shopper.puts(variant, quantity)
    purchase = shopper.orders(gateway)
    if gateway == "demonstration":
        choose(purchase.payment, Charge.PAID)
        settle(purchase.pk)
    return Order.objects.get(purchase=purchase)


def done(order, by):
    work.accept(order=order, by=by)
    work.mark_ready(order=order, by=by)
    return work.hand_over(order=order, by=by)


def test_accepted_ready_and_handed_over_with_its_history(bread, by):
    order = bought((bread, 1))
    done(order, by)
    told = OrderEvent.objects.filter(order=order).values_list("was", "became", "by")
    assert list(told) == [
        ("", "placed", None),
        ("placed", "accepted", by.pk),
        ("accepted", "ready", by.pk),
        ("ready", "handed_over", by.pk),
    ]
    assert OutboxTask.objects.filter(kind="purchase.notify", payload__message="order_ready").count() == 1


def test_cash_at_hand_over_stays_with_the_seller_who_owes_tax_and_contribution(bread, bakery, by):
    order = bought((bread, 2))
    assert account(DUE_AT_PICKUP, bakery) == 1680
    done(order, by)
    assert account(DUE_AT_PICKUP, bakery) == 0
    assert owed_to(bakery.public_id, "USD") == -(80 + 80)  # 5 % tax and 5 % contribution
    assert Payment.objects.get().state == PaymentState.PAID
    assert books_balance()


@pytest.mark.parametrize("was", OrderState)
@pytest.mark.parametrize("to", OrderState)
def test_only_the_steps_of_the_table_are_taken(bread, was, to):
    order = bought((bread, 1))
    Order.objects.filter(pk=order.pk).update(state=was)
    events = OrderEvent.objects.count()
    if to in ORDER_TRANSITIONS[was]:
        assert move_order(order.pk, to).state == to
    else:
        with pytest.raises(IllegalStep) as refused:
            move_order(order.pk, to)
        assert refused.value.now == was
        order.refresh_from_db()
        assert (order.state, OrderEvent.objects.count()) == (was, events)


def test_a_second_press_of_hand_over_takes_no_second_cash(bread, bakery, by):
    order = bought((bread, 2))
    done(order, by)
    with pytest.raises(IllegalStep):
        work.hand_over(order=order, by=by)
    assert owed_to(bakery.public_id, "USD") == -160


def line_of(order, title):
    return Line.objects.get(order=order, title_en=title)


def test_a_line_taken_out_before_paying_gives_back_stock_and_dues(bread, peas, bakery, by):
    order = bought((bread, 2), (peas, 1))
    work.cancel_line(line=line_of(order, "Bread"), by=by, reason="The oven broke.")
    order.refresh_from_db()
    purchase = Purchase.objects.get()
    assert (left_of(bread), left_of(peas)) == (5, 4)
    assert (order.goods_minor, order.tax_minor, order.contribution_minor, order.state) == (
        600,
        30,
        30,
        OrderState.PLACED,
    )
    assert (purchase.goods_minor, purchase.tax_minor) == (600, 30)
    assert account(DUE_AT_PICKUP, bakery) == 630
    assert (owed_to(bakery.public_id, "USD"), account(NETWORK_CONTRIBUTION), account(TAX_PAYABLE)) == (570, 30, 30)
    payment = Payment.objects.get()
    assert (payment.state, payment.amount_minor - payment.refunded_minor) == (PaymentState.DUE, 630)
    assert not OutboxTask.objects.filter(kind="payment.refund").exists()
    assert books_balance()


def test_a_line_taken_out_after_paying_is_refunded_once(bread, peas, bakery, by):
    order = bought((bread, 2), (peas, 1), gateway="demonstration")
    line = line_of(order, "Bread")
    for _ in range(3):
        work.cancel_line(line=line, by=by, reason="The oven broke.")
    outbox.run_due()
    assert DemonstrationCharge.objects.get().refunded_minor == 1680
    assert (left_of(bread), account(CARD_CLEARING), owed_to(bakery.public_id, "USD")) == (5, 630, 570)
    assert books_balance()


def test_the_buyer_hears_of_it_with_the_reason(bread, peas, by, capsys):
    order = bought((bread, 2), (peas, 1))
    work.cancel_line(line=line_of(order, "Bread"), by=by, reason="The oven broke.")
    outbox.run_due()
    sent = capsys.readouterr().out
    assert f"Order {order.purchase.code}: 2 x Bread was taken out. The oven broke." in sent


def test_with_its_last_line_the_order_is_cancelled_and_all_is_given_back(bread, peas, bakery, by):
    order = bought((bread, 2), (peas, 1), gateway="demonstration")
    work.cancel_order(order=order, by=by, reason="The oven broke.")
    order.refresh_from_db()
    assert (order.state, order.goods_minor, Payment.objects.get().state) == (
        OrderState.CANCELLED,
        0,
        PaymentState.REFUNDED,
    )
    assert (account(CARD_CLEARING), owed_to(bakery.public_id, "USD"), account(NETWORK_CONTRIBUTION)) == (0, 0, 0)
    assert set(order.lines.values_list("state", flat=True)) == {LineState.CANCELLED}
    assert books_balance()


def test_unpaid_and_cancelled_nothing_is_due(bread, bakery, by):
    order = bought((bread, 2))
    work.cancel_order(order=order, by=by, reason="The oven broke.")
    assert (Payment.objects.get().state, account(DUE_AT_PICKUP, bakery)) == (PaymentState.EXPIRED, 0)
    assert books_balance()


def test_after_hand_over_nothing_is_taken_out(bread, by):
    order = done(bought((bread, 2)), by)
    with pytest.raises(IllegalStep):
        work.cancel_line(line=order.lines.get(), by=by, reason="Too late")
    assert (left_of(bread), order.lines.get().state) == (3, LineState.ACTIVE)


def test_what_waits_for_its_payment_is_not_the_sellers_to_cancel(bread, by):
    purchase = Shopper().puts(bread).orders("demonstration")
    with pytest.raises(IllegalStep):
        work.cancel_line(line=Line.objects.get(order__purchase=purchase), by=by, reason="No")
    assert left_of(bread) == 4


def test_one_seller_cancels_and_the_others_part_stands(bread, by):
    greens = good(seller(), price=1200, stock=5)
    purchase = Shopper().puts(bread).puts(greens).orders()
    mine, other = purchase.orders.get(coop=bread.listing.coop), purchase.orders.get(coop=greens.listing.coop)
    work.cancel_order(order=mine, by=by, reason="The oven broke.")
    other.refresh_from_db()
    assert (other.state, other.goods_minor, left_of(greens)) == (OrderState.PLACED, 1200, 4)
    assert Payment.objects.get().state == PaymentState.DUE
    done(other, by)
    assert Payment.objects.get().state == PaymentState.PAID
    assert books_balance()


def test_the_buyer_stops_a_part_before_its_cut_off(bread):
    order = bought((bread, 2))
    stopped = work.stop_by_buyer(order=order)
    assert (stopped.state, left_of(bread)) == (OrderState.CANCELLED, 5)
    assert work.stop_by_buyer(order=order).state == OrderState.CANCELLED
    assert left_of(bread) == 5
    assert books_balance()


def test_the_buyer_cannot_stop_it_after_its_cut_off(bread):
    order = bought((bread, 2))
    with time_machine.travel(order.cutoff + timedelta(seconds=1), tick=False), pytest.raises(work.TooLate):
        work.stop_by_buyer(order=order)
    assert left_of(bread) == 3


def test_the_buyer_cannot_stop_what_is_packed(bread, by):
    order = bought((bread, 2))
    work.accept(order=order, by=by)
    work.mark_ready(order=order, by=by)
    with pytest.raises(work.TooLate):
        work.stop_by_buyer(order=order)
    assert left_of(bread) == 3
