"""What a co-op does with its part of a purchase: accept, make ready, hand over, take a line out."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.people.models import User
from marketplace.catalog.stock import Demand, give_back
from marketplace.money import network_part
from marketplace.orders.books import record_hand_over, record_line_cancelled
from marketplace.orders.models import Line, LineState, Order, OrderEvent, OrderState, Purchase
from marketplace.orders.notices import tell_about
from marketplace.orders.states import IllegalStep, locked_order, move_order
from marketplace.payments import services as payments
from marketplace.payments.models import PaymentState

_OVER = (OrderState.HANDED_OVER, OrderState.CANCELLED)


def accept(*, order: Order, by: User) -> Order:
    return move_order(order.pk, OrderState.ACCEPTED, by=by)


@transaction.atomic
def mark_ready(*, order: Order, by: User) -> Order:
    ready = move_order(order.pk, OrderState.READY, by=by)
    tell_about(ready, "order_ready")
    return ready


@transaction.atomic
def hand_over(*, order: Order, by: User) -> Order:
    """Raises IllegalStep where the order is not ready. Paid at pickup, this is also the moment the cash was taken."""
    done = move_order(order.pk, OrderState.HANDED_OVER, by=by)
    record_hand_over(done)
    _close_payment_in_hand(done.purchase)
    return done


def _close_payment_in_hand(purchase: Purchase) -> None:
    payment = purchase.payment
    if payment is None or payment.state != PaymentState.DUE:
        return
    if not purchase.orders.exclude(state__in=_OVER).exists():
        fetched = purchase.orders.filter(state=OrderState.HANDED_OVER).exists()
        payments.move_payment(payment.pk, PaymentState.PAID if fetched else PaymentState.EXPIRED)


@transaction.atomic
def cancel_line(*, line: Line, by: User | None, reason: str) -> Order:
    """Take a line out: stock and money go back, the buyer hears of it with the reason. Raises IllegalStep after hand-over."""
    order = locked_order(line.order_id)
    line = Line.objects.select_for_update(of=("self",)).select_related("variant").get(pk=line.pk)
    if line.state == LineState.CANCELLED:
        return order
    if order.state in _OVER or order.state == OrderState.PENDING:
        raise IllegalStep(order.state, OrderState.CANCELLED)
    _take_out(order, line, reason)
    OrderEvent.objects.create(order=order, was=order.state, became=order.state, by=by, note=reason, line=line)
    tell_about(order, "line_cancelled", line=line, reason=reason)
    if not order.lines.filter(state=LineState.ACTIVE).exists():
        order = move_order(order.pk, OrderState.CANCELLED, by=by, note=reason)
        _close_payment_in_hand(order.purchase)
    return order


def _take_out(order: Order, line: Line, reason: str) -> None:
    line.state, line.cancel_reason = LineState.CANCELLED, reason
    line.save(update_fields=["state", "cancel_reason"])
    if line.variant is not None:
        give_back([Demand(line.variant, line.quantity)])
    kept_before = order.contribution_minor
    order.goods_minor -= line.goods_minor
    order.tax_minor -= line.tax_minor
    order.contribution_minor = network_part(order.goods_minor)
    order.save(update_fields=["goods_minor", "tax_minor", "contribution_minor", "changed"])
    purchase = order.purchase
    purchase.goods_minor -= line.goods_minor
    purchase.tax_minor -= line.tax_minor
    purchase.save(update_fields=["goods_minor", "tax_minor"])
    record_line_cancelled(order, line, kept_before - order.contribution_minor)
    _refund(purchase, line)


def _refund(purchase: Purchase, line: Line) -> None:
    payment = purchase.payment
    amount = line.goods_minor + line.tax_minor
    if payment is not None and payment.state in (PaymentState.PAID, PaymentState.DUE):
        payments.give_back(payment=payment, amount=amount, key=f"line-{line.public_id}")


@transaction.atomic
def cancel_order(*, order: Order, by: User | None, reason: str) -> Order:
    """Take out each line of it. Raises IllegalStep after hand-over."""
    for line in order.lines.filter(state=LineState.ACTIVE).order_by("pk"):
        order = cancel_line(line=line, by=by, reason=reason)
    return order


class TooLate(Exception):
    """The buyer may change nothing any more: the cut-off is past. The message is for the person."""


def can_be_stopped(order: Order) -> bool:
    return order.cutoff > timezone.now() and order.state in (OrderState.PLACED, OrderState.ACCEPTED)


@transaction.atomic
def stop_by_buyer(*, order: Order) -> Order:
    """The buyer takes back one seller's part before its cut-off. Raises TooLate; stopped before, it changes nothing."""
    order = locked_order(order.pk)
    if order.state == OrderState.CANCELLED:
        return order
    if not can_be_stopped(order):
        raise TooLate(_("It is being packed, so it can no longer be stopped here. Please call us."))
    return cancel_order(order=order, by=None, reason=_("The buyer stopped this order."))
