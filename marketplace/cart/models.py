"""A cart with many sellers. It belongs to a person, to a co-op one buys for, or to a browser without an account."""

from django.conf import settings
from django.db import models

from directory.coops.models import Cooperative
from ground.ids import public_id
from marketplace.catalog.models import Variant


class Cart(models.Model):
    """`public_id` stands in a signed cookie for a browser without an account."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="carts"
    )
    coop = models.ForeignKey(Cooperative, null=True, blank=True, on_delete=models.CASCADE, related_name="carts")
    last_add = models.CharField(max_length=64, blank=True, help_text="Which press of a button put the last thing in.")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], name="cart_one_a_person", condition=models.Q(coop__isnull=True)),
            models.UniqueConstraint(
                fields=["user", "coop"], name="cart_one_a_person_and_coop", condition=models.Q(coop__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["changed"], name="cart_changed")]

    def __str__(self) -> str:
        return self.public_id


class CartLine(models.Model):
    """`seen_minor` is the unit price the buyer last saw: a change since is shown and must be confirmed."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_minor = models.PositiveIntegerField()
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_line_once"),
            models.CheckConstraint(
                name="cart_line_quantity_within_reason", condition=models.Q(quantity__gte=1, quantity__lte=999)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant}"
