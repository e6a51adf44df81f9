"""What a browser without an account keeps of its basket: the signed name of its cart, and a number for the header.

The number is for the eye of the one who sent it and no more; the cart itself stands in the database.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from directory.coops.acting import Buyer
from marketplace.cart.models import Cart
from marketplace.cart.services import cart_of

CART, COUNT, LAST = "cart", "basket_n", "last_order"
_DAYS_30 = 60 * 60 * 24 * 30
_SALT = "marketplace.shop.cart"
_HOURS_3 = 60 * 60 * 3


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
        _sign(response, CART, cart.public_id, salt=_SALT, max_age=_DAYS_30)


def _sign(response: HttpResponse, name: str, value: str, *, salt: str, max_age: int) -> None:
    response.set_signed_cookie(
        name,
        value,
        salt=salt,
        max_age=max_age,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remember_order(response: HttpResponse, buyer: Buyer, order_id: str) -> None:
    """For a few hours the browser knows which order (public id of a purchase) it placed last, and who did."""
    _sign(response, LAST, order_id, salt=_last_salt(buyer), max_age=_HOURS_3)


def last_order_id(request: HttpRequest, buyer: Buyer) -> str:
    """The public id of the purchase this buyer placed here in the last hours; "" for none, and for somebody else's."""
    found: str | None = request.get_signed_cookie(LAST, default="", salt=_last_salt(buyer), max_age=_HOURS_3)
    return found or ""


def _last_salt(buyer: Buyer) -> str:
    """Another one for each person: who signs in or out in the same browser does not see the order of who was there."""
    return f"marketplace.shop.last_order.{buyer.user.pk if buyer.user else ''}"
