"""A form came without its token: the page was open too long, or somebody signed in meanwhile in another window."""

from django.http import HttpRequest, HttpResponse

from directory.coops.acting import buyer_of
from directory.people import too_old
from marketplace.cart.quote import quote
from marketplace.shop import checkout
from marketplace.shop.basket_cookie import cart_for

_FORBIDDEN = 403


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The checkout is shown again with what was typed, to be sent once more; any other form gets the page that all get.

    Only for a form of this site: what another site put into a form is not shown as if the visitor had typed it.
    """
    is_checkout = request.resolver_match is not None and request.resolver_match.url_name == "checkout"
    if is_checkout and too_old.is_from_here(request):
        buyer = buyer_of(request)
        now = quote(cart_for(request, buyer), buyer)
        if now.parts:
            form = checkout.retyped(now, request.POST)
            return checkout.show(request, buyer, now, form, unsent=True, status=_FORBIDDEN)
    return too_old.csrf_failure(request, reason)
