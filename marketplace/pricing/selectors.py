"""What things cost for whom. A network price is asked for by a member co-op, or by the seller about its own goods."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from directory.coops.acting import Buyer
from directory.coops.models import Cooperative
from marketplace.catalog.models import Variant
from marketplace.pricing.models import PriceOffer
from marketplace.pricing.resolve import Audience, Offer, PriceBuyer, PriceDecision, resolve


def prices_for(
    wanted: Iterable[tuple[Variant, int]], buyer: Buyer, *, on: date | None = None
) -> dict[int, PriceDecision]:
    """The price of each variant (by its id) at that quantity, on that day; today without one.

    One query for any number of variants, and none for somebody who does not buy for a co-op. Each variant needs its
    `listing` loaded, and stands in `wanted` once.
    """
    coop = buyer.coop
    asking = PriceBuyer(coop.pk, coop.is_network_member) if coop else PriceBuyer()
    return _decide(list(wanted), asking, on or timezone.localdate())


def network_prices(variants: Iterable[Variant], *, on: date | None = None) -> dict[int, PriceDecision]:
    """What a member co-op pays for one of each: for the seller's own desk, never for a page that others read."""
    return _decide([(variant, 1) for variant in variants], PriceBuyer(is_network=True), on or timezone.localdate())


def offers_of(seller: Cooperative, *, on: date | None = None) -> "QuerySet[PriceOffer]":
    """A co-op's offers that hold on that day or will later, for its desk."""
    day = on or timezone.localdate()
    return PriceOffer.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), seller=seller).select_related(
        "buyer", "variant__listing"
    )


def _decide(wanted: Sequence[tuple[Variant, int]], buyer: PriceBuyer, on: date) -> dict[int, PriceDecision]:
    offers = _offers([variant for variant, _quantity in wanted], buyer, on)
    return {
        variant.pk: resolve(
            public_price=variant.price_minor,
            quantity=quantity,
            buyer=buyer,
            offers=[
                *offers.get((variant.listing.coop_id, variant.pk), ()),
                *offers.get((variant.listing.coop_id, None), ()),
            ],
        )
        for variant, quantity in wanted
    }


def _offers(variants: Sequence[Variant], buyer: PriceBuyer, on: date) -> dict[tuple[int, int | None], list[Offer]]:
    """Offers to the buyer by seller and variant; under the variant None those for all that a seller lists."""
    if not variants or buyer == PriceBuyer():
        return {}
    to_buyer = Q(audience=Audience.AGREEMENT.value, buyer_id=buyer.coop_id)
    if buyer.is_network:
        to_buyer |= Q(audience=Audience.NETWORK.value)
    rows = PriceOffer.objects.filter(
        to_buyer,
        Q(variant__isnull=True) | Q(variant__in=[variant.pk for variant in variants]),
        Q(ends__isnull=True) | Q(ends__gte=on),
        seller__in={variant.listing.coop_id for variant in variants},
        starts__lte=on,
    )
    found: dict[tuple[int, int | None], list[Offer]] = {}
    for row in rows.select_related("seller").only(*_NEEDED):
        found.setdefault((row.seller_id, row.variant_id), []).append(_offer(row))
    return found


_NEEDED = ("seller__name", "audience", "buyer_id", "variant_id", "percent_off_bp", "price_minor", "min_quantity")


def _offer(row: PriceOffer) -> Offer:
    return Offer(
        audience=Audience(row.audience),
        seller=row.seller.name,
        buyer_id=row.buyer_id,
        percent_off_bp=row.percent_off_bp or 0,
        price=row.price_minor,
        min_quantity=row.min_quantity,
    )
