"""Something for sale inside a text: today's public price and stock. No page of the cms knows of any other price."""

from dataclasses import dataclass
from typing import Any

from ground.drawings import file_of, stock_of
from marketplace.catalog.cards import offered, photo_of, stock_words
from marketplace.catalog.models import Listing, Unit, Variant
from marketplace.catalog.stock import left
from marketplace.money import format_amount, sellers_part


@dataclass(frozen=True)
class Offer:
    """Amounts are written out. `variant` is the one a button puts into the basket; None when there is nothing to buy."""

    variant: Variant | None
    price: str
    unit: str
    reaches: str
    left_words: str
    drawing: str
    stock: str
    photo: dict[str, Any] | None

    @property
    def sold_out(self) -> bool:
        return self.variant is None


def offer(listing: Listing) -> Offer:
    """`listing` comes from `catalog.selectors.for_sale`: its active variants and their stock are fetched with it."""
    variant = offered(listing)
    units = left(variant) if variant else 0
    price, reaches = _amounts(variant) if variant else ("", "")
    return Offer(
        variant=None if units == 0 else variant,
        price=price,
        unit=str(Unit(variant.unit).label) if variant else "",
        reaches=reaches,
        left_words=stock_words(units),
        drawing=file_of(listing.drawing),
        stock=stock_of(listing.drawing),
        photo=photo_of(listing.photo),
    )


def _amounts(variant: Variant) -> tuple[str, str]:
    """The public price of one unit, and what of it reaches the co-op."""
    minor = variant.price_minor
    reaches = sellers_part(minor)
    return format_amount(minor, variant.currency), format_amount(reaches, variant.currency)
