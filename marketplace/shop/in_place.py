"""A change of the basket, answered with the pieces of the page that it changes: what htmx asks for.

`plainly` has the same three answers as pages. docs/decisions/htmx.md says where this is used and why.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from directory.coops.acting import buyer_of
from ground.texts import said
from marketplace.catalog.models import Variant
from marketplace.catalog.selectors import shown_listing
from marketplace.shop import listing as listing_page
from marketplace.shop.plainly import UNPROCESSABLE, typed, wants_to_order
from marketplace.shop.receipt import Change, Put, private, receipt_of


def is_asked(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def added(request: HttpRequest, put: Put) -> HttpResponse:
    """The strip and the number in the header: no price, nothing of the page around it, no query of its own."""
    if wants_to_order(request):
        return private(HttpResponse(headers={"HX-Redirect": reverse("checkout")}), put.cart, put.held.things)
    told = {"title": said(put.variant.listing, "title"), "held": put.held}
    return private(HttpResponse(get_template("shop/added.html").render(told)), put.cart, put.held.things)


def refused(request: HttpRequest, variant: Variant, wrong: str) -> HttpResponse:
    """Beside the field, with what was typed; a card has no field, there it stands below the button."""
    found = shown_listing(variant.listing.public_id) if "quantity" in request.POST else None
    if found is None:
        said_there = format_html('<p class="error" role="alert">{}</p>', wrong)
        return _unprocessable(said_there, target="this", swap="beforeend")
    buyer, token = buyer_of(request), get_token(request)
    offer = listing_page.offer(found, buyer, typed(request, variant), wrong, token)
    return _unprocessable(offer, target="#offer", swap="innerHTML")


def _unprocessable(told: str, *, target: str, swap: str) -> HttpResponse:
    headers = {"HX-Retarget": target, "HX-Reswap": swap, "Cache-Control": "private, no-store"}
    return HttpResponse(told, status=UNPROCESSABLE, headers=headers)


def changed(request: HttpRequest, change: Change) -> HttpResponse:
    """The whole receipt: one amount can move every sum on it."""
    receipt = receipt_of(request, change)
    told = {**receipt, "spoken": _spoken(change, receipt)}
    response = render(request, "shop/basket_changed.html", told, status=UNPROCESSABLE if change.wrong else 200)
    return private(response, change.cart, receipt["holds"])


def _spoken(change: Change, receipt: dict[str, Any]) -> str:
    """For who does not see the sums change."""
    out = [_("%(thing)s: taken out.") % {"thing": said(line.variant.listing, "title").text} for line in change.out]
    left = _("To pay: %(total)s.") % receipt["whole"] if receipt["holds"] else _("Your basket is empty.")
    return " ".join([*out, left])


@require_safe
@vary_on_headers("HX-Request")
def basket_strip(request: HttpRequest) -> HttpResponse:
    """The number of things for a page that comes back from the browser's own store. Nothing is read from the database."""
    if not is_asked(request):
        return redirect("basket")
    response = render(request, "shop/strip_again.html")
    response.headers["Cache-Control"] = "private, no-store"
    return response
