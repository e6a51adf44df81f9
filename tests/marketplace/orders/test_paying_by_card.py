"""Reserve, pay, confirm with the demonstration card: whatever comes, in whatever order, it ends where it should."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ground import outbox
from ground.outbox import OutboxTask
from marketplace.ledger.accounts import BUYERS_PAYABLE, CARD_CLEARING, DUE_AT_PICKUP, AccountRef
from marketplace.ledger.models import Entry, Posting
from marketplace.ledger.selectors import balance, owed_to
from marketplace.orders.models import Order, OrderState, PurchaseState
from marketplace.orders.settle import _release, give_up, pay_at_pickup_instead, settle
from marketplace.payments.gateways.demonstration import Charge, choose
from marketplace.payments.models import DemonstrationCharge, Payment, PaymentState
from tests.marketplace.trade import Shopper, books_balance, good, left_of, seller

pytestmark = pytest.mark.django_db
CARD = AccountRef(CARD_CLEARING, "", "USD")


@pytest.fixture
def greens():
    return good(seller(), price=1000, stock=5)


@pytest.fixture
def waiting(greens):
    return Shopper().puts(greens, 2).orders("demonstration")


def messages():
    return [t.payload["message"] for t in OutboxTask.objects.filter(kind="purchase.notify").order_by("pk")]


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


def test_it_waits_for_the_buyer_with_the_goods_kept_and_unseen_by_the_desk(waiting, greens):
    assert (waiting.state, waiting.payment.state, left_of(greens)) == (PurchaseState.RESERVED, PaymentState.STARTED, 3)
    assert Order.objects.get().state == OrderState.PENDING
    assert not Entry.objects.exists()
    assert messages() == []


def test_paid_it_is_placed(waiting, greens):
    choose(waiting.payment, Charge.PAID)
    paid = settle(waiting.pk)
    assert (paid.state, paid.payment.state, left_of(greens)) == (PurchaseState.CONFIRMED, PaymentState.PAID, 3)
    assert Order.objects.get().state == OrderState.PLACED
    assert balance(CARD) == 2000
    assert owed_to(Order.objects.get().coop.public_id, "USD") == 1900
    assert messages() == ["order_placed"]
    assert books_balance()


def test_its_history_says_that_it_waited(waiting):
    choose(waiting.payment, Charge.PAID)
    settle(waiting.pk)
    told = Order.objects.get().events.values_list("was", "became")
    assert list(told) == [("", OrderState.PENDING), (OrderState.PENDING, OrderState.PLACED)]


def test_settling_again_changes_nothing(waiting, greens):
    choose(waiting.payment, Charge.PAID)
    for _ in range(3):
        settle(waiting.pk)
    assert (left_of(greens), Entry.objects.count(), messages()) == (3, 2, ["order_placed"])
    assert books_balance()


def test_declined_it_still_waits_and_the_card_may_be_tried_again(waiting, greens):
    choose(waiting.payment, Charge.DECLINED)
    declined = settle(waiting.pk)
    assert (declined.state, declined.payment.state, left_of(greens)) == (
        PurchaseState.RESERVED,
        PaymentState.DECLINED,
        3,
    )
    assert choose(waiting.payment, Charge.PAID)
    paid = settle(waiting.pk)
    assert (paid.state, paid.payment.state) == (PurchaseState.CONFIRMED, PaymentState.PAID)
    assert books_balance()


def test_who_never_comes_back_frees_the_goods_after_35_minutes(waiting, greens):
    with later(minutes=34):
        outbox.run_due()
        assert left_of(greens) == 3
    with later(minutes=36):
        outbox.run_due()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.payment.state) == (PurchaseState.RELEASED, PaymentState.EXPIRED)
    assert left_of(greens) == 5
    assert DemonstrationCharge.objects.get().outcome == Charge.CLOSED
    assert not Entry.objects.exists()
    assert messages() == ["order_not_placed"]


def test_nothing_can_be_paid_once_it_is_closed(waiting):
    with later(minutes=36):
        settle(waiting.pk)
    assert not choose(waiting.payment, Charge.PAID)


def test_paid_in_the_last_second_it_is_placed_although_it_is_looked_at_late(waiting, greens):
    choose(waiting.payment, Charge.PAID)
    with later(minutes=50):
        assert settle(waiting.pk).state == PurchaseState.CONFIRMED
    assert left_of(greens) == 3


def paid_after_release(waiting):
    """The provider says paid although we have let the goods go: a message that was long on its way."""
    with later(minutes=36):
        settle(waiting.pk)
    DemonstrationCharge.objects.update(outcome=Charge.PAID)


def test_a_late_payment_takes_the_goods_again_if_they_are_there(waiting, greens):
    paid_after_release(waiting)
    assert settle(waiting.pk).state == PurchaseState.CONFIRMED
    assert (left_of(greens), balance(CARD)) == (3, 2000)
    assert books_balance()


def test_a_late_payment_for_goods_that_are_gone_is_paid_back_once(waiting, greens):
    paid_after_release(waiting)
    Shopper().puts(greens, 4).orders()
    for _ in range(3):
        late = settle(waiting.pk)
    outbox.run_due()
    assert (late.state, Payment.objects.get(pk=waiting.payment_id).state) == (
        PurchaseState.RELEASED,
        PaymentState.REFUNDED,
    )
    assert DemonstrationCharge.objects.get().refunded_minor == 2000
    assert messages().count("order_paid_too_late") == 1
    assert (left_of(greens), balance(CARD)) == (1, 0)


def test_money_that_came_and_went_back_stands_in_the_books(waiting, greens):
    paid_after_release(waiting)
    Shopper().puts(greens, 4).orders()
    settle(waiting.pk)
    about = Entry.objects.filter(reference=waiting.public_id).order_by("kind")
    assert list(about.values_list("kind", flat=True)) == ["paid too late", "paid too late returned"]
    moved = Posting.objects.filter(entry__in=about, account__code=CARD_CLEARING).order_by("-amount_minor")
    assert list(moved.values_list("amount_minor", flat=True)) == [2000, -2000]
    assert (balance(CARD), balance(AccountRef(BUYERS_PAYABLE, "", "USD"))) == (0, 0)
    assert books_balance()


def test_a_payment_that_was_paid_back_does_not_buy_when_the_goods_return(waiting, greens):
    paid_after_release(waiting)
    Shopper().puts(greens, 5).orders()
    settle(waiting.pk)
    greens.stock.available = 50
    greens.stock.save()
    assert settle(waiting.pk).state == PurchaseState.RELEASED
    assert left_of(greens) == 50


def test_a_payment_after_the_cut_off_is_paid_back(waiting, greens):
    paid_after_release(waiting)
    with later(days=15):
        settle(waiting.pk)
    assert Payment.objects.get(pk=waiting.payment_id).state == PaymentState.REFUNDED
    assert left_of(greens) == 5


def test_the_buyer_can_pay_at_pickup_instead(waiting, greens):
    choose(waiting.payment, Charge.DECLINED)
    settle(waiting.pk)
    changed = pay_at_pickup_instead(waiting.pk)
    assert (changed.state, changed.payment.gateway, changed.payment.state) == (
        PurchaseState.CONFIRMED,
        "pickup",
        PaymentState.DUE,
    )
    assert Payment.objects.get(gateway="demonstration").state == PaymentState.EXPIRED
    assert (left_of(greens), balance(CARD)) == (3, 0)
    coop = Order.objects.get().coop
    assert balance(AccountRef(DUE_AT_PICKUP, coop.public_id, "USD")) == 2000
    assert pay_at_pickup_instead(waiting.pk).payment_id == changed.payment_id
    assert books_balance()


def test_who_paid_just_before_does_not_pay_at_pickup_too(waiting):
    choose(waiting.payment, Charge.PAID)
    stands = pay_at_pickup_instead(waiting.pk)
    assert (stands.payment.gateway, stands.payment.state) == ("demonstration", PaymentState.PAID)
    assert Payment.objects.count() == 1


def test_an_old_payments_answer_does_not_undo_the_new_one(waiting):
    """`settle` asked the card; before it wrote that down the buyer chose to pay at pickup."""
    card = waiting.payment_id
    pay_at_pickup_instead(waiting.pk)
    assert _release(waiting.pk, card).state == PurchaseState.CONFIRMED


def test_the_buyer_can_give_up(waiting, greens):
    assert give_up(waiting.pk).state == PurchaseState.RELEASED
    assert left_of(greens) == 5
    assert give_up(waiting.pk).state == PurchaseState.RELEASED
    assert left_of(greens) == 5


def test_giving_up_after_paying_gives_nothing_up(waiting):
    choose(waiting.payment, Charge.PAID)
    assert give_up(waiting.pk).state == PurchaseState.CONFIRMED


def test_the_worker_looks_again_while_the_card_company_has_not_closed(waiting, monkeypatch):
    monkeypatch.setattr(
        "marketplace.payments.gateways.demonstration.DemonstrationCard.close",
        lambda self, payment: self.outcome(payment),
    )
    with later(minutes=36):
        outbox.run_due()
    waiting.refresh_from_db()
    assert waiting.state == PurchaseState.RESERVED
    assert OutboxTask.objects.filter(kind="purchase.settle", state="queued").count() == 1


@pytest.fixture
def stuck(waiting):
    """Reserved and to be paid at pickup: the process ended before it was placed."""
    waiting.payment = Payment.objects.create(
        gateway="pickup", reference=waiting.public_id, amount_minor=2000, idempotency_key=f"pickup-{waiting.public_id}"
    )
    waiting.save()
    return waiting


def test_what_stuck_before_pickup_was_agreed_can_be_given_up(stuck, greens):
    assert give_up(stuck.pk).state == PurchaseState.RELEASED
    assert (left_of(greens), Entry.objects.count(), messages()) == (5, 0, ["order_not_placed"])


def test_what_stuck_before_pickup_was_agreed_is_placed_when_asked_for_again(stuck, greens):
    placed = pay_at_pickup_instead(stuck.pk)
    assert (placed.state, placed.payment_id, placed.payment.state) == (
        PurchaseState.CONFIRMED,
        stuck.payment_id,
        PaymentState.DUE,
    )
    assert (left_of(greens), messages()) == (3, ["order_placed"])
    assert books_balance()


def test_what_stuck_before_pickup_was_agreed_is_placed_by_the_worker(stuck):
    with later(minutes=36):
        outbox.run_due()
    stuck.refresh_from_db()
    assert stuck.state == PurchaseState.CONFIRMED
