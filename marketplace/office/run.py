"""The pickup day across sellers, on one sheet that works without power: who brings what, who comes, what is still to be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.coops.models import Cooperative
from directory.people.phones import said_phone
from ground.texts import Said, isolated
from marketplace.fulfilment.spoken import day_words, hours_words
from marketplace.fulfilment.windows import pickup_days
from marketplace.money import format_amount
from marketplace.office.frame import in_office, render_office
from marketplace.orders.models import OPEN_STATES, Line, LineState, Order, OrderState, PurchaseState
from marketplace.payments.models import PaymentState

_NOT_ON_IT = (OrderState.PENDING, OrderState.CANCELLED)


@dataclass(frozen=True)
class Seller:
    coop: Cooperative
    orders: list[Order]

    @property
    def items(self) -> int:
        return sum(line.quantity for order in self.orders for line in order.lines.all())

    @property
    def state(self) -> str:
        waiting = sum(order.state in (OrderState.PLACED, OrderState.ACCEPTED) for order in self.orders)
        if waiting:
            return _("%(n)s not ready yet") % {"n": waiting}
        handed = all(order.state == OrderState.HANDED_OVER for order in self.orders)
        return _("All handed over") if handed else _("All ready")

    @property
    def is_behind(self) -> bool:
        return any(order.state in (OrderState.PLACED, OrderState.ACCEPTED) for order in self.orders)

    @property
    def phone(self) -> str:
        return said_phone(self.coop.phone)


@dataclass(frozen=True)
class Comer:
    """One buyer at one place: all the sellers' parts of the purchase, and what is still to be paid in hand."""

    orders: list[Order]

    @property
    def code(self) -> str:
        return self.orders[0].purchase.code

    @property
    def name(self) -> str:
        purchase = self.orders[0].purchase
        person = purchase.contact.name
        return f"{isolated(purchase.buying_coop)} ({isolated(person)})" if purchase.buying_coop else person

    @property
    def sellers(self) -> str:
        return ", ".join(isolated(order.coop.name) for order in self.orders)

    @property
    def due(self) -> str:
        payment = self.orders[0].purchase.payment
        if payment is None or payment.state != PaymentState.DUE:
            return _("paid")
        minor = sum(order.total_minor for order in self.orders if order.state in OPEN_STATES)
        return format_amount(minor, self.orders[0].purchase.currency) if minor else _("paid")

    @property
    def is_done(self) -> bool:
        return all(order.state == OrderState.HANDED_OVER for order in self.orders)


@dataclass(frozen=True)
class PlaceSheet:
    name: Said
    sellers: list[Seller]
    windows: list[tuple[str, list[Comer]]]


@require_safe
@in_office
def run_next(request: HttpRequest) -> HttpResponse:
    """The day of today when something is handed over today, or else the next pickup day."""
    today = timezone.localdate()
    if _orders_on(today):
        return redirect("office_run", today)
    later = (
        Order.objects.filter(window_starts__gte=timezone.now(), state__in=OPEN_STATES).order_by("window_starts").first()
    )
    if later is not None:
        return redirect("office_run", later.window_starts.astimezone(ZoneInfo(later.zone)).date())
    days = pickup_days()
    return redirect("office_run", days[0].day if days else today)


@require_safe
@in_office
def run(request: HttpRequest, day: date) -> HttpResponse:
    orders = _orders_on(day)
    context = {
        "day_words": day_words(day),
        "places": _sheets(orders),
        "buyers": len({order.purchase_id for order in orders}),
        "sellers": len({order.coop_id for order in orders}),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    return render_office(request, "run.html", context)


def _orders_on(day: date) -> list[Order]:
    """Two queries, whatever their number. The day is the network's."""
    begins = datetime.combine(day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))
    active = Line.objects.filter(state=LineState.ACTIVE)
    found = (
        Order.objects.filter(window_starts__gte=begins, window_starts__lt=begins + timedelta(days=1))
        .exclude(state__in=_NOT_ON_IT)
        .exclude(purchase__state=PurchaseState.RELEASED)
        .select_related("coop", "place", "purchase__contact", "purchase__buying_coop", "purchase__payment")
        .prefetch_related(Prefetch("lines", queryset=active))
    )
    return list(found.order_by("place_id", "window_starts", "window_ends", "purchase__code", "pk"))


def _sheets(orders: Iterable[Order]) -> list[PlaceSheet]:
    """One for each place, by its name in the active language. `orders` come sorted by place."""
    by_place = [list(group) for _pk, group in groupby(orders, key=lambda order: order.place_id)]
    sheets = [PlaceSheet(name=here[0].place.name, sellers=_sellers(here), windows=_windows(here)) for here in by_place]
    return sorted(sheets, key=lambda sheet: sheet.name.text)


def _sellers(orders: list[Order]) -> list[Seller]:
    by_coop: dict[Cooperative, list[Order]] = {}
    for order in orders:
        by_coop.setdefault(order.coop, []).append(order)
    return [Seller(coop, by_coop[coop]) for coop in sorted(by_coop, key=lambda coop: coop.name)]


def _windows(orders: list[Order]) -> list[tuple[str, list[Comer]]]:
    def window(order: Order) -> Any:
        return (order.window_starts, order.window_ends)

    return [
        (_hours(group[0]), _comers(group))
        for group in (list(each) for _key, each in groupby(sorted(orders, key=window), key=window))
    ]


def _hours(order: Order) -> str:
    zone = ZoneInfo(order.zone)
    return hours_words(order.window_starts.astimezone(zone), order.window_ends.astimezone(zone))


def _comers(orders: list[Order]) -> list[Comer]:
    by_purchase: dict[int, list[Order]] = {}
    for order in orders:
        by_purchase.setdefault(order.purchase_id, []).append(order)
    return sorted((Comer(parts) for parts in by_purchase.values()), key=lambda comer: comer.code)
