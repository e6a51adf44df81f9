"""The basket: one receipt, many co-ops. Each change is a plain form."""

import hashlib
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.coops.acting import Buyer, buyer_of
from ground.texts import said
from marketplace.cart import services
from marketplace.cart.models import Cart
from marketplace.cart.quote import quote
from marketplace.cart.services import QuantityRefused, cart_to_fill
from marketplace.catalog.models import Variant
from marketplace.catalog.selectors import shown_listing, variant_of
from marketplace.fulfilment.shown import windows_shown
from marketplace.orders.models import Purchase, PurchaseState
from marketplace.shop import listing as listing_page
from marketplace.shop.amounts import read_quantity, stepped
from marketplace.shop.basket_cookie import cart_for, guest_id, last_order_id, remember
from marketplace.shop.paying import ticket_path
from marketplace.shop.sums import parts_of, whole_of

_UNPROCESSABLE = 422


def basket(request: HttpRequest) -> HttpResponse:
    buyer = buyer_of(request)
    return _show(request, cart_for(request, buyer), buyer)


def _show(
    request: HttpRequest,
    cart: Cart | None,
    buyer: Buyer,
    *,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    now = quote(cart, buyer, find_windows=windows_shown)
    context = {
        "parts": parts_of(now, typed or {}, wrong or {}),
        "whole": whole_of(now),
        "wrong": wrong,
        "troubled": bool(now.troubles),
        "buying_for": buyer.coop,
        "last": None if now.parts else _last_order(request, buyer),
    }
    response = render(request, "shop/basket.html", context, status=_UNPROCESSABLE if wrong else 200)
    return _private(response, cart, now.count)


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


def _private(response: HttpResponse, cart: Cart | None, count: int) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    remember(response, cart, count)
    return response


@require_POST
def basket_add(request: HttpRequest) -> HttpResponse:
    """From a card (one, without asking) or from the page of a listing (with an amount, and its - and + buttons)."""
    variant = variant_of(request.POST.get("variant", ""))
    if variant is None:
        raise Http404
    if "step" in request.POST:
        return _stepped_on_its_page(request, variant)
    buyer = buyer_of(request)
    try:
        quantity = read_quantity(request.POST.get("quantity", "1"))
        if not variant.is_for_sale:
            raise QuantityRefused(_("This is no longer for sale."))
        cart = cart_to_fill(buyer, guest_id(request))
        count = services.add(cart=cart, variant=variant, quantity=quantity, buyer=buyer, press=_press(request, variant))
    except QuantityRefused as refusal:
        return _back_to_listing(request, variant, str(refusal))
    title = said(variant.listing, "title").text
    messages.success(request, _("In your basket: %(thing)s.") % {"thing": title})
    response = redirect("basket" if "quantity" in request.POST else _where_from(request))
    return _private(response, cart, count)


def _press(request: HttpRequest, variant: Variant) -> str:
    """A page's token is another each time it is shown, so the same one for the same thing is the same press."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    return hashlib.sha256(f"{token}:{variant.pk}".encode()).hexdigest() if token else ""


def _where_from(request: HttpRequest) -> str:
    came = request.headers.get("referer", "")
    here = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return came if came and here else reverse("market")


def _stepped_on_its_page(request: HttpRequest, variant: Variant) -> HttpResponse:
    """Without JavaScript - and + come here: show the page again with the amount changed."""
    try:
        quantity = str(max(1, stepped(request.POST.get("quantity", "1"), request.POST["step"])))
    except QuantityRefused as refusal:
        return _back_to_listing(request, variant, str(refusal))
    return redirect(f"{variant.listing.get_absolute_url()}?variant={variant.public_id}&quantity={quantity}#buy")


def _back_to_listing(request: HttpRequest, variant: Variant, wrong: str) -> HttpResponse:
    found = shown_listing(variant.listing.public_id)
    if found is None:
        messages.error(request, wrong)
        return redirect("market")
    typed = {"variant": variant.public_id, "quantity": request.POST.get("quantity", "1")}
    return listing_page.show(request, found, typed, wrong=wrong, status=_UNPROCESSABLE)


@require_POST
def basket_change(request: HttpRequest) -> HttpResponse:
    """All amounts at once; what can be done is done, the rest is said beside its field."""
    buyer = buyer_of(request)
    cart = cart_for(request, buyer)
    if cart is None:
        return redirect("basket")
    typed: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for line in cart.lines.select_related("variant__listing__coop", "variant__stock"):
        name = line.variant.public_id
        text, step = request.POST.get(f"q-{name}", str(line.quantity)), request.POST.get(f"step-{name}")
        try:
            quantity = stepped(text, step) if step else read_quantity(text)
            if quantity != line.quantity:
                services.set_quantity(cart=cart, variant=line.variant, quantity=quantity, buyer=buyer)
        except QuantityRefused as refusal:
            typed[name], wrong[name] = text, str(refusal)
    return _show(request, cart, buyer, typed=typed, wrong=wrong) if wrong else redirect("basket")


@require_POST
def basket_remove(request: HttpRequest) -> HttpResponse:
    buyer = buyer_of(request)
    cart, variant = cart_for(request, buyer), variant_of(request.POST.get("variant", ""))
    if cart is not None and variant is not None:
        services.set_quantity(cart=cart, variant=variant, quantity=0, buyer=buyer)
    return redirect("basket")


@require_POST
def basket_confirm(request: HttpRequest) -> HttpResponse:
    """The buyer has read a new price and goes on with it: the price that stood on their page, not a still newer one."""
    buyer = buyer_of(request)
    cart, variant = cart_for(request, buyer), variant_of(request.POST.get("variant", ""))
    if cart is not None and variant is not None:
        confirmed = seen_price(request.POST.get(f"price-{variant.public_id}", ""))
        if confirmed:
            services.confirm_prices(cart=cart, seen={variant.pk: confirmed})
    return redirect("basket")


@require_POST
def basket_take(request: HttpRequest) -> HttpResponse:
    """Fewer are left than wanted: take what there is, as far as it is there still."""
    buyer = buyer_of(request)
    cart, variant = cart_for(request, buyer), variant_of(request.POST.get("variant", ""))
    if cart is not None and variant is not None:
        services.take_what_is_left(cart=cart, variant=variant, buyer=buyer)
    return redirect("basket")


def seen_price(text: str) -> int:
    """The price a page showed, in cents, from its hidden field; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 8 else 0
