"""A purchase is what a buyer checks out once; each seller has one order of it; a line is one thing bought.

No state is assigned anywhere but in `marketplace.orders.states`.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative
from directory.people.models import Contact
from ground.ids import public_id
from ground.texts import Language
from marketplace.catalog.models import Unit, Variant
from marketplace.fulfilment.models import PickupPlace
from marketplace.payments.models import Payment
from marketplace.pricing.resolve import Reason
from marketplace.tax.classes import TaxClass


class PurchaseState(models.TextChoices):
    RESERVED = "reserved", _("Waiting for the payment")
    CONFIRMED = "confirmed", _("Placed")
    RELEASED = "released", _("Not placed")


class OrderState(models.TextChoices):
    """An order is `PENDING` while its purchase waits for the payment; the desk does not see it yet."""

    PENDING = "pending", _("Waiting for the payment")
    PLACED = "placed", _("New")
    ACCEPTED = "accepted", _("Accepted")
    READY = "ready", _("Ready")
    HANDED_OVER = "handed_over", _("Handed over")
    CANCELLED = "cancelled", _("Cancelled")


PURCHASE_TRANSITIONS: dict[PurchaseState, frozenset[PurchaseState]] = {
    PurchaseState.RESERVED: frozenset({PurchaseState.CONFIRMED, PurchaseState.RELEASED}),
    PurchaseState.RELEASED: frozenset({PurchaseState.RESERVED}),  # a late payment reserves again
    PurchaseState.CONFIRMED: frozenset(),
}
ORDER_TRANSITIONS: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PENDING: frozenset({OrderState.PLACED, OrderState.CANCELLED}),
    OrderState.PLACED: frozenset({OrderState.ACCEPTED, OrderState.CANCELLED}),
    OrderState.ACCEPTED: frozenset({OrderState.READY, OrderState.CANCELLED}),
    OrderState.READY: frozenset({OrderState.HANDED_OVER, OrderState.CANCELLED}),
    OrderState.HANDED_OVER: frozenset(),
    OrderState.CANCELLED: frozenset(),
}


# Placed, and not yet handed over or cancelled.
OPEN_STATES = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY)


class Purchase(models.Model):
    """`code` is said on the telephone; `token` in the link is secret. Sums in cents of `currency`, tax included."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    code = models.CharField(max_length=24, unique=True)
    token = models.CharField(max_length=43, unique=True)
    idempotency_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=PurchaseState.choices, default=PurchaseState.RESERVED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="purchases"
    )
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="purchases")
    buying_coop = models.ForeignKey(
        Cooperative, null=True, blank=True, on_delete=models.PROTECT, related_name="purchases"
    )
    payment = models.ForeignKey(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="purchases")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    goods_minor = models.PositiveIntegerField()
    tax_minor = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    reserved_until = models.DateTimeField(null=True, blank=True)
    confirmed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created", "-pk"]
        indexes = [
            models.Index(fields=["buying_coop", "-created"], name="purchase_buying_coop"),
            models.Index(fields=["state", "reserved_until"], name="purchase_reserved_until"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def total_minor(self) -> int:
        return self.goods_minor + self.tax_minor


class Order(models.Model):
    """One seller's part of a purchase, handed over at one place in one window (aware times, and the place's zone)."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="orders")
    coop = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=12, choices=OrderState.choices, default=OrderState.PENDING)
    place = models.ForeignKey(PickupPlace, on_delete=models.PROTECT, related_name="orders")
    window_starts = models.DateTimeField()
    window_ends = models.DateTimeField()
    cutoff = models.DateTimeField()
    zone = models.CharField(max_length=40)
    address = models.CharField(
        max_length=300, blank=True, help_text=_("Where the work is done, if they come to the buyer.")
    )
    goods_minor = models.PositiveIntegerField()
    tax_minor = models.PositiveIntegerField()
    contribution_minor = models.PositiveIntegerField(help_text=_("What the network keeps of the goods."))
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["window_starts", "pk"]
        constraints = [models.UniqueConstraint(fields=["purchase", "coop"], name="order_one_a_seller")]
        indexes = [models.Index(fields=["coop", "state", "window_starts"], name="order_coop_state_window")]

    def __str__(self) -> str:
        return f"{self.purchase.code} · {self.coop}"

    @property
    def total_minor(self) -> int:
        return self.goods_minor + self.tax_minor


class LineState(models.TextChoices):
    ACTIVE = "active", _("Ordered")
    CANCELLED = "cancelled", _("Cancelled")


class Line(models.Model):
    """A snapshot of what was bought at what price and tax; later changes of the listing do not touch it."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, null=True, on_delete=models.SET_NULL, related_name="+")
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    quantity = models.PositiveIntegerField()
    public_minor = models.PositiveIntegerField(help_text=_("Public price of one unit."))
    unit_minor = models.PositiveIntegerField(help_text=_("Price paid for one unit."))
    price_reason = models.CharField(max_length=40, blank=True)
    reason_percent_bp = models.PositiveIntegerField(default=0)
    tax_class = models.CharField(max_length=20, choices=TaxClass.choices)
    tax_jurisdiction = models.CharField(max_length=40)
    tax_rate_bp = models.PositiveIntegerField()
    tax_reason = models.CharField(max_length=60, blank=True)
    goods_minor = models.PositiveIntegerField()
    tax_minor = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=LineState.choices, default=LineState.ACTIVE)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="line_quantity_positive", condition=models.Q(quantity__gte=1)),
            models.CheckConstraint(
                name="line_goods_is_price_times_quantity",
                condition=models.Q(goods_minor=models.F("unit_minor") * models.F("quantity")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title_en}"

    def why(self, seller: str) -> str:
        """The reason for its price in the language of the moment; `seller` is the co-op's name. "" at the public price."""
        return Reason(self.price_reason, percent_bp=self.reason_percent_bp, seller=seller).label


class OrderEvent(models.Model):
    """History of an order: each change of state and each line taken out, by whom and why."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    was = models.CharField(max_length=12, choices=OrderState.choices, blank=True)
    became = models.CharField(max_length=12, choices=OrderState.choices)
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"
