"""Changes to a payment. The gateway is asked outside any transaction; what it said is written down here."""

from django.db import transaction

from ground.outbox import Payload, enqueue, handler
from marketplace.payments.gateways import gateway_named
from marketplace.payments.gateways.base import Outcome
from marketplace.payments.models import PAYMENT_TRANSITIONS, Payment, PaymentState


class IllegalStep(Exception):
    """A state cannot follow another. Nothing has changed."""


_AT_ONCE = {None: PaymentState.STARTED, Outcome.DUE: PaymentState.DUE, Outcome.PAID: PaymentState.PAID}


def begin_payment(payment: Payment, at_once: Outcome | None) -> None:
    """The first state of a payment that is being written: what its gateway says of it `at_once`, or else started."""
    payment.state = _AT_ONCE[at_once]


def move_payment(payment_id: int, to: PaymentState) -> Payment:
    """The one door for a payment's state; the same state again changes nothing. Raises IllegalStep."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update().get(pk=payment_id)
        was = PaymentState(payment.state)
        if was == to:
            return payment
        if to not in PAYMENT_TRANSITIONS[was]:
            raise IllegalStep(f"A payment that is {was} cannot become {to}.")
        payment.state = to
        payment.save(update_fields=["state", "changed"])
        return payment


def give_back(*, payment: Payment, amount: int, key: str) -> None:
    """Note a refund of `amount` minor units and let the worker ask the gateway for it. Call inside a transaction.

    Of a payment that is still due there is so much less to pay, and nobody is asked. Raises IllegalStep above what was
    paid.
    """
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if amount > locked.amount_minor - locked.refunded_minor:
        raise IllegalStep("More cannot be given back than was paid.")
    locked.refunded_minor += amount
    locked.save(update_fields=["refunded_minor", "changed"])
    if locked.state == PaymentState.DUE:
        return
    if locked.refunded_minor == locked.amount_minor:
        move_payment(locked.pk, PaymentState.REFUNDED)
    enqueue("payment.refund", {"payment": payment.pk, "amount": amount, "key": key}, key=f"refund:{key}")


@handler("payment.refund")
def _refund(payload: Payload) -> None:
    payment = Payment.objects.get(pk=payload["payment"])
    gateway_named(payment.gateway).refund(payment, payload["amount"], payload["key"])
