"""What a co-op asks of other co-ops for its goods. The public price stands on the variant."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative
from ground.ids import public_id
from marketplace.catalog.models import Variant
from marketplace.money import MAX_AMOUNT, WHOLE
from marketplace.pricing.resolve import Audience


class OfferTo(models.TextChoices):
    NETWORK = Audience.NETWORK.value, _("All network co-ops")
    AGREEMENT = Audience.AGREEMENT.value, _("One co-op")


class PriceOffer(models.Model):
    """A price below the public one: percent off (basis points), or a fixed price (minor units of the variant).

    Without `variant` it holds for all that the seller lists. It holds from `starts` through `ends`, both included.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    seller = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="price_offers")
    audience = models.CharField(_("who gets it"), max_length=10, choices=OfferTo.choices)
    buyer = models.ForeignKey(
        Cooperative, null=True, blank=True, on_delete=models.CASCADE, related_name="price_agreements"
    )
    variant = models.ForeignKey(Variant, null=True, blank=True, on_delete=models.CASCADE, related_name="price_offers")
    percent_off_bp = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(WHOLE - 1)]
    )
    price_minor = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MAX_AMOUNT)]
    )
    min_quantity = models.PositiveIntegerField(_("from how many on"), default=1, validators=[MinValueValidator(1)])
    starts = models.DateField(_("first day"), default=timezone.localdate)
    ends = models.DateField(_("last day"), null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("price for co-ops")
        verbose_name_plural = _("prices for co-ops")
        indexes = [models.Index(fields=["seller", "audience", "starts"], name="price_offer_seller_audience")]
        constraints = [
            models.CheckConstraint(
                name="price_offer_percent_or_price",
                condition=Q(percent_off_bp__isnull=True) ^ Q(price_minor__isnull=True),
            ),
            models.CheckConstraint(
                name="price_offer_percent_in_bounds",
                condition=Q(percent_off_bp__isnull=True) | Q(percent_off_bp__gte=1, percent_off_bp__lt=WHOLE),
            ),
            models.CheckConstraint(
                name="price_offer_price_in_bounds",
                condition=Q(price_minor__isnull=True) | Q(price_minor__gte=1, price_minor__lte=MAX_AMOUNT),
            ),
            models.CheckConstraint(
                name="price_offer_price_names_variant", condition=Q(price_minor__isnull=True) | Q(variant__isnull=False)
            ),
            models.CheckConstraint(
                name="price_offer_agreement_names_buyer",
                condition=Q(audience="agreement", buyer__isnull=False) | Q(audience="network", buyer__isnull=True),
            ),
            models.CheckConstraint(
                name="price_offer_not_to_oneself", condition=Q(buyer__isnull=True) | ~Q(buyer=F("seller"))
            ),
            models.CheckConstraint(name="price_offer_for_something", condition=Q(min_quantity__gte=1)),
            models.CheckConstraint(
                name="price_offer_starts_before_it_ends", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.get_audience_display()}"
