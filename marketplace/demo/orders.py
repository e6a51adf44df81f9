"""A past of orders on the invented books, and a few open ones so that each desk has something to do.

The rows are written as the checkout writes them, dated back; the ledger then records them through the same functions.
"""

import random
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from directory.coops.acting import Buyer
from directory.coops.models import Cooperative
from directory.people.models import Contact, User
from ground.ids import speakable_code
from marketplace.cart.quote import QuoteLine
from marketplace.catalog.models import Variant
from marketplace.fulfilment.models import WindowRule
from marketplace.fulfilment.windows import Window, window_on
from marketplace.money import network_part
from marketplace.orders.books import record_hand_over, record_purchase
from marketplace.orders.checkout import sold_line
from marketplace.orders.models import Line, Order, OrderEvent, OrderState, Purchase, PurchaseState
from marketplace.payments.models import Payment, PaymentState
from marketplace.pricing.resolve import PriceDecision
from marketplace.pricing.selectors import prices_for
from marketplace.tax.lines import tax_for

PAST, WEEKS, OPEN = 60, 9, 12
_WEEK = timedelta(days=7)
_GUESTS = (
    ("Ms. Ruth", "en"),
    ("Bernice T.", "en"),
    ("Mr. Coleman", "en"),
    ("Yolanda", "en"),
    ("Don Chuy", "es"),
    ("Señora Pilar", "es"),
    ("Tasha and the twins", "en"),
    ("Deacon Price", "en"),
    ("Marisol", "es"),
    ("Big Earl", "en"),
    ("Keisha M.", "en"),
    ("The Wednesday choir", "en"),
)


@transaction.atomic
def load_orders() -> None:
    dice = random.Random(1967)  # the same past on every machine
    shelf = _shelf()
    rules = [r for r in WindowRule.objects.select_related("place", "coop") if not r.place.comes_to_buyer]
    now = timezone.now()
    for number in range(PAST):
        _purchase(dice, shelf, rules, now, weeks=-1 - number % WEEKS, state=OrderState.HANDED_OVER)
    for number in range(OPEN):
        state = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY)[number % 3]
        _purchase(dice, shelf, rules, now, weeks=0, state=state)


def _shelf() -> dict[int, list[Variant]]:
    shelf: dict[int, list[Variant]] = {}
    variants = Variant.objects.filter(listing__kind="good", price_minor__lt=4000).select_related(
        "listing__coop", "stock"
    )
    for variant in variants.order_by("pk"):
        if variant.stock is None or variant.stock.available >= 4 * variant.takes:
            shelf.setdefault(variant.listing.coop_id, []).append(variant)
    return shelf


def _window(rule: WindowRule, now: datetime, weeks: int) -> Window:
    """The next window of the rule, moved by so many weeks."""
    day = timezone.localdate(now)
    ahead = (rule.weekday - day.weekday()) % 7 or 7
    return window_on(rule, day + timedelta(days=ahead) + weeks * _WEEK)


def _purchase(
    dice: random.Random,
    shelf: dict[int, list[Variant]],
    rules: list[WindowRule],
    now: datetime,
    *,
    weeks: int,
    state: OrderState,
) -> None:
    place = dice.choice(rules).place_id
    sellers = [rule for rule in rules if rule.place_id == place and rule.coop_id in shelf]
    chosen = dice.sample(sellers, k=min(len(sellers), dice.choice((1, 2, 2, 3))))
    bakery_buys = weeks < 0 and dice.random() < 0.2
    buyer = _bakery_buyer() if bakery_buys else Buyer()
    purchase = _blank(dice, buyer, _window(chosen[0], now, weeks).cutoff - timedelta(hours=dice.randint(2, 60)), now)
    for rule in chosen:
        if not (bakery_buys and rule.coop == buyer.coop):
            _order(dice, purchase, rule, _window(rule, now, weeks), shelf[rule.coop_id], buyer, state)
    _finish(purchase, state)


def _bakery_buyer() -> Buyer:
    return Buyer(
        user=User.objects.get(email="nia@demo.example"), coop=Cooperative.objects.get(slug="morning-shift-bakery")
    )


