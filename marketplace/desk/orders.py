"""A co-op's own part of purchases: the list, an order, and each step of it. Steps are POST only."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from directory.people.signed_in import me
from ground.ids import read_code
from ground.onward import safe_next
from marketplace.desk.frame import at_desk, render_desk
from marketplace.desk.shown import OrderShown
from marketplace.orders import work
from marketplace.orders.models import Order, OrderState
from marketplace.orders.selectors import orders_of_coop
from marketplace.orders.states import IllegalStep

PAGE = 20
TABS: dict[str, tuple[OrderState, ...]] = {
    "new": (OrderState.PLACED,),
    "accepted": (OrderState.ACCEPTED,),
    "ready": (OrderState.READY,),
    "over": (OrderState.HANDED_OVER, OrderState.CANCELLED),
}
_LATEST_FIRST = {"over"}


@require_safe
@at_desk(Capability.PACK)
def orders(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    counts = _counts(coop)
    state = request.GET.get("state", "")
    if state not in TABS:
        state = next((name for name in ("new", "accepted", "ready") if counts[name]), "over")
    query = request.GET.get("q", "").strip()[:80]
    found = _named(orders_of_coop(coop), query) if query else orders_of_coop(coop).filter(state__in=TABS[state])
    order_by = ("-window_starts", "-pk") if query or state in _LATEST_FIRST else ("window_starts", "pk")
    page = Paginator(found.order_by(*order_by), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "orders": [OrderShown(order) for order in page],
        "tabs": _tabs(coop, counts, "" if query else state),
        "query": query,
    }
    return render_desk(request, coop, "orders.html", context)


def _counts(coop: Cooperative) -> dict[str, int]:
    per_tab = {name: Count("pk", filter=Q(state__in=states)) for name, states in TABS.items()}
    counts: dict[str, int] = orders_of_coop(coop).order_by().aggregate(**per_tab)
    return counts


def _tabs(coop: Cooperative, counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    labels = {"new": _("New"), "accepted": _("To pack"), "ready": _("To hand over"), "over": _("Done")}
    address = reverse("desk_orders", args=[coop.slug])
    return [
        {"url": f"{address}?state={name}", "label": label, "count": counts[name], "current": name == state}
        for name, label in labels.items()
    ]


def _named(found: "QuerySet[Order]", query: str) -> "QuerySet[Order]":
    """By what a buyer says at the table: the code in any spelling, a part of it, or a name."""
    code = read_code(query) or "-".join(query.split())
    named = Q(purchase__code__icontains=code) | Q(purchase__contact__name__icontains=query)
    return found.filter(named | Q(purchase__buying_coop__name__icontains=query))


@require_safe
@at_desk(Capability.PACK)
def order(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    found = _own(coop, public_id)
    shown = OrderShown(found)
    context = {
        "shown": shown,
        "order": found,
        "lines": [(row, row.line.why(coop.name)) for row in shown.lines],
        "reaches": found.goods_minor - found.contribution_minor,
        "events": found.events.select_related("by", "line"),
    }
    return render_desk(request, coop, "order.html", context)


def _own(coop: Cooperative, public_id: str) -> Order:
    """An order of the co-op; another co-op's is no page."""
    return get_object_or_404(orders_of_coop(coop), public_id=public_id)


@at_desk(Capability.WORK_ORDERS)
@require_POST
def accept(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    return _take_step(request, coop, public_id, work.accept, _("Accepted."))


@at_desk(Capability.PACK)
@require_POST
def ready(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    return _take_step(request, coop, public_id, work.mark_ready, _("Packed. The buyer hears that it is ready."))


@at_desk(Capability.WORK_ORDERS)
@require_POST
def hand_over(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    return _take_step(request, coop, public_id, work.hand_over, _("Handed over."))


def _take_step(
    request: HttpRequest, coop: Cooperative, public_id: str, step: Callable[..., Order], done: str
) -> HttpResponse:
    """Pressed twice, or by two people at once, a step is taken once and the second one is told."""
    own = _own(coop, public_id)
    try:
        step(order=own, by=me(request))
    except IllegalStep as late:
        messages.warning(request, already(own, late))
    else:
        messages.success(request, f"{own.purchase.code}: {done}")
    return redirect(safe_next(request, order_url(own)))


def already(order: Order, late: IllegalStep) -> str:
    return _("%(code)s: somebody did it already. It is now “%(state)s”, and nothing was changed.") % {
        "code": order.purchase.code,
        "state": OrderState(late.now).label,
    }


def order_url(order: Order) -> str:
    return reverse("desk_order", args=[order.coop.slug, order.public_id])
