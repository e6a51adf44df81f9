"""Pay at pickup: cash or whatever the co-op takes, into its own hand."""

from django.utils.translation import gettext_lazy as _

from marketplace.payments.gateways.base import Outcome, Started
from marketplace.payments.models import Payment


class PayAtPickup:
    code = "pickup"
    at_once: Outcome | None = Outcome.DUE
    name = _("Pay at pickup")
    help = _("Cash is fine. We can make change.")

    def start(self, payment: Payment) -> Started:
        return Started()

    def outcome(self, payment: Payment) -> Outcome:
        return Outcome.DUE

    def close(self, payment: Payment) -> Outcome:
        return Outcome.CLOSED

    def refund(self, payment: Payment, amount: int, key: str) -> None:
        """Nothing to send: what was paid in hand is given back in hand."""
