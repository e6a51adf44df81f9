"""The ticket of an order, by a secret link: it works on paper too, and its code can be said on the telephone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.people.phones import said_phone
from ground.qr import qr_svg
from ground.texts import active_language
from marketplace.catalog.models import Unit
from marketplace.fulfilment.spoken import moment_words, when_words
from marketplace.money import format_amount, format_share
from marketplace.orders.models import Line, LineState, Order, OrderState, Purchase, PurchaseState
from marketplace.orders.selectors import purchase_by_link
from marketplace.orders.settle import give_up, pay_at_pickup_instead
from marketplace.orders.work import TooLate, can_be_stopped, stop_by_buyer
from marketplace.payments.models import Payment, PaymentState
from marketplace.shop.paying import pay_url, ticket_path
from marketplace.tax.lines import TaxReason

_BLOCKS = 4  # on top of a ticket; more would push the day to a line of its own


def _purchase(code: str, token: str) -> Purchase:
    """Whoever has the link may see it. An altered or old one is as if it never was."""
    purchase = purchase_by_link(code, token)
    if purchase is None:
        raise Http404
    return purchase


def ticket(request: HttpRequest, code: str, token: str) -> HttpResponse:
    purchase = _purchase(code, token)
    orders = list(purchase.orders.all())
    taken = _taken_in_hand(purchase, orders)
    context = {
        "purchase": purchase,
        "reach": purchase.contact.email or said_phone(purchase.contact.phone),
        "orders": [_told(order) for order in orders],
        "next": min((_local(o, o.window_starts) for o in orders if o.state != OrderState.CANCELLED), default=None),
        "taken": format_amount(taken, purchase.currency) if taken else "",
        "total": format_amount(purchase.total_minor - taken, purchase.currency),
        "tax": format_amount(purchase.tax_minor, purchase.currency) if purchase.tax_minor else "",
        "total_label": _total_label(purchase),
        "waiting": purchase.state == PurchaseState.RESERVED,
        "released": purchase.state == PurchaseState.RELEASED,
        "payment_words": _payment_words(purchase.payment),
        "declined": purchase.payment is not None and purchase.payment.state == PaymentState.DECLINED,
        "qr": qr_svg(settings.SITE_URL + ticket_path(purchase)),
        "sellers": [order.coop for order in orders[:_BLOCKS]],
    }
    return _private(render(request, "shop/ticket.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# The buyer's words for where a seller's part stands; the desk has its own.
_STATES = {
    OrderState.PENDING: gettext_lazy("Waiting for the payment"),
    OrderState.PLACED: gettext_lazy("The co-op has your order"),
    OrderState.ACCEPTED: gettext_lazy("Accepted by the co-op"),
    OrderState.READY: gettext_lazy("Ready for you"),
    OrderState.HANDED_OVER: gettext_lazy("Handed over"),
    OrderState.CANCELLED: gettext_lazy("Cancelled"),
}


def _local(order: Order, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(order.zone))


def _told(order: Order) -> dict[str, Any]:
    """One seller's part in words."""
    currency = order.purchase.currency
    kept = order.contribution_minor
    return {
        "order": order,
        "state": _STATES[OrderState(order.state)],
        "is_over": order.state == OrderState.CANCELLED,
        "when": when_words(_local(order, order.window_starts), _local(order, order.window_ends)),
        "place": order.place,
        "lines": [_told_line(line, order) for line in order.lines.all()],
        "total": format_amount(order.total_minor, currency),
        "reaches": format_amount(order.goods_minor - kept, currency) if order.goods_minor else "",
        "can_stop": can_be_stopped(order),
        "until": moment_words(_local(order, order.cutoff)),
    }


def _told_line(line: Line, order: Order) -> dict[str, Any]:
    currency = order.purchase.currency
    return {
        "title": line.title_es if active_language() == "es" else line.title_en,
        "quantity": line.quantity,
        "unit": str(Unit(line.unit).label),
        "unit_price": format_amount(line.unit_minor, currency),
        "goods": format_amount(line.goods_minor, currency),
        "tax": _tax_words(line, currency),
        "why": line.why(order.coop.name),
        "cancelled": line.state == LineState.CANCELLED,
        "cancel_reason": line.cancel_reason,
    }


def _tax_words(line: Line, currency: str) -> str:
    if line.tax_minor:
        said = {"rate": format_share(line.tax_rate_bp), "amount": format_amount(line.tax_minor, currency)}
        return _("Sales tax %(rate)s: %(amount)s") % said
    return str(TaxReason(line.tax_reason).label) if line.tax_reason in set(TaxReason) else ""


def _payment_words(payment: Payment | None) -> str:
    if payment is None or payment.state == PaymentState.EXPIRED:
        return ""
    return str(PaymentState(payment.state).label)


def _taken_in_hand(purchase: Purchase, orders: list[Order]) -> int:
    """What sellers already took at pickup while other parts are still to be paid, in minor units."""
    if purchase.payment is None or purchase.payment.state != PaymentState.DUE:
        return 0
    return sum(order.total_minor for order in orders if order.state == OrderState.HANDED_OVER)


def _total_label(purchase: Purchase) -> str:
    state = purchase.payment.state if purchase.payment else PaymentState.DUE
    if state == PaymentState.DUE:
        return _("To pay at pickup")
    return _("Paid") if state in (PaymentState.PAID, PaymentState.REFUNDED) else _("To pay")


def ticket_stop(request: HttpRequest, code: str, token: str, order_id: str) -> HttpResponse:
    """Asks first; the answer stops one seller's part."""
    purchase = _purchase(code, token)
    order = next((order for order in purchase.orders.all() if order.public_id == order_id), None)
    if order is None:
        raise Http404
    if request.method != "POST":
        context = {"purchase": purchase, "part": _told(order), "ticket_url": ticket_path(purchase)}
        return _private(render(request, "shop/ticket_stop.html", context))
    try:
        stop_by_buyer(order=order)
        messages.success(request, _("Your order from %(coop)s is stopped.") % {"coop": order.coop.name})
    except TooLate as late:
        messages.error(request, str(late))
    return redirect(ticket_path(purchase))


@require_POST
def ticket_pay(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Go to the payment, or try it once more."""
    purchase = _purchase(code, token)
    return redirect(pay_url(purchase) or ticket_path(purchase))


@require_POST
def ticket_pay_at_pickup(request: HttpRequest, code: str, token: str) -> HttpResponse:
    purchase = _purchase(code, token)
    pay_at_pickup_instead(purchase.pk)
    return redirect(ticket_path(purchase))


@require_POST
def ticket_give_up(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The buyer does not want to pay any more; what was kept for them is for sale again."""
    purchase = _purchase(code, token)
    give_up(purchase.pk)
    return redirect(ticket_path(purchase))
