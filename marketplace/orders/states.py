"""The one door for the state of a purchase and of an order: lock, read again, check the table, save, write history."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from directory.people.models import User
from ground.prepared import PreparedInsert
from marketplace.orders.models import (
    ORDER_TRANSITIONS,
    PURCHASE_TRANSITIONS,
    Line,
    Order,
    OrderEvent,
    OrderState,
    Purchase,
    PurchaseState,
)


class IllegalStep(Exception):
    """The order or purchase has moved on; nothing has changed. `now` is the state it is in."""

    def __init__(self, was: str, to: str) -> None:
        super().__init__(f"What is {was} cannot become {to}.")
        self.now = was


def locked_purchase(purchase_id: int) -> Purchase:
    """Row lock on PostgreSQL; on SQLite the transaction itself is the only writer. Purchases are locked before orders."""
    return Purchase.objects.select_for_update().get(pk=purchase_id)


def locked_order(order_id: int) -> Order:
    """Locks the purchase first, then the order: always in this order."""
    purchase_id = Order.objects.values_list("purchase_id", flat=True).get(pk=order_id)
    purchase = locked_purchase(purchase_id)
    order = Order.objects.select_for_update().get(pk=order_id)
    order.purchase = purchase
    return order


def begin(purchase: Purchase, orders: Iterable[Order], *, confirmed: bool) -> None:
    """The first state of a purchase that is being written, and of its orders: `confirmed` where nobody has to be waited
    for. Each new order needs its history too: `first_events`, once it is saved.
    """
    purchase.state = PurchaseState.CONFIRMED if confirmed else PurchaseState.RESERVED
    if confirmed:
        purchase.confirmed = timezone.now()
    for order in orders:
        order.state = OrderState.PLACED if confirmed else OrderState.PENDING


def first_events(orders: Iterable[Order], *, by: User | None) -> None:
    _new_events(OrderEvent(order=order, became=order.state, by=by) for order in orders)


_new_events = PreparedInsert(OrderEvent)


def place_pending(purchase: Purchase) -> list[Order]:
    """The orders of a purchase that has just been confirmed, inside the transaction that holds its lock."""
    orders = list(purchase.orders.select_for_update(of=("self",)).select_related("coop").order_by("pk"))
    pending = [order for order in orders if order.state == OrderState.PENDING]
    for order in pending:
        order.state, order.changed = OrderState.PLACED, timezone.now()
    Order.objects.bulk_update(pending, ["state", "changed"])
    OrderEvent.objects.bulk_create(
        OrderEvent(order=order, was=OrderState.PENDING, became=OrderState.PLACED) for order in pending
    )
    return orders


def move_purchase(purchase: Purchase, to: PurchaseState) -> None:
    """`purchase` comes from `locked_purchase`, inside the caller's transaction. Raises IllegalStep."""
    was = PurchaseState(purchase.state)
    if to not in PURCHASE_TRANSITIONS[was]:
        raise IllegalStep(was, to)
    purchase.state = to
    if to == PurchaseState.CONFIRMED:
        purchase.confirmed = timezone.now()
    purchase.save(update_fields=["state", "confirmed"])


@transaction.atomic
def move_order(
    order_id: int, to: OrderState, *, by: User | None = None, note: str = "", line: Line | None = None
) -> Order:
    """Raises IllegalStep, and then nothing has changed."""
    order = locked_order(order_id)
    was = OrderState(order.state)
    if to not in ORDER_TRANSITIONS[was]:
        raise IllegalStep(was, to)
    order.state = to
    order.save(update_fields=["state", "changed"])
    OrderEvent.objects.create(order=order, was=was, became=to, by=by, note=note, line=line)
    return order
