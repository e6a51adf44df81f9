"""One payment for one purchase, by a gateway. It knows the purchase only by its public reference."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ground.ids import public_id


class PaymentState(models.TextChoices):
    """`DUE` is paid in person when the goods are handed over; `STARTED` waits for the buyer at the gateway."""

    STARTED = "started", _("Waiting for the payment")
    DUE = "due", _("To pay at pickup")
    PAID = "paid", _("Paid")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Ran out")
    REFUNDED = "refunded", _("Given back")


PAYMENT_TRANSITIONS: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.STARTED: frozenset({PaymentState.DUE, PaymentState.PAID, PaymentState.DECLINED, PaymentState.EXPIRED}),
    PaymentState.DUE: frozenset({PaymentState.PAID, PaymentState.EXPIRED}),
    PaymentState.PAID: frozenset({PaymentState.REFUNDED}),
    PaymentState.DECLINED: frozenset({PaymentState.STARTED, PaymentState.EXPIRED}),
    PaymentState.EXPIRED: frozenset({PaymentState.PAID}),  # a payment that came too late: reserved again or refunded
    PaymentState.REFUNDED: frozenset(),
}


class Payment(models.Model):
    """`amount_minor` is what the buyer pays, tax included, in cents of `currency`."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    gateway = models.CharField(max_length=20)
    reference = models.CharField(max_length=16, db_index=True, help_text=_("Public id of the purchase."))
    state = models.CharField(max_length=10, choices=PaymentState.choices, default=PaymentState.STARTED)
    amount_minor = models.PositiveIntegerField()
    refunded_minor = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    idempotency_key = models.CharField(max_length=64, unique=True)
    outside_id = models.CharField(max_length=120, blank=True, help_text=_("The gateway's own name for it."))
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_refund_not_above_amount",
                condition=models.Q(refunded_minor__lte=models.F("amount_minor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.public_id}"


class DemonstrationCharge(models.Model):
    """What the demonstration card's side remembers: it plays the outside provider, so nothing else writes here."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Nothing chosen yet")
        PAID = "paid", _("Paid")
        DECLINED = "declined", _("Declined")
        CLOSED = "closed", _("Closed")

    payment = models.OneToOneField(Payment, on_delete=models.CASCADE, related_name="demonstration")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    refunded_minor = models.PositiveIntegerField(default=0)
    refund_keys = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.payment} · {self.outcome}"
