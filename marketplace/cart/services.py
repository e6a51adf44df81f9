"""Changes to a cart. The cart's page and the checkout read it through `marketplace.cart.quote`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.acting import Buyer
from ground.prepared import Prepared, PreparedInsert
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


class Held(NamedTuple):
    """How many things a cart holds, and how many of them are of the thing just put in."""

    things: int
    of_it: int


def cart_of(buyer: Buyer, guest_id: str = "") -> Cart | None:
    """The cart that is there, or None. A browser without an account is known by `guest_id`, from its signed cookie."""
    if buyer.user is not None:
        return Cart.objects.filter(user=buyer.user, coop=buyer.coop).first()
    return _of_guest.first(guest_id) if guest_id else None


_of_guest = Prepared(lambda guest_id: Cart.objects.filter(public_id=guest_id, user__isnull=True).order_by())


def open_cart(buyer: Buyer, guest_id: str = "") -> Cart:
    cart = cart_of(buyer, guest_id)
    if cart is not None:
        return cart
    if buyer.user is not None:
        return Cart.objects.get_or_create(user=buyer.user, coop=buyer.coop)[0]
    return Cart.objects.create()


def cart_to_fill(buyer: Buyer, guest_id: str = "") -> Cart:
    """The cart that is there, or a new one. A guest's new one is saved by `add`, with the first thing in it."""
    if buyer.user is not None:
        return open_cart(buyer)
    return cart_of(buyer, guest_id) or Cart()


def hold(cart: Cart) -> None:
    """One request at a time for each cart, until the transaction ends: a row lock on PostgreSQL. On SQLite there is
    nothing to ask for, the transaction itself is the only writer.
    """
    if connection.features.has_select_for_update:
        list(Cart.objects.select_for_update().filter(pk=cart.pk).values_list("pk"))


def _checked(variant: Variant, quantity: int, *, held: int = 0) -> int:
    """`held`: how many of them stand in the cart already."""
    available = left(variant)
    if quantity < 1:
        raise QuantityRefused(_("Choose 1 or more."))
    if available is not None and available < 1:
        raise QuantityRefused(_("This is sold out for now."))
    if available is not None and quantity > available:
        raise QuantityRefused(_too_few(available, held))
    if quantity > MOST:
        raise QuantityRefused(_("Choose %(most)s or fewer.") % {"most": MOST})
    return quantity


def _too_few(available: int, held: int) -> str:
    if held:
        words = ngettext(
            "Only %(left)s is left, and you have %(held)s in your basket.",
            "Only %(left)s are left, and you have %(held)s in your basket.",
            available,
        )
    else:
        words = ngettext("Only %(left)s is left.", "Only %(left)s are left. Choose %(left)s or fewer.", available)
    return words % {"left": available, "held": held}


def _price_now(variant: Variant, quantity: int, buyer: Buyer) -> int:
    return prices_for([(variant, quantity)], buyer)[variant.pk].unit_price


@transaction.atomic
def add(*, cart: Cart, variant: Variant, quantity: int, buyer: Buyer, press: str = "") -> Held:
    """Put `quantity` more into the cart; returns what it holds then. Raises QuantityRefused, and then
    nothing has changed.

    `press` names the press of the button: the same one again within some seconds is a double click and adds nothing.
    """
    if quantity < 1:
        raise QuantityRefused(_("Choose 1 or more."))
    held = {} if cart._state.adding else _held(cart)
    count = sum(line.quantity for line in held.values())
    line = held.get(variant.pk)
    if line is not None and press and _is_double_click(line.cart, press):
        return Held(count, line.quantity)
    if line is None and len(held) >= MOST_LINES:
        raise QuantityRefused(_("Your basket is full. Order what is in it first."))
    held_before = line.quantity if line else 0
    together = _checked(variant, quantity + held_before, held=held_before)
    _note_press(cart, press)
    _put(cart, variant, together, buyer, line)
    return Held(count + quantity, together)


def _held(cart: Cart) -> dict[int, CartLine]:
    """The lines by variant, each with the cart as it is under the lock."""
    hold(cart)
    return {line.variant_id: line for line in _lines_of(cart.pk)}


_lines_of = Prepared(
    lambda cart: (
        CartLine.objects.filter(cart_id=cart)
        .select_related("cart")
        .only("variant_id", "quantity", "seen_minor", "cart__last_add", "cart__changed")
        .order_by()
    )
)


def _is_double_click(cart: Cart, press: str) -> bool:
    return press == cart.last_add and timezone.now() - cart.changed < DOUBLE_CLICK


def _note_press(cart: Cart, press: str) -> None:
    cart.last_add = press
    if cart._state.adding:
        _new_carts([cart])
    else:
        Cart.objects.filter(pk=cart.pk).update(last_add=press, changed=timezone.now())


@transaction.atomic
def set_quantity(*, cart: Cart, variant: Variant, quantity: int, buyer: Buyer) -> None:
    """Zero takes the line out. Raises QuantityRefused, and then nothing has changed."""
    hold(cart)
    if quantity:
        before = CartLine.objects.filter(cart=cart, variant=variant).first()
        _put(cart, variant, _checked(variant, quantity), buyer, before)
    else:
        CartLine.objects.filter(cart=cart, variant=variant).delete()
    Cart.objects.filter(pk=cart.pk).update(changed=timezone.now())


@transaction.atomic
def take_what_is_left(*, cart: Cart, variant: Variant, buyer: Buyer) -> None:
    """Bring a line down to what can still be had; where nothing can, it is taken out."""
    line = CartLine.objects.filter(cart=cart, variant=variant).first()
    available = left(variant)
    if line is not None and available is not None and available < line.quantity:
        set_quantity(cart=cart, variant=variant, quantity=available, buyer=buyer)


def _put(cart: Cart, variant: Variant, quantity: int, buyer: Buyer, before: CartLine | None) -> None:
    """`before`: the line that stands, read under the cart's lock."""
    seen = _price_now(variant, quantity, buyer)
    if before is None:
        _new_lines([CartLine(cart=cart, variant=variant, quantity=quantity, seen_minor=seen)])
        return
    if before.seen_minor != _price_now(variant, before.quantity, buyer):
        seen = before.seen_minor  # a new price that nobody has agreed to yet is not agreed to by another amount
    CartLine.objects.filter(pk=before.pk).update(quantity=quantity, seen_minor=seen)


_new_carts, _new_lines = PreparedInsert(Cart), PreparedInsert(CartLine)


def take_out(*, cart: Cart, line_ids: Iterable[int]) -> bool:
    """Take these lines out of the cart, inside the caller's transaction. False where one is there no more: somebody
    else has taken it out in the same moment, and the caller undoes what it did.
    """
    hold(cart)
    wanted = set(line_ids)
    lines = CartLine.objects.filter(cart=cart, pk__in=wanted)
    return lines._raw_delete(lines.db) == len(wanted)  # nothing hangs on a line, so nothing has to be read first


@transaction.atomic
def take_over(*, guest_id: str, buyer: Buyer) -> None:
    """What a browser gathered before its person signed in goes into the person's own cart; of a thing that stands in
    both, the amount chosen last, by the guest, holds.
    """
    guest = cart_of(Buyer(), guest_id)
    if guest is None or buyer.user is None:
        return
    own = open_cart(Buyer(user=buyer.user))
    hold(own)
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