def _blank(dice: random.Random, buyer: Buyer, at: datetime, now: datetime) -> Purchase:
    name, language = dice.choice(_GUESTS)
    who = (buyer.user.name, "en") if buyer.user else (name, language)
    at = min(at, now - timedelta(hours=1))
    purchase = Purchase.objects.create(
        code=speakable_code(),
        token=secrets.token_urlsafe(32),
        idempotency_key=f"demo-{secrets.token_hex(8)}",
        user=buyer.user,
        buying_coop=buyer.coop,
        contact=Contact.objects.create(name=who[0], phone=f"+1601555{dice.randint(150, 199):04d}", language=who[1]),
        language=who[1],
        goods_minor=0,
        tax_minor=0,
        is_demo=True,
    )
    Purchase.objects.filter(pk=purchase.pk).update(created=at)
    purchase.confirmed = at
    return purchase


def _order(
    dice: random.Random,
    purchase: Purchase,
    rule: WindowRule,
    window: Window,
    variants: list[Variant],
    buyer: Buyer,
    state: OrderState,
) -> None:
    picked = [
        (variant, dice.choice((1, 1, 2)))
        for variant in dice.sample(variants, k=min(len(variants), dice.choice((1, 1, 2, 3))))
    ]
    prices = prices_for(picked, buyer)
    order = Order.objects.create(
        purchase=purchase,
        coop=rule.coop,
        state=state,
        place=rule.place,
        window_starts=window.starts,
        window_ends=window.ends,
        cutoff=window.cutoff,
        zone=window.zone,
        goods_minor=0,
        tax_minor=0,
        contribution_minor=0,
    )
    lines = [_sold(order, variant, quantity, prices[variant.pk], window, buyer) for variant, quantity in picked]
    Line.objects.bulk_create(lines)
    order.goods_minor = sum(line.goods_minor for line in lines)
    order.tax_minor = sum(line.tax_minor for line in lines)
    order.contribution_minor = network_part(order.goods_minor)
    order.save()
    OrderEvent.objects.create(order=order, became=state, note="Demo")


def _sold(order: Order, variant: Variant, quantity: int, price: PriceDecision, window: Window, buyer: Buyer) -> Line:
    jurisdiction = window.place.tax_jurisdiction
    tax = tax_for(
        tax_class=variant.listing.tax_class,
        jurisdiction=jurisdiction,
        on=window.day,
        amount=price.unit_price * quantity,
        resale_certificate=buyer.coop is not None and buyer.coop.has_resale_certificate,
    )
    quoted = QuoteLine(variant, quantity, price, tax, seen=price.unit_price, left=None, troubles=())
    return sold_line(order, quoted, jurisdiction)


def _finish(purchase: Purchase, state: OrderState) -> None:
    orders = list(purchase.orders.select_related("coop"))
    if not orders:
        contact = purchase.contact
        purchase.delete()
        contact.delete()
        return
    purchase.goods_minor = sum(order.goods_minor for order in orders)
    purchase.tax_minor = sum(order.tax_minor for order in orders)
    purchase.state = PurchaseState.CONFIRMED
    is_over = state == OrderState.HANDED_OVER
    purchase.payment = Payment.objects.create(
        gateway="pickup",
        reference=purchase.public_id,
        state=PaymentState.PAID if is_over else PaymentState.DUE,
        amount_minor=purchase.total_minor,
        idempotency_key=f"purchase-{purchase.public_id}",
    )
    purchase.save()
    record_purchase(purchase)
    for order in orders if is_over else ():
        order.purchase = purchase
        record_hand_over(order, at=order.window_starts)


def bring_forward() -> bool:
    """Open orders of the demonstration whose pickup day has passed wait for the same day of a coming week."""
    late = Order.objects.filter(purchase__is_demo=True, window_ends__lt=timezone.now()).exclude(
        state__in=(OrderState.HANDED_OVER, OrderState.CANCELLED)
    )
    last = late.aggregate(first=Max("window_ends"))["first"]
    if last is None:
        return False
    by = _WEEK * ((timezone.now() - last) // _WEEK + 1)
    late.update(window_starts=F("window_starts") + by, window_ends=F("window_ends") + by, cutoff=F("cutoff") + by)
    return True
