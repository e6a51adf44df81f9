"""Placing an order: reserve, pay, confirm. Two short transactions with the payment provider between them, outside both.

`place` reserves; `marketplace.orders.settle.settle` confirms or releases, whoever calls it: the buyer's return, the
worker, or a later reconciliation. The key in the form makes a double click or a reload one order.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.coops.acting import Buyer
from directory.people.models import Contact
from ground.ids import speakable_code
from ground.outbox import enqueue
from marketplace.cart.models import Cart
from marketplace.cart.quote import Quote, QuoteLine, SellerPart, quote
from marketplace.cart.services import locked
from marketplace.catalog.stock import Demand, SoldOut, take
from marketplace.money import share
from marketplace.orders.models import Line, Order, OrderEvent, OrderState, Purchase, PurchaseState
from marketplace.orders.settle import settle
from marketplace.payments.gateways import gateway_named
from marketplace.payments.models import Payment


@dataclass(frozen=True)
class ContactDetails:
    """How to reach the buyer: an e-mail or a phone (E.164), or both."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Choices:
    """What the buyer decided on the checkout page: by co-op id, a window (`Window.key`) and, for work at home, an address.

    `total` is the sum in minor units that the buyer saw on the button.
    """

    windows: Mapping[int, str]
    addresses: Mapping[int, str]
    gateway: str
    total: int
    note: str = ""


class NothingToBuy(Exception):
    """The cart is empty."""


class Changed(Exception):
    """Price, stock or window is another than the buyer saw. Nothing was placed; `quote` is what stands now."""

    def __init__(self, quote: Quote) -> None:
        super().__init__("The cart has changed.")
        self.quote = quote


def place(*, cart: Cart, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    """Buy what is in the cart, once for each `key`. Raises NothingToBuy or Changed, and then nothing has been taken."""
    placed = placed_with(key) or _reserve(cart, buyer, contact, choices, key)
    if placed.state == PurchaseState.RESERVED:  # also where the first try ended between reserving and starting
        _start_payment(placed)
    return settle(placed.pk)


def placed_with(key: str) -> Purchase | None:
    """The purchase that a form with this key has placed already."""
    return Purchase.objects.select_related("payment").filter(idempotency_key=key).first()


def _reserve(cart: Cart, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    try:
        with transaction.atomic():
            return _reserve_locked(locked(cart), buyer, contact, choices, key)
    except SoldOut:
        raise Changed(quote(cart, buyer, choices.windows)) from None
    except IntegrityError:
        # The same form was sent twice at once from two carts: the first one's purchase is this one too.
        placed = placed_with(key)
        if placed is None:
            raise
        return placed


def _reserve_locked(cart: Cart, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    """One request at a time for each cart: who waited here finds what the first one has placed."""
    placed = placed_with(key)
    if placed is not None:
        return placed
    now = quote(cart, buyer, choices.windows)
    if not now.parts:
        raise NothingToBuy
    if now.troubles or now.total != choices.total or any(part.window is None for part in now.parts):
        raise Changed(now)
    take([Demand(line.variant, line.quantity) for line in now.lines])
    purchase = _write(now, buyer, contact, choices, key)
    cart.lines.all().delete()
    return purchase


def _write(now: Quote, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    until = timezone.now() + timedelta(minutes=settings.RESERVATION_MINUTES)
    purchase = Purchase.objects.create(
        code=free_code(),
        token=secrets.token_urlsafe(32),
        idempotency_key=key,
        user=buyer.user,
        buying_coop=buyer.coop,
        contact=Contact.objects.create(
            name=contact.name, email=contact.email, phone=contact.phone, language=contact.language
        ),
        language=contact.language,
        currency=now.currency,
        goods_minor=now.goods,
        tax_minor=now.tax,
        note=choices.note,
        reserved_until=until,
    )
    purchase.payment = Payment.objects.create(
        gateway=choices.gateway,
        reference=purchase.public_id,
        amount_minor=now.total,
        currency=now.currency,
        idempotency_key=f"purchase-{purchase.public_id}",
    )
    purchase.save(update_fields=["payment"])
    for part in now.parts:
        _write_order(purchase, part, choices.addresses.get(part.coop.pk, ""))
    # Whatever becomes of the buyer: a little after the reservation ends somebody looks.
    enqueue("purchase.settle", {"purchase": purchase.pk}, key=f"settle:{purchase.public_id}", due=until)
    return purchase


def free_code() -> str:
    code = speakable_code()
    while Purchase.objects.filter(code=code).exists():
        code = speakable_code()
    return code


def _write_order(purchase: Purchase, part: SellerPart, address: str) -> None:
    window = part.window
    assert window is not None  # noqa: S101 - `_reserve` refused a part without one
    order = Order.objects.create(
        purchase=purchase,
        coop=part.coop,
        place=window.place,
        window_starts=window.starts,
        window_ends=window.ends,
        cutoff=window.cutoff,
        zone=window.zone,
        address=address if window.place.comes_to_buyer else "",
        goods_minor=part.goods,
        tax_minor=part.tax,
        contribution_minor=share(part.goods, settings.NETWORK_CONTRIBUTION_BP),
    )
    OrderEvent.objects.create(order=order, became=OrderState.PENDING, by=purchase.user)
    Line.objects.bulk_create(sold_line(order, line, window.place.tax_jurisdiction) for line in part.lines)


def sold_line(order: Order, line: QuoteLine, jurisdiction: str) -> Line:
    """A line of the quote as the order keeps it, not saved yet."""
    variant, listing = line.variant, line.variant.listing
    reason = line.price.reasons[0] if line.price.reasons else None
    return Line(
        order=order,
        variant=variant,
        title_en=_title(listing.title_en or listing.title_es, variant.name_en),
        title_es=_title(listing.title_es or listing.title_en, variant.name_es or variant.name_en),
        unit=variant.unit,
        quantity=line.quantity,
        public_minor=line.price.public_price,
        unit_minor=line.price.unit_price,
        price_reason=reason.code if reason else "",
        reason_percent_bp=reason.percent_bp if reason else 0,
        tax_class=listing.tax_class,
        tax_jurisdiction=jurisdiction,
        tax_rate_bp=line.tax.basis_points,
        tax_reason=line.tax.reason.value,
        goods_minor=line.goods,
        tax_minor=line.tax.amount,
    )


def _title(listing: str, variant: str) -> str:
    return f"{listing}, {variant}" if variant else listing


def _start_payment(purchase: Purchase) -> None:
    """Outside any transaction: the provider may be slow."""
    payment = purchase.payment
    assert payment is not None  # noqa: S101 - written with the purchase
    started = gateway_named(payment.gateway).start(payment)
    if started.outside_id and payment.outside_id != started.outside_id:
        payment.outside_id = started.outside_id
        payment.save(update_fields=["outside_id"])
