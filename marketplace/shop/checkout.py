"""The checkout: one page, one button. What is typed survives every answer."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.coops.acting import Buyer, buyer_of
from directory.people.limits import is_too_often
from directory.people.typed import HOUR, MOST
from marketplace.cart import services
from marketplace.cart.models import Cart
from marketplace.cart.quote import Quote, Trouble, quote
from marketplace.fulfilment.shown import windows_shown
from marketplace.orders.checkout import Changed, NothingToBuy, place, placed_with
from marketplace.orders.models import Purchase
from marketplace.shop.basket import seen_price
from marketplace.shop.basket_cookie import cart_for, remember, remember_order
from marketplace.shop.forms import CheckoutForm, fresh_key, initial_for
from marketplace.shop.paying import pay_url, ticket_path
from marketplace.shop.sums import parts_of, whole_of

_UNPROCESSABLE, _TOO_MANY = 422, 429
_TYPED = "checkout_typed"
_LONGEST_ID = 19


def checkout(request: HttpRequest) -> HttpResponse:
    buyer = buyer_of(request)
    cart = cart_for(request, buyer)
    if request.method == "POST":
        placed = placed_with(request.POST.get("key", "")[:64])
        return _next_step(placed, buyer) if placed else _order(request, cart, buyer)
    now = quote(cart, buyer, find_windows=windows_shown)
    if not now.parts or now.troubles:
        if now.troubles:
            messages.warning(request, _("Look at your basket first: something in it has changed."))
        return redirect("basket")
    typed = request.session.get(_TYPED)
    form = retyped(now, QueryDict(typed)) if typed else CheckoutForm(now, initial=initial_for(now, buyer))
    return show(request, buyer, now, form)


def _order(request: HttpRequest, cart: Cart | None, buyer: Buyer) -> HttpResponse:
    if cart is None and buyer.user is None and any(name.startswith("price-") for name in request.POST):
        return _sign_in_again(request)
    if "fix" in request.POST and cart is not None:
        return _fixed(request, cart, buyer)
    now = quote(cart, buyer, _chosen(request.POST), _agreed(request.POST))
    if cart is None or not now.parts:
        messages.warning(request, _("Your basket is empty, so nothing was ordered."))
        return redirect("basket")
    _keep_agreed(cart, now)
    form = CheckoutForm(now, data=request.POST)
    if _has_grown(form, now, request.POST):
        return show(request, buyer, now, retyped(now, request.POST), changed=True)
    if not form.is_valid():
        return show(request, buyer, now, form, status=_UNPROCESSABLE)
    contact = form.contact()
    if is_too_often(request, "checkout", key=contact.phone or contact.email):
        form.add_error(None, _("Many orders came from here just now. Wait a few minutes, then press the button again."))
        return show(request, buyer, now, form, status=_TOO_MANY)
    try:
        choices, key = form.choices(), form.cleaned_data["key"]
        purchase = place(cart=cart, buyer=buyer, contact=contact, choices=choices, key=key, now=now)
    except NothingToBuy:
        return redirect("basket")
    except Changed as change:
        return show(request, buyer, change.quote, retyped(change.quote, request.POST), changed=True)
    if _TYPED in request.session:
        del request.session[_TYPED]
    return _next_step(purchase, buyer)


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    """The form shows lines and the browser has no basket: it stood in an account whose session has ended. What was
    typed waits for an hour at most, until its writer is back.
    """
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    request.session[_TYPED] = text if len(text) <= MOST else ""
    request.session.set_expiry(HOUR)
    messages.warning(request, _("Nothing was sent yet: you were signed out. Sign in, and all you typed is still here."))
    return redirect_to_login(reverse("checkout"))


def _chosen(typed: QueryDict) -> dict[int, str]:
    """By co-op id, the window chosen for it."""
    chosen = {name.removeprefix("window_"): _text(typed, name) for name in typed if name.startswith("window_")}
    return {int(pk): key for pk, key in chosen.items() if pk.isascii() and pk.isdigit() and len(pk) < _LONGEST_ID}


def _text(typed: QueryDict, name: str) -> str:
    return str(typed.get(name, ""))


def _agreed(typed: QueryDict) -> dict[str, int]:
    """The prices that stood on the page are the ones agreed to by pressing its button; newer ones are not."""
    return {name.removeprefix("price-"): seen_price(_text(typed, name)) for name in typed if name.startswith("price-")}


def _keep_agreed(cart: Cart, now: Quote) -> None:
    anew = {line.variant.pk: line.seen for line in now.lines if line.agreed_anew}
    if anew:
        services.confirm_prices(cart=cart, seen=anew)


def _has_grown(form: CheckoutForm, now: Quote, typed: QueryDict) -> bool:
    """Whether something of another seller came into the basket, in another window, since the form was shown."""
    not_asked = any(name.startswith("window_") and name not in typed for name in form.fields)
    return not_asked and typed.get("total", "") not in ("", str(now.total))


def _fixed(request: HttpRequest, cart: Cart, buyer: Buyer) -> HttpResponse:
    """A button beside a line that cannot be had: take what is left of it, or leave it out. Nothing typed is lost."""
    wanted = request.POST["fix"]
    for line in quote(cart, buyer).lines:
        if line.variant.public_id == wanted and line.troubles:
            there = line.left if Trouble.SHORT in line.troubles and line.left else 0
            services.set_quantity(cart=cart, variant=line.variant, quantity=there, buyer=buyer)
    now = quote(cart, buyer)
    return show(request, buyer, now, retyped(now, request.POST)) if now.parts else redirect("basket")


def retyped(now: Quote, typed: QueryDict) -> CheckoutForm:
    """The form with what was typed, the sum of now and, where a window is over, the next one."""
    initial = initial_for(now, Buyer())
    for name, value in initial.items():
        if name.startswith("window_"):
            still = {window.key for part in now.parts for window in part.windows}
            initial[name] = kept if (kept := typed.get(name, "")) in still else value
    for name in ("name", "reach", "language", "pay", *(key for key in typed if key.startswith("address_"))):
        initial[name] = typed.get(name, initial.get(name, ""))
    initial["key"] = typed.get("key") or fresh_key()
    return CheckoutForm(now, initial=initial)


def show(
    request: HttpRequest,
    buyer: Buyer,
    now: Quote,
    form: CheckoutForm,
    *,
    changed: bool = False,
    unsent: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`changed`: it is not what the buyer saw; `unsent`: the form came without its token and was not sent on."""
    context = {
        "form": form,
        "parts": parts_of(now, {}, {}),
        "whole": whole_of(now),
        "changed": changed,
        "unsent": unsent,
        "moved": not now.troubles,
        "stopped": bool(now.troubles - {Trouble.PRICE}),
        "buying_for": buyer.coop,
    }
    response = render(request, "shop/checkout.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _next_step(purchase: Purchase, buyer: Buyer) -> HttpResponse:
    response = redirect(pay_url(purchase) or ticket_path(purchase))
    remember(response, None, 0)
    remember_order(response, buyer, purchase.public_id)
    response.headers["Cache-Control"] = "private, no-store"
    return response
