"""`settle(purchase)`: ask the gateway how it stands, and bring the purchase there. Repetition, order and absence of calls
do not change where it ends.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ground.outbox import enqueue, handler
from marketplace.catalog.stock import Demand, SoldOut, give_back, take
from marketplace.orders.books import record_paid_too_late, record_purchase
from marketplace.orders.models import Line, Purchase, PurchaseState
from marketplace.orders.notices import notify
from marketplace.orders.states import locked_purchase, move_purchase, place_pending
from marketplace.payments import services as payments
from marketplace.payments.gateways import gateway_named
from marketplace.payments.gateways.base import Outcome
from marketplace.payments.models import Payment, PaymentState


def settle(purchase_id: int) -> Purchase:
    """Returns the purchase as it is afterwards: confirmed, released, or still waiting for the buyer."""
    purchase = Purchase.objects.select_related("payment").get(pk=purchase_id)
    payment = purchase.payment
    if payment is None or purchase.state == PurchaseState.CONFIRMED:
        return purchase
    outcome = _ask(purchase, payment)
    if outcome in (Outcome.PAID, Outcome.DUE):
        return _confirm(purchase_id, payment.pk, outcome)
    if outcome == Outcome.CLOSED:
        return _release(purchase_id, payment.pk)
    if outcome == Outcome.DECLINED and payment.state == PaymentState.STARTED:
        payments.move_payment(payment.pk, PaymentState.DECLINED)
    return Purchase.objects.select_related("payment").get(pk=purchase_id)


def give_up(purchase_id: int) -> Purchase:
    """The buyer does not want to pay any more: close the payment, and free what was reserved once it is closed."""
    purchase = Purchase.objects.select_related("payment").get(pk=purchase_id)
    payment = purchase.payment
    if purchase.state != PurchaseState.RESERVED or payment is None:
        return settle(purchase_id)
    gateway = gateway_named(payment.gateway)
    closed = gateway.close(payment)
    if gateway.at_once and closed == Outcome.CLOSED:  # asked how it stands, it would say the same as ever: to be placed
        return _release(purchase_id, payment.pk)
    return settle(purchase_id)


def pay_at_pickup_instead(purchase_id: int) -> Purchase:
    """A declined or unfinished card: keep what was reserved and pay in hand. A payment that went through meanwhile stands."""
    purchase = Purchase.objects.select_related("payment").get(pk=purchase_id)
    payment = purchase.payment
    if purchase.state != PurchaseState.RESERVED or payment is None:
        return purchase
    gateway = gateway_named(payment.gateway)
    if not gateway.at_once and gateway.close(payment) == Outcome.CLOSED:
        _change_to_pickup(purchase_id, payment)
    return settle(purchase_id)


@transaction.atomic
def _change_to_pickup(purchase_id: int, card: Payment) -> None:
    locked = locked_purchase(purchase_id)
    if locked.state != PurchaseState.RESERVED or locked.payment_id != card.pk:
        return
    locked.payment = Payment.objects.create(
        gateway="pickup",
        reference=locked.public_id,
        amount_minor=card.amount_minor,
        currency=card.currency,
        idempotency_key=f"pickup-{locked.public_id}",
    )
    locked.save(update_fields=["payment"])
    payments.move_payment(card.pk, PaymentState.EXPIRED)
    _confirm(purchase_id, locked.payment.pk, Outcome.DUE)


def _ask(purchase: Purchase, payment: Payment) -> Outcome:
    gateway = gateway_named(payment.gateway)
    outcome = gateway.outcome(payment)
    is_late = purchase.reserved_until is not None and purchase.reserved_until <= timezone.now()
    if outcome in (Outcome.OPEN, Outcome.DECLINED) and is_late:
        return gateway.close(payment)
    return outcome


@transaction.atomic
def _confirm(purchase_id: int, payment_id: int, outcome: Outcome) -> Purchase:
    """`payment_id`: the payment that was asked about; where another stands by now, this answer is no longer the matter."""
    purchase = locked_purchase(purchase_id)
    payment = purchase.payment
    if payment is None or payment.pk != payment_id or purchase.state == PurchaseState.CONFIRMED:
        return purchase
    if payment.state == PaymentState.REFUNDED:
        return purchase
    if purchase.state == PurchaseState.RELEASED and not _reserve_again(purchase):
        return _pay_back(purchase, payment)
    paid = PaymentState.PAID if outcome == Outcome.PAID else PaymentState.DUE
    if payment.state == PaymentState.DECLINED:
        payments.move_payment(payment.pk, PaymentState.STARTED)
    purchase.payment = payments.move_payment(payment.pk, paid)
    move_purchase(purchase, PurchaseState.CONFIRMED)
    record_purchase(purchase, place_pending(purchase))
    notify(purchase, "order_placed")
    return purchase


@transaction.atomic
def _release(purchase_id: int, payment_id: int) -> Purchase:
    """Nobody will pay: what was reserved is for sale again, and the buyer hears of it."""
    purchase = locked_purchase(purchase_id)
    if purchase.state != PurchaseState.RESERVED or purchase.payment_id != payment_id:
        return purchase
    move_purchase(purchase, PurchaseState.RELEASED)
    if purchase.payment is not None and purchase.payment.state != PaymentState.EXPIRED:
        purchase.payment = payments.move_payment(purchase.payment.pk, PaymentState.EXPIRED)
    give_back(_demands(purchase))
    notify(purchase, "order_not_placed")
    return purchase


def _demands(purchase: Purchase) -> list[Demand]:
    lines = Line.objects.filter(order__purchase=purchase, variant__isnull=False).select_related("variant__stock")
    return [Demand(line.variant, line.quantity) for line in lines if line.variant is not None]


def _reserve_again(purchase: Purchase) -> bool:
    """A payment came after its reservation ran out: take the goods again if they are still there and can be packed."""
    if purchase.orders.filter(cutoff__lte=timezone.now()).exists():
        return False
    try:
        with transaction.atomic():  # `take` undoes what it took by ending its caller's transaction
            take(_demands(purchase))
    except SoldOut:
        return False
    move_purchase(purchase, PurchaseState.RESERVED)
    return True


def _pay_back(purchase: Purchase, payment: Payment) -> Purchase:
    if payment.state == PaymentState.EXPIRED:
        payments.move_payment(payment.pk, PaymentState.PAID)
        payments.give_back(payment=payment, amount=payment.amount_minor, key=f"late-{purchase.public_id}")
        payments.move_payment(payment.pk, PaymentState.REFUNDED)
        record_paid_too_late(purchase, payment.amount_minor)
        notify(purchase, "order_paid_too_late")
    return purchase


@handler("purchase.settle")
def _settle_task(payload: dict[str, object]) -> None:
    purchase = settle(int(str(payload["purchase"])))
    if purchase.state == PurchaseState.RESERVED:
        # The card's side has not closed it yet: look again soon.
        later = timezone.now() + timedelta(minutes=5)
        enqueue("purchase.settle", dict(payload), due=later)
