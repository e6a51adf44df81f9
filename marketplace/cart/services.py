"""Changes to a cart. The cart's page and the checkout read it through `marketplace.cart.quote`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.acting import Buyer
from marketplace.cart.models import Cart, CartLine
from marketplace.catalog.models import Variant
from marketplace.catalog.stock import left
from marketplace.pricing.selectors import prices_for

MOST = 999
MOST_LINES = 100
DOUBLE_CLICK = timedelta(seconds=10)
LEFT_BEHIND = timedelta(days=60)  # twice as long as the cookie that names it


class QuantityRefused(Exception):
    """The quantity cannot be had. The message is for the person."""


def cart_of(buyer: Buyer, guest_id: str = "") -> Cart | None:
    """The cart that is there, or None. A browser without an account is known by `guest_id`, from its signed cookie."""
    if buyer.user is not None:
        return Cart.objects.filter(user=buyer.user, coop=buyer.coop).first()
    return Cart.objects.filter(public_id=guest_id, user__isnull=True).first() if guest_id else None


def open_cart(buyer: Buyer, guest_id: str = "") -> Cart:
    cart = cart_of(buyer, guest_id)
    if cart is not None:
        return cart
    if buyer.user is not None:
        return Cart.objects.get_or_create(user=buyer.user, coop=buyer.coop)[0]
    return Cart.objects.create()


def locked(cart: Cart) -> Cart:
    """The cart, for one request at a time: a row lock on PostgreSQL; on SQLite the transaction is the only writer."""
    return Cart.objects.select_for_update().get(pk=cart.pk)


def _checked(variant: Variant, quantity: int) -> int:
    available = left(variant)
    if quantity < 1:
        raise QuantityRefused(_("Choose 1 or more."))
    if available is not None and available < 1:
        raise QuantityRefused(_("This is sold out for now."))
    if available is not None and quantity > available:
        raise QuantityRefused(
            ngettext("Only %(left)s is left.", "Only %(left)s are left. Choose %(left)s or fewer.", available)
            % {"left": available}
        )
    if quantity > MOST:
        raise QuantityRefused(_("Choose %(most)s or fewer.") % {"most": MOST})
    return quantity


def _price_now(variant: Variant, quantity: int, buyer: Buyer) -> int:
    return prices_for([(variant, quantity)], buyer)[variant.pk].unit_price


@transaction.atomic
def add(*, cart: Cart, variant: Variant, quantity: int, buyer: Buyer, press: str = "") -> CartLine:
    """Put `quantity` more into the cart. Raises QuantityRefused, and then nothing has changed.

    `press` names the press of the button: the same one again within some seconds is a double click and adds nothing.
    """
    cart = locked(cart)
    line = CartLine.objects.filter(cart=cart, variant=variant).first()
    if line is not None and press and press == cart.last_add and timezone.now() - cart.changed < DOUBLE_CLICK:
        return line
    if quantity < 1:
        raise QuantityRefused(_("Choose 1 or more."))
    if line is None and cart.lines.count() >= MOST_LINES:
        raise QuantityRefused(_("Your basket is full. Order what is in it first."))
    together = _checked(variant, quantity + (line.quantity if line else 0))
    cart.last_add = press
    return _put(cart, variant, together, buyer)


@transaction.atomic
def set_quantity(*, cart: Cart, variant: Variant, quantity: int, buyer: Buyer) -> CartLine | None:
    """Zero takes the line out. Raises QuantityRefused, and then nothing has changed."""
    if quantity == 0:
        CartLine.objects.filter(cart=cart, variant=variant).delete()
        return None
    return _put(cart, variant, _checked(variant, quantity), buyer)


@transaction.atomic
def take_what_is_left(*, cart: Cart, variant: Variant, buyer: Buyer) -> None:
    """Bring a line down to what can still be had; where nothing can, it is taken out."""
    line = CartLine.objects.filter(cart=cart, variant=variant).first()
    available = left(variant)
    if line is not None and available is not None and available < line.quantity:
        set_quantity(cart=cart, variant=variant, quantity=available, buyer=buyer)


def _put(cart: Cart, variant: Variant, quantity: int, buyer: Buyer) -> CartLine:
    seen = _price_now(variant, quantity, buyer)
    before = CartLine.objects.filter(cart=cart, variant=variant).first()
    if before is not None and before.seen_minor != _price_now(variant, before.quantity, buyer):
        seen = before.seen_minor  # a new price that nobody has agreed to yet is not agreed to by another amount
    line, _created = CartLine.objects.update_or_create(
        cart=cart, variant=variant, defaults={"quantity": quantity, "seen_minor": seen}
    )
    cart.save(update_fields=["last_add", "changed"])
    return line


@transaction.atomic
def take_over(*, guest_id: str, buyer: Buyer) -> None:
    """What a browser gathered before its person signed in goes into the person's own cart; of a thing that stands in
    both, the amount chosen last, by the guest, holds.
    """
    guest = cart_of(Buyer(), guest_id)
    if guest is None or buyer.user is None:
        return
    own = open_cart(Buyer(user=buyer.user))
    own.lines.filter(variant__in=guest.lines.values("variant")).delete()
    guest.lines.update(cart=own)
    guest.delete()


@transaction.atomic
def confirm_prices(*, cart: Cart, seen: dict[int, int]) -> None:
    """The buyer has read the new prices (`seen`: variant id -> unit price) and goes on with them."""
    for line in cart.lines.all():
        if line.variant_id in seen and line.seen_minor != seen[line.variant_id]:
            line.seen_minor = seen[line.variant_id]
            line.save(update_fields=["seen_minor"])


def clear_left_behind() -> int:
    """Delete the carts of browsers without an account in which nothing has changed for 60 days; returns how many."""
    old = Cart.objects.filter(user__isnull=True, changed__lt=timezone.now() - LEFT_BEHIND)
    return old.delete()[1].get("cart.Cart", 0)
