"""What the shop shows on pages of lower packages: a co-op's goods, a person's orders."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from directory.coops.acting import buyer_of
from directory.coops.models import State as CoopState
from directory.people.models import User
from marketplace.catalog.cards import rendered_cards
from marketplace.catalog.selectors import for_cards
from marketplace.money import format_amount
from marketplace.orders.selectors import purchases_of_person
from marketplace.shop.network import with_network_prices
from marketplace.shop.paying import ticket_path

_GOODS, _ORDERS = 8, 10


def coop_goods(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    """A few goods of the co-op and the way to all of them; nothing where it sells nothing."""
    coop = arguments["coop"]
    if request is None or coop.state != CoopState.LISTED:
        return ""
    listings, buyer = for_cards().filter(coop_id=coop.pk)[: _GOODS + 1], buyer_of(request)
    if buyer.coop is not None:
        cards: list[Any] = list(with_network_prices(request, list(listings), buyer, for_day=""))
    else:
        cards = list(rendered_cards(listings, token=get_token(request)))
    if not cards:
        return ""
    context = {"coop": coop, "cards": cards[:_GOODS], "has_more": len(cards) > _GOODS}
    return render_to_string("shop/coop_goods.html", context, request)


def my_orders(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    """The person's own orders, newest first; nothing for somebody who never ordered."""
    person = request.user if request is not None else None
    if not isinstance(person, User):
        return ""
    purchases = [
        {
            "code": purchase.code,
            "url": ticket_path(purchase),
            "created": purchase.created,
            "total": format_amount(purchase.total_minor, purchase.currency),
            "state": purchase.get_state_display(),
            "coops": [order.coop.name for order in purchase.orders.all()],
            "states": sorted({str(order.get_state_display()) for order in purchase.orders.all()}),
        }
        for purchase in purchases_of_person(person)[:_ORDERS]
    ]
    return render_to_string("shop/my_orders.html", {"purchases": purchases}, request)
