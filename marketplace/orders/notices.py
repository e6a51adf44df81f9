"""What a buyer is told about a purchase, in the buyer's language. Written by the worker, after the transaction."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ground.ids import public_id
from ground.messages import Address, render_message, send
from ground.outbox import enqueue, handler
from marketplace.orders.models import Line, Order, Purchase


def notify(purchase: Purchase, message: str, **about: str) -> None:
    """`message` names templates/messages/<message>.{subject.txt,txt,html}; `about` goes into it (order and line ids)."""
    once = public_id(20)  # the worker may carry a task out twice; the person gets one message
    enqueue("purchase.notify", {"purchase": purchase.pk, "message": message, "about": about, "once": once})


def ticket_url(purchase: Purchase) -> str:
    with translation.override(purchase.language):
        return settings.SITE_URL + reverse("ticket", args=[purchase.code, purchase.token])


@handler("purchase.notify")
def _notify(payload: dict[str, object]) -> None:
    purchase = Purchase.objects.select_related("contact", "payment", "buying_coop").get(pk=payload["purchase"])
    message, about = str(payload["message"]), payload["about"]
    assert isinstance(about, dict)  # noqa: S101 - written by `notify`
    orders = list(purchase.orders.select_related("coop", "place").prefetch_related("lines"))
    context = {
        "purchase": purchase,
        "orders": orders,
        "order": next((order for order in orders if order.public_id == about.get("order")), None),
        "line": Line.objects.filter(order__purchase=purchase, public_id=about.get("line", "")).first(),
        "reason": about.get("reason", ""),
        "url": ticket_url(purchase),
    }
    send(
        to=Address(email=purchase.contact.email, phone=purchase.contact.phone),
        message=render_message(message, context, purchase.language),
        key=f"purchase:{payload['once']}",
    )


def tell_about(order: Order, message: str, *, line: Line | None = None, reason: str = "") -> None:
    notify(order.purchase, message, order=order.public_id, line=line.public_id if line else "", reason=reason)
