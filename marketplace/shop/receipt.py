"""What stands in the basket right now: for its page, and for the pieces of the page that change in place."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from directory.coops.acting import Buyer
from ground.texts import said
from marketplace.cart.models import Cart, CartLine
from marketplace.cart.quote import quote
from marketplace.cart.services import Held
from marketplace.catalog.models import Variant
from marketplace.fulfilment.shown import windows_shown
from marketplace.orders.models import Purchase, PurchaseState
from marketplace.shop.basket_cookie import last_order_id, remember
from marketplace.shop.paying import ticket_path
from marketplace.shop.sums import parts_of, whole_of


@dataclass(frozen=True)
class Put:
    """Something was put into a cart, which holds so much since."""

    cart: Cart
    variant: Variant
    held: Held


@dataclass(frozen=True)
class Change:
    """What a request made of a cart. `typed` and `wrong` are as `parts_of` takes them; `out` are the lines taken out."""

    cart: Cart | None
    buyer: Buyer
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    out: list[CartLine] = field(default_factory=list)


def receipt_of(request: HttpRequest, change: Change) -> dict[str, Any]:
    """Few queries, whatever the number of lines."""
    now = quote(change.cart, change.buyer, find_windows=windows_shown)
    parts = parts_of(now, change.typed, change.wrong)
    for line in change.out:
        _leave_a_way_back(parts, line)
    return {
        "parts": parts,
        "order_by": next((part["order_by"] for part in parts if part["order_by"]), ""),
        "whole": whole_of(now),
        "holds": now.count,
        "wrong": change.wrong,
        "troubled": bool(now.troubles),
        "buying_for": change.buyer.coop,
        "last": None if now.parts else _last_order(request, change.buyer),
    }


def _leave_a_way_back(parts: list[dict[str, Any]], line: CartLine) -> None:
    """Where a line stood it can be put back, until the next change."""
    coop = line.variant.listing.coop
    part = next((part for part in parts if part["coop"].pk == coop.pk), None)
    if part is None:
        part = {"coop": coop, "lines": [], "reaches": "", "order_by": ""}
        parts.append(part)
        parts.sort(key=lambda part: part["coop"].name)
    title = said(line.variant.listing, "title")
    part["lines"].append({"row": line.pk, "taken_out": line.quantity, "id": line.variant.public_id, "title": title})
    part["lines"].sort(key=lambda line: line["row"])


def _last_order(request: HttpRequest, buyer: Buyer) -> dict[str, str] | None:
    """Who goes back after an order finds the basket empty: here is where its things are."""
    order_id = last_order_id(request, buyer)
    purchase = Purchase.objects.filter(public_id=order_id).order_by().first() if order_id else None
    if purchase is None or purchase.state == PurchaseState.RELEASED:
        return None
    waits = purchase.state == PurchaseState.RESERVED
    return {
        "said": _("Your order still waits for its payment.") if waits else _("You placed an order a moment ago."),
        "link": _("See the order %(code)s") % {"code": purchase.code},
        "url": ticket_path(purchase),
    }


def private(response: HttpResponse, cart: Cart | None, count: int) -> HttpResponse:
    """What one person's basket holds is kept by nobody else; the browser is told how much it is."""
    response.headers["Cache-Control"] = "private, no-store"
    remember(response, cart, count)
    return response
