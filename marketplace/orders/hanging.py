"""What of the marketplace hangs on a co-op. Goods and prices go with it to another entry; orders are of the one that took them."""

from typing import Any

from django.utils.translation import gettext_lazy

from directory import findable
from directory.coops.hanging import Hanging, register
from marketplace.cart.models import Cart
from marketplace.catalog.models import Listing, Stock
from marketplace.catalog.stock import FINDABLE
from marketplace.fulfilment.models import PickupPlace, WindowRule
from marketplace.orders.models import Order, Purchase
from marketplace.pricing.models import PriceOffer


def _found_anew(keys: list[Any]) -> None:
    findable.changed_many(FINDABLE, keys)


register(
    Hanging(Order, "coop", binds=True, stays=True, said=gettext_lazy("orders")),
    Hanging(Purchase, "buying_coop", binds=True, stays=True, said=gettext_lazy("purchases")),
    Hanging(Listing, "coop", moved=_found_anew, carries=True, said=gettext_lazy("goods")),
    Hanging(Stock, "coop", carries=True),
    Hanging(PickupPlace, "coop", carries=True),
    Hanging(WindowRule, "coop"),
    Hanging(Cart, "coop", once_a="user"),
    Hanging(PriceOffer, "seller", other="buyer"),
    Hanging(PriceOffer, "buyer", other="seller"),
)
