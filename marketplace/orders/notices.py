"""What a buyer is told about a purchase, in the buyer's language. Written by the worker, after the transaction."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from directory.people.phones import said_phone
from ground.ids import public_id
from ground.messages import Address, render_message, send
from ground.outbox import Payload, enqueue, handler
from ground.texts import active_language
from marketplace.fulfilment.spoken import moment_words, when_words
from marketplace.money import format_amount
from marketplace.orders.models import Line, LineState, Order, OrderState, Purchase


def notify(purchase: Purchase, message: str, **about: str) -> None:
    """`message` names templates/messages/<message>.{subject.txt,txt,html}; `about` goes into it (order and line ids)."""
    once = public_id(20)  # the worker may carry a task out twice; the person gets one message
    enqueue("purchase.notify", {"purchase": purchase.pk, "message": message, "about": about, "once": once})


def ticket_url(purchase: Purchase) -> str:
    with translation.override(purchase.language):
        return settings.SITE_URL + reverse("ticket", args=[purchase.code, purchase.token])


@handler("purchase.notify")
def _notify(payload: Payload) -> None:
    purchase = Purchase.objects.select_related("contact", "payment", "buying_coop").get(pk=payload["purchase"])
    if purchase.contact.erased:
        return
    message, about = str(payload["message"]), payload["about"]
    assert isinstance(about, dict)  # noqa: S101 - written by `notify`
    with translation.override(purchase.language):
        parts = _parts(purchase)
    context = {
        "purchase": purchase,
        "total": format_amount(purchase.total_minor, purchase.currency),
        "parts": parts,
        "part": next((part for part in parts if part["id"] == about.get("order")), None),
        "line": next((line for part in parts for line in part["lines"] if line["id"] == about.get("line")), None),
        "phone": said_phone(settings.NETWORK_PHONE),
        "demonstration": settings.DEMONSTRATION,
        "reason": about.get("reason", ""),
        "url": ticket_url(purchase),
    }
    send(
        to=Address(email=purchase.contact.email, phone=purchase.contact.phone),
        message=render_message(message, context, purchase.language),
        key=f"purchase:{payload['once']}",
    )


def _parts(purchase: Purchase) -> list[dict[str, Any]]:
    """Each seller's part in words, in the active language."""
    orders = purchase.orders.select_related("coop", "place").prefetch_related("lines")
    return [_part(order, purchase.currency) for order in orders]


def _part(order: Order, currency: str) -> dict[str, Any]:
    zone = ZoneInfo(order.zone)
    return {
        "id": order.public_id,
        "coop": order.coop.name,
        "when": when_words(order.window_starts.astimezone(zone), order.window_ends.astimezone(zone)),
        "until": moment_words(order.cutoff.astimezone(zone)),
        "where": order.address if order.place.comes_to_buyer else order.place.label,
        "comes_to_buyer": order.place.comes_to_buyer,
        "tax": format_amount(order.tax_minor, currency) if order.tax_minor else "",
        "reaches": format_amount(order.goods_minor - order.contribution_minor, currency),
        "is_over": order.state == OrderState.CANCELLED,
        "lines": [_line(line, currency) for line in order.lines.all()],
    }


def _line(line: Line, currency: str) -> dict[str, Any]:
    return {
        "id": line.public_id,
        "quantity": line.quantity,
        "title": line.title_es if active_language() == "es" else line.title_en,
        "goods": format_amount(line.goods_minor, currency),
        "with_tax": format_amount(line.goods_minor + line.tax_minor, currency),
        "cancelled": line.state == LineState.CANCELLED,
    }


def tell_about(order: Order, message: str, *, line: Line | None = None, reason: str = "") -> None:
    notify(order.purchase, message, order=order.public_id, line=line.public_id if line else "", reason=reason)
