"""How a co-op sets its prices for other co-ops. What an order line paid is kept with the line and changes no more."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative
from marketplace.catalog.models import Variant
from marketplace.pricing.models import OfferTo, PriceOffer


@transaction.atomic
def make_offer(
    *,
    seller: Cooperative,
    buyer: Cooperative | None = None,
    variant: Variant | None = None,
    percent_off_bp: int | None = None,
    price_minor: int | None = None,
    min_quantity: int = 1,
    starts: date | None = None,
    ends: date | None = None,
) -> PriceOffer:
    """An offer to one co-op, or without `buyer` to all network co-ops; on one variant, or on all that the seller lists.

    Either `percent_off_bp` (1 to 9,999) or, for a variant, `price_minor`. Raises ValidationError with plain messages.
    """
    if variant is not None and variant.listing.coop_id != seller.pk:
        raise ValidationError(_("You can only set prices for what your co-op lists."))
    if (percent_off_bp is None) == (price_minor is None):
        raise ValidationError(_("Give either a percent off or a price."))
    if price_minor is not None and variant is None:
        raise ValidationError(_("A fixed price needs the one thing it is for."))
    if buyer is not None and buyer.pk == seller.pk:
        raise ValidationError(_("Choose another co-op than your own."))
    offer = PriceOffer(
        seller=seller,
        buyer=buyer,
        variant=variant,
        audience=OfferTo.AGREEMENT if buyer else OfferTo.NETWORK,
        percent_off_bp=percent_off_bp,
        price_minor=price_minor,
        min_quantity=min_quantity,
        starts=starts or timezone.localdate(),
        ends=ends,
    )
    if offer.ends is not None and offer.ends < offer.starts:
        raise ValidationError(_("The last day cannot come before the first day."))
    offer.full_clean()
    offer.save()
    return offer


@transaction.atomic
def end_offer(*, offer: PriceOffer, first_day_without: date | None = None) -> None:
    """The offer holds no more from that day on; from today without one. One that had not begun by then is deleted."""
    day = first_day_without or timezone.localdate()
    if offer.starts >= day:
        offer.delete()
        return
    offer.ends = min(offer.ends or day, day - timedelta(days=1))
    offer.save(update_fields=["ends"])


@transaction.atomic
def set_network_discount(*, seller: Cooperative, percent_off_bp: int) -> PriceOffer | None:
    """From today on every network co-op gets this much off all that the seller lists; 0 ends it. Harmless to repeat."""
    today = timezone.localdate()
    general = PriceOffer.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today),
        seller=seller,
        audience=OfferTo.NETWORK,
        variant__isnull=True,
        min_quantity=1,
    )
    kept = None
    for offer in general:
        if kept is None and (offer.percent_off_bp, offer.ends) == (percent_off_bp, None) and offer.starts <= today:
            kept = offer
        else:
            end_offer(offer=offer, first_day_without=today)
    return kept or (make_offer(seller=seller, percent_off_bp=percent_off_bp) if percent_off_bp else None)
