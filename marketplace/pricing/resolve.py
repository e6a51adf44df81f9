"""From a public price and the offers a seller makes, one price and the reason for it. Pure: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from marketplace.money import format_share, share

LEAST = 1  # no discount makes a thing free


class Audience(StrEnum):
    NETWORK = "network"  # every member co-op
    AGREEMENT = "agreement"  # one co-op


@dataclass(frozen=True)
class PriceBuyer:
    """Who asks for a price. A resident is neither: `PriceBuyer()`. `coop_id` is the database id of the buying co-op."""

    coop_id: int | None = None
    is_network: bool = False


@dataclass(frozen=True)
class Offer:
    """An offer that holds today: `percent_off_bp` off the public price, or a `price` of its own in minor units.

    `seller` is the selling co-op's name, as the reason says it.
    """

    audience: Audience
    seller: str = ""
    buyer_id: int | None = None
    percent_off_bp: int = 0
    price: int | None = None
    min_quantity: int = 1

    def is_for(self, buyer: PriceBuyer) -> bool:
        if self.audience is Audience.NETWORK:
            return buyer.is_network
        return buyer.coop_id is not None and buyer.coop_id == self.buyer_id

    def price_from(self, public_price: int) -> int:
        if self.price is not None:
            return self.price
        return max(LEAST, public_price - share(public_price, self.percent_off_bp))


@dataclass(frozen=True)
class Reason:
    """Why a price is below the public one. `code` and `percent_bp` are kept with an order line; `label` is for people.

    Codes: "network", "agreement", "quantity". `percent_bp` is 0 for a price of its own.
    """

    code: str
    percent_bp: int = 0
    seller: str = ""
    quantity: int = 1

    @property
    def label(self) -> str:
        """In the language of the moment: "Network co-op price: 10 % off". Empty for a code we do not know."""
        said = {"percent": format_share(self.percent_bp), "seller": self.seller, "quantity": self.quantity}
        if self.code == "quantity":
            return _("For %(quantity)s or more") % said
        if self.code == "network":
            return (_("Network co-op price: %(percent)s off") if self.percent_bp else _("Network co-op price")) % said
        if self.code == "agreement" and self.percent_bp:
            return _("Your agreement with %(seller)s: %(percent)s off") % said
        return _("Your agreement with %(seller)s") % said if self.code == "agreement" else ""


@dataclass(frozen=True)
class PriceDecision:
    """The price of one unit before tax, in minor units. At the public price there are no reasons."""

    unit_price: int
    public_price: int
    reasons: tuple[Reason, ...] = ()

    @property
    def saved(self) -> int:
        return self.public_price - self.unit_price


def resolve(*, public_price: int, quantity: int, buyer: PriceBuyer, offers: Iterable[Offer]) -> PriceDecision:
    """The best price for the buyer, never above the public one; of equal offers the first one gives the reason."""
    usable = [offer for offer in offers if offer.is_for(buyer) and quantity >= offer.min_quantity]
    best = min(usable, key=lambda offer: offer.price_from(public_price), default=None)
    if best is None or best.price_from(public_price) >= public_price:
        return PriceDecision(public_price, public_price)
    return PriceDecision(best.price_from(public_price), public_price, _reasons(best))


def _reasons(offer: Offer) -> tuple[Reason, ...]:
    percent = offer.percent_off_bp if offer.price is None else 0
    first = Reason(offer.audience.value, percent_bp=percent, seller=offer.seller)
    return (first, Reason("quantity", quantity=offer.min_quantity)) if offer.min_quantity > 1 else (first,)
