"""What a browser without an account keeps of its basket: the signed name of its cart, and a number for the header.

The number is for the eye of the one who sent it and no more; the cart itself stands in the database.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from directory.coops.acting import Buyer
from marketplace.cart.models import Cart
from marketplace.cart.services import cart_of

CART, COUNT = "cart", "basket_n"
_DAYS_30 = 60 * 60 * 24 * 30
_SALT = "marketplace.shop.cart"


def guest_id(request: HttpRequest) -> str:
    """The public id of the browser's cart; "" for none, and for a cookie that was altered or is too old."""
    found: str | None = request.get_signed_cookie(CART, default="", salt=_SALT, max_age=_DAYS_30)
    return found or ""


def cart_for(request: HttpRequest, buyer: Buyer) -> Cart | None:
    return cart_of(buyer, guest_id(request))


def remember(response: HttpResponse, cart: Cart | None, count: int) -> None:
    """`count`: how many things the basket holds."""
    response.set_cookie(
        COUNT,
        str(count),
        max_age=_DAYS_30,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if cart is not None and cart.user_id is None:
        response.set_signed_cookie(
            CART,
            cart.public_id,
            salt=_SALT,
            max_age=_DAYS_30,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
