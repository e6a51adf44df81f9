"""Placing an order: reserve, pay, confirm. Two short transactions with the payment provider between them, outside both;
or one, where the payment is settled at once (`Gateway.at_once`) and nobody is asked.

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
from ground.prepared import Prepared, PreparedInsert
from marketplace.cart.models import Cart
from marketplace.cart.quote import Quote, QuoteLine, SellerPart, quote
from marketplace.cart.services import take_out
from marketplace.catalog.stock import Demand, SoldOut, take
from marketplace.money import network_part
from marketplace.orders.books import record_purchase
from marketplace.orders.models import Line, Order, Purchase, PurchaseState
from marketplace.orders.notices import notify
from marketplace.orders.settle import settle
from marketplace.orders.states import begin, first_events
from marketplace.payments.gateways import gateway_named
from marketplace.payments.models import Payment
from marketplace.payments.services import begin_payment


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


def place(
    *, cart: Cart, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str, now: Quote | None = None
) -> Purchase:
    """Buy what is in the cart, once for each `key`. Raises NothingToBuy or Changed, and then nothing has been taken.

    `now`: what the cart costs with these choices, where the caller has just asked. What could go wrong meanwhile is
    seen when it is written: stock by a conditional update, a cart that was bought by its lines, a key by its column.
    """
    purchase = _once(cart, now or quote(cart, buyer, choices.windows), buyer, contact, choices, key)
    if purchase.state == PurchaseState.RESERVED:  # also where the first try ended between reserving and starting
        _start_payment(purchase)
        return settle(purchase.pk)
    return purchase


def placed_with(key: str) -> Purchase | None:
    """The purchase that a form with this key has placed already."""
    return _placed_with.first(key)


_placed_with = Prepared(lambda key: Purchase.objects.filter(idempotency_key=key).select_related("payment").order_by())


def _once(cart: Cart, now: Quote, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    """Where the form was sent before, or twice in the same moment, the first one's purchase is this one too."""
    try:
        return _reserve(cart, now, buyer, contact, choices, key)
    except (NothingToBuy, Changed, IntegrityError) as refusal:
        placed = placed_with(key)
        if placed is not None:
            return placed
        if isinstance(refusal, IntegrityError):  # one in a billion: its speakable code was taken
            return _reserve(cart, now, buyer, contact, choices, key)
        raise


class _Gone(Exception):
    """Somebody else has bought or changed the cart in the same moment."""


def _reserve(cart: Cart, now: Quote, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    if not now.parts:
        raise NothingToBuy
    if now.troubles or now.total != choices.total or any(part.window is None for part in now.parts):
        raise Changed(now)
    try:
        with transaction.atomic():
            if not take_out(cart=cart, line_ids=[line.row_id for line in now.lines]):
                raise _Gone
            take([Demand(line.variant, line.quantity) for line in now.lines])
            return _write(now, buyer, contact, choices, key)
    except (SoldOut, _Gone):
        present = quote(cart, buyer, choices.windows)
        raise (Changed(present) if present.parts else NothingToBuy) from None


def _write(now: Quote, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    purchase = _purchase(now, buyer, contact, choices, key)
    purchase.payment = Payment(
        gateway=choices.gateway,
        reference=purchase.public_id,
        amount_minor=now.total,
        currency=now.currency,
        idempotency_key=f"purchase-{purchase.public_id}",
    )
    outcome = gateway_named(choices.gateway).at_once
    begin_payment(purchase.payment, outcome)
    orders = [_order(purchase, part, choices.addresses.get(part.coop.pk, "")) for part in now.parts]
    begin(purchase, orders, confirmed=outcome is not None)
    if outcome is None:
        purchase.reserved_until = timezone.now() + timedelta(minutes=settings.RESERVATION_MINUTES)
    _save(purchase, orders)
    _new_lines(
        sold_line(order, line, order.place.tax_jurisdiction)
        for order, part in zip(orders, now.parts, strict=True)
        for line in part.lines
    )
    if outcome is None:
        _look_again(purchase)
    else:
        record_purchase(purchase, orders)
        notify(purchase, "order_placed")
    return purchase


def _purchase(now: Quote, buyer: Buyer, contact: ContactDetails, choices: Choices, key: str) -> Purchase:
    return Purchase(
        code=speakable_code(),
        token=secrets.token_urlsafe(32),
        idempotency_key=key,
        user=buyer.user,
        buying_coop=buyer.coop,
        contact=Contact(name=contact.name, email=contact.email, phone=contact.phone, language=contact.language),
        language=contact.language,
        currency=now.currency,
        goods_minor=now.goods,
        tax_minor=now.tax,
        note=choices.note,
    )


def _order(purchase: Purchase, part: SellerPart, address: str) -> Order:
    window = part.window
    assert window is not None  # noqa: S101 - `_reserve` refused a part without one
    return Order(
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
        contribution_minor=network_part(part.goods),
    )


def _save(purchase: Purchase, orders: list[Order]) -> None:
    """Each row once, in its final state."""
    assert purchase.payment is not None  # noqa: S101 - `_write` has just set it
    _new_contacts([purchase.contact])
    _new_payments([purchase.payment])
    _new_purchases([purchase])
    _new_orders(orders)
    first_events(orders, by=purchase.user)


_new_contacts, _new_payments = PreparedInsert(Contact), PreparedInsert(Payment)
_new_purchases, _new_orders, _new_lines = PreparedInsert(Purchase), PreparedInsert(Order), PreparedInsert(Line)


def _look_again(purchase: Purchase) -> None:
    """Whatever becomes of the buyer: a little after the reservation ends somebody looks."""
    enqueue("purchase.settle", {"purchase": purchase.pk}, due=purchase.reserved_until)


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
