"""A change of the basket, answered with a page. `in_place` has the same three answers for htmx."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ground.texts import said
from marketplace.catalog.models import Variant
from marketplace.catalog.selectors import shown_listing
from marketplace.shop import listing as listing_page
from marketplace.shop.receipt import Change, Put, private, receipt_of

UNPROCESSABLE = 422


def page(request: HttpRequest, change: Change) -> HttpResponse:
    receipt = receipt_of(request, change)
    response = render(request, "shop/basket.html", receipt, status=UNPROCESSABLE if change.wrong else 200)
    return private(response, change.cart, receipt["holds"])


def added(request: HttpRequest, put: Put) -> HttpResponse:
    if wants_to_order(request):
        return private(redirect("checkout"), put.cart, put.held.things)
    title = said(put.variant.listing, "title").text
    messages.success(request, _("In your basket: %(thing)s.") % {"thing": title})
    response = redirect("basket" if "quantity" in request.POST else _where_from(request))
    return private(response, put.cart, put.held.things)


def wants_to_order(request: HttpRequest) -> bool:
    """Who came for this one thing goes on to the checkout, which shows all that is in the basket."""
    return request.POST.get("then") == "order"


def _where_from(request: HttpRequest) -> str:
    came = request.headers.get("referer", "")
    here = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return came if came and here else reverse("market")


def refused(request: HttpRequest, variant: Variant, wrong: str) -> HttpResponse:
    found = shown_listing(variant.listing.public_id)
    if found is None:
        messages.error(request, wrong)
        return redirect("market")
    return listing_page.show(request, found, typed(request, variant), wrong=wrong, status=UNPROCESSABLE)


def typed(request: HttpRequest, variant: Variant) -> dict[str, str]:
    return {"variant": variant.public_id, "quantity": request.POST.get("quantity", "1")}


def changed(request: HttpRequest, change: Change) -> HttpResponse:
    if change.wrong:
        return page(request, change)
    for line in change.out:
        messages.info(request, _("%(thing)s: taken out.") % {"thing": said(line.variant.listing, "title").text})
    return redirect("basket")
