"""The demonstration card: a plainly marked stand-in for a card company, on this site, without money.

Its page lets one succeed, be declined, or go away and never come back. `DemonstrationCharge` is its memory.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.payments.gateways.base import Outcome, Started
from marketplace.payments.models import DemonstrationCharge, Payment

Charge = DemonstrationCharge.Outcome
_OUTCOMES = {
    Charge.OPEN: Outcome.OPEN,
    Charge.PAID: Outcome.PAID,
    Charge.DECLINED: Outcome.DECLINED,
    Charge.CLOSED: Outcome.CLOSED,
}


class DemonstrationCard:
    code = "demonstration"
    at_once: Outcome | None = None
    name = _("Demonstration card")
    help = _("A stand-in for a card. No money moves.")

    def start(self, payment: Payment) -> Started:
        DemonstrationCharge.objects.get_or_create(payment=payment)
        return Started(
            outside_id=f"demo-{payment.public_id}", url=reverse("demonstration_card", args=[payment.public_id])
        )

    def outcome(self, payment: Payment) -> Outcome:
        charge = DemonstrationCharge.objects.filter(payment=payment).first()
        return _OUTCOMES[Charge(charge.outcome)] if charge else Outcome.OPEN

    def close(self, payment: Payment) -> Outcome:
        still_open = DemonstrationCharge.objects.filter(payment=payment).exclude(outcome=Charge.PAID)
        still_open.update(outcome=Charge.CLOSED)
        return self.outcome(payment)

    def refund(self, payment: Payment, amount: int, key: str) -> None:
        with transaction.atomic():
            charge = DemonstrationCharge.objects.select_for_update().get(payment=payment)
            if key not in charge.refund_keys:
                charge.refund_keys = [*charge.refund_keys, key]
                charge.refunded_minor += amount
                charge.save(update_fields=["refund_keys", "refunded_minor"])


def choose(payment: Payment, outcome: str) -> bool:
    """The visitor's choice on the card's page. False once the card's side has closed the matter; a declined card may try again."""
    changeable = DemonstrationCharge.objects.filter(payment=payment, outcome__in=[Charge.OPEN, Charge.DECLINED])
    return changeable.update(outcome=Charge(outcome)) == 1
