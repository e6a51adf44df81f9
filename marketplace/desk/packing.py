"""The pack sheet of a day: how much of each product in all, and what goes into each customer's bag. It prints in black."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from marketplace.desk.frame import at_desk, render_desk
from marketplace.desk.shown import OrderShown
from marketplace.fulfilment.spoken import day_words
from marketplace.orders.models import OPEN_STATES, OrderState
from marketplace.orders.selectors import orders_of_coop


@dataclass(frozen=True)
class PackSheet:
    """`to_accept`: new orders of the day, which are not on the sheet until somebody accepts them."""

    orders: list[OrderShown]
    to_accept: int

    @property
    def packed(self) -> int:
        return sum(shown.order.state == OrderState.READY for shown in self.orders)

    @property
    def products(self) -> list[tuple[str, str, int]]:
        """(title, unit, how many), by title."""
        return products_of(self.orders)


def products_of(orders: Iterable[OrderShown]) -> list[tuple[str, str, int]]:
    total: Counter[tuple[str, str]] = Counter()
    for shown in orders:
        for row in shown.active_lines:
            total[row.title, row.line.get_unit_display()] += row.line.quantity
    return [(title, unit, n) for (title, unit), n in sorted(total.items())]


def sheet_of(coop: Cooperative, day: date) -> PackSheet:
    """Two queries, whatever the number of orders. The day is the co-op's own."""
    begins = datetime.combine(day, time(), tzinfo=ZoneInfo(coop.zone))
    found = orders_of_coop(coop).filter(
        state__in=OPEN_STATES, window_starts__gte=begins, window_starts__lt=begins + timedelta(days=1)
    )
    shown = [OrderShown(order) for order in found.order_by("window_starts", "purchase__code")]
    return PackSheet(
        orders=[each for each in shown if each.order.state != OrderState.PLACED],
        to_accept=sum(each.order.state == OrderState.PLACED for each in shown),
    )


@require_safe
@at_desk(Capability.PACK)
def pack(request: HttpRequest, coop: Cooperative, day: date) -> HttpResponse:
    context = {
        "day": day,
        "day_words": day_words(day),
        "sheet": sheet_of(coop, day),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    return render_desk(request, coop, "pack.html", context)
