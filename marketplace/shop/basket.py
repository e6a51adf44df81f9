"""The basket: one receipt, many co-ops. Each change is a plain form; htmx asks for the pieces that it changes."""

import hashlib
from dataclasses import replace
from typing import Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from directory.coops.acting import Buyer, buyer_of
from marketplace.cart import services
from marketplace.cart.models import Cart, CartLine
from marketplace.cart.services import QuantityRefused, cart_to_fill
from marketplace.catalog.models import Variant
from marketplace.catalog.selectors import variant_of
from marketplace.shop import in_place, plainly
from marketplace.shop.amounts import read_quantity, stepped
from marketplace.shop.basket_cookie import cart_for, guest_id
from marketplace.shop.receipt import Change, Put


class Answers(Protocol):
    """How a change is answered: `plainly` or `in_place`."""

    def added(self, request: HttpRequest, put: Put, /) -> HttpResponse: ...
    def refused(self, request: HttpRequest, variant: Variant, wrong: str, /) -> HttpResponse: ...
    def changed(self, request: HttpRequest, change: Change, /) -> HttpResponse: ...


def _answers(request: HttpRequest) -> Answers:
    return in_place if in_place.is_asked(request) else plainly


def basket(request: HttpRequest) -> HttpResponse:
    buyer = buyer_of(request)
    return plainly.page(request, Change(cart_for(request, buyer), buyer))


@require_POST
@vary_on_headers("HX-Request")
def basket_add(request: HttpRequest) -> HttpResponse:
    """From a card (one, without asking) or from the page of a listing (with an amount, and its - and + buttons)."""
    variant = variant_of(request.POST.get("variant", ""))
    if variant is None:
        raise Http404
    if "step" in request.POST:
        return _stepped_on_its_page(request, variant)
    try:
        put = _put(request, variant, read_quantity(request.POST.get("quantity", "1")))
    except QuantityRefused as refusal:
        return _answers(request).refused(request, variant, str(refusal))
    return _answers(request).added(request, put)


def _put(request: HttpRequest, variant: Variant, quantity: int) -> Put:
    if not variant.is_for_sale:
        raise QuantityRefused(_("This is no longer for sale."))
    buyer = buyer_of(request)
    cart = cart_to_fill(buyer, guest_id(request))
    held = services.add(cart=cart, variant=variant, quantity=quantity, buyer=buyer, press=_press(request, variant))
    return Put(cart, variant, held)


def _press(request: HttpRequest, variant: Variant) -> str:
    """A page's token is another each time it is shown, so the same one for the same thing is the same press. On a page
    that stays, js/in-place.js numbers the presses.
    """
    token, press = request.POST.get("csrfmiddlewaretoken", ""), request.POST.get("press", "")
    return hashlib.sha256(f"{token}:{press}:{variant.pk}".encode()).hexdigest() if token else ""


def _stepped_on_its_page(request: HttpRequest, variant: Variant) -> HttpResponse:
    """Without JavaScript - and + come here: show the page again with the amount changed."""
    try:
        quantity = str(max(1, stepped(request.POST.get("quantity", "1"), request.POST["step"])))
    except QuantityRefused as refusal:
        return plainly.refused(request, variant, str(refusal))
    return redirect(f"{variant.listing.get_absolute_url()}?variant={variant.public_id}&quantity={quantity}#buy")


@require_POST
@vary_on_headers("HX-Request")
def basket_change(request: HttpRequest) -> HttpResponse:
    """All amounts at once; what can be done is done, the rest is said beside its field."""
    buyer = buyer_of(request)
    return _answers(request).changed(request, _amounts(request, cart_for(request, buyer), buyer))


def _amounts(request: HttpRequest, cart: Cart | None, buyer: Buyer, *, out: str = "") -> Change:
    """Set each amount that was typed. `out`: the variant whose line is taken out, whatever is typed there."""
    change = Change(cart, buyer)
    for line in _lines(cart):
        name = line.variant.public_id
        text, step = request.POST.get(f"q-{name}", str(line.quantity)), request.POST.get(f"step-{name}")
        try:
            quantity = 0 if name == out else stepped(text, step) if step else read_quantity(text)
            if quantity != line.quantity:
                services.set_quantity(cart=line.cart, variant=line.variant, quantity=quantity, buyer=buyer)
                change.out.extend([] if quantity else [line])
        except QuantityRefused as refusal:
            change.typed[name], change.wrong[name] = text, str(refusal)
    return change


def _lines(cart: Cart | None) -> list[CartLine]:
    lines = CartLine.objects.select_related("cart", "variant__listing__coop", "variant__stock")
    return list(lines.filter(cart=cart)) if cart else []


# Each of these buttons stands in the form of all amounts, so what was typed into another field is not lost by it.


@require_POST
@vary_on_headers("HX-Request")
def basket_remove(request: HttpRequest) -> HttpResponse:
    buyer = buyer_of(request)
    change = _amounts(request, cart_for(request, buyer), buyer, out=request.POST.get("variant", ""))
    return _answers(request).changed(request, change)


@require_POST
@vary_on_headers("HX-Request")
def basket_put_back(request: HttpRequest) -> HttpResponse:
    """What was taken out a moment ago, in the amount in which it stood there."""
    variant = variant_of(request.POST.get("variant", ""))
    if variant is None:
        raise Http404
    buyer = buyer_of(request)
    change = _amounts(request, cart_for(request, buyer), buyer)
    try:
        put = _put(request, variant, read_quantity(request.POST.get(f"back-{variant.public_id}", "1")))
    except QuantityRefused as refusal:
        return _answers(request).refused(request, variant, str(refusal))
    return _answers(request).changed(request, replace(change, cart=put.cart))


@require_POST
@vary_on_headers("HX-Request")
def basket_confirm(request: HttpRequest) -> HttpResponse:
    """The buyer has read a new price and goes on with it: the price that stood on their page, not a still newer one."""
    buyer = buyer_of(request)
    cart, variant = cart_for(request, buyer), variant_of(request.POST.get("variant", ""))
    if cart is not None and variant is not None:
        confirmed = seen_price(request.POST.get(f"price-{variant.public_id}", ""))
        if confirmed:
            services.confirm_prices(cart=cart, seen={variant.pk: confirmed})
    return _answers(request).changed(request, _amounts(request, cart, buyer))


@require_POST
@vary_on_headers("HX-Request")
def basket_take(request: HttpRequest) -> HttpResponse:
    """Fewer are left than wanted: take what there is, as far as it is there still."""
    buyer = buyer_of(request)
    cart, variant = cart_for(request, buyer), variant_of(request.POST.get("variant", ""))
    change = _amounts(request, cart, buyer)
    if cart is not None and variant is not None:
        services.take_what_is_left(cart=cart, variant=variant, buyer=buyer)
    return _answers(request).changed(request, change)


def seen_price(text: str) -> int:
    """The price a page showed, in cents, from its hidden field; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 8 else 0
