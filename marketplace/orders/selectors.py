"""Orders as the ticket, the desk, the office and the home page ask for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from directory.coops.models import Cooperative
from directory.people.models import User
from ground.prepared import Prepared, hand_out
from marketplace.orders.models import OPEN_STATES, Line, Order, OrderState, Purchase, PurchaseState

_LATEST_FIRST = (Coalesce("confirmed", "created").desc(), "-pk")
# A ticket's link stops working this long after the last hand-over: it names a person.
TICKET_DAYS = 180


# Of the co-op and the place a ticket says little; their long texts stay in the database.
_OF_ORDER = [field.name for field in Order._meta.concrete_fields]
_ON_A_TICKET = (
    *(f"coop__{name}" for name in ("public_id", "kind", "name", "slug", "state")),
    *(f"place__{name}" for name in ("name_en", "name_es", "source_language", "street", "city", "comes_to_buyer")),
)


def purchase_by_link(code: str, token: str) -> Purchase | None:
    """The purchase of a signed link, with all a ticket shows. None for an altered or expired link."""
    purchase = _by_link.first(code.upper(), token)
    if purchase is None:
        return None
    hand_out([purchase], "orders", _orders_of(purchase.pk))
    orders = purchase.orders.all()
    hand_out(orders, "lines", _lines_of(tuple(order.pk for order in orders)))
    last = max((order.window_ends for order in purchase.orders.all()), default=purchase.created)
    return purchase if timezone.now() - last <= timedelta(days=TICKET_DAYS) else None


_by_link = Prepared(
    lambda code, token: (
        Purchase.objects.filter(code=code, token=token).select_related("contact", "payment", "buying_coop").order_by()
    )
)
_orders_of = Prepared(
    lambda purchase: (
        Order.objects.filter(purchase_id=purchase).select_related("coop", "place").only(*_OF_ORDER, *_ON_A_TICKET)
    )
)
_lines_of = Prepared(lambda orders: Line.objects.filter(order_id__in=orders))


def _orders() -> "QuerySet[Order]":
    return Order.objects.select_related("coop", "place").prefetch_related("lines")


def orders_of_coop(coop: Cooperative) -> "QuerySet[Order]":
    """A seller's own part of purchases that were really placed; never another seller's lines."""
    return (
        _orders()
        .filter(coop=coop)
        .exclude(state=OrderState.PENDING)
        .exclude(purchase__state=PurchaseState.RELEASED)
        .select_related("purchase__contact", "purchase__buying_coop", "purchase__payment")
    )


@dataclass(frozen=True)
class Waiting:
    """How many orders wait for one kind of work, and the first of them, soonest window first."""

    count: int
    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Today:
    """What a co-op has to do."""

    to_accept: Waiting
    to_pack: Waiting
    to_hand_over: Waiting


def today_of(coop: Cooperative, *, first: int) -> Today:
    """The counts, and the `first` orders of each kind: three queries for any number of orders."""
    of_its_kind = Window(RowNumber(), partition_by=F("state"), order_by=("window_starts", "pk"))
    waiting = orders_of_coop(coop).filter(state__in=OPEN_STATES)
    counts = dict(waiting.order_by().values_list("state").annotate(Count("pk")))
    shown = list(waiting.annotate(turn=of_its_kind).filter(turn__lte=first).order_by("window_starts", "pk"))

    def of(state: OrderState) -> Waiting:
        return Waiting(counts.get(state, 0), tuple(order for order in shown if order.state == state))

    return Today(to_accept=of(OrderState.PLACED), to_pack=of(OrderState.ACCEPTED), to_hand_over=of(OrderState.READY))


def purchases_of_person(user: User) -> "QuerySet[Purchase]":
    """What a person bought for themselves."""
    return _placed().filter(user=user, buying_coop__isnull=True).order_by(*_LATEST_FIRST)


def purchases_of_coop(coop: Cooperative) -> "QuerySet[Purchase]":
    """What was bought for a co-op, by whomever."""
    return _placed().filter(buying_coop=coop).select_related("user").order_by(*_LATEST_FIRST)


def _placed() -> "QuerySet[Purchase]":
    return (
        Purchase.objects.exclude(state=PurchaseState.RELEASED)
        .select_related("payment", "contact")
        .prefetch_related(Prefetch("orders", queryset=_orders()))
    )


@dataclass(frozen=True)
class DayTotals:
    """What was spent on one pickup day, in minor units, and whom it reached."""

    day: date
    spent: int
    contribution: int
    tax: int
    coops: int

    @property
    def to_coops(self) -> int:
        return self.spent - self.contribution


def last_day_totals() -> DayTotals | None:
    """The sums of the latest day on which orders were handed over, from the orders' own amounts. Two queries."""
    handed = Order.objects.filter(state=OrderState.HANDED_OVER)
    last = handed.order_by("-window_starts").first()
    if last is None:
        return None
    within = Q(window_starts__gte=last.window_starts - timedelta(hours=12), window_starts__lte=last.window_starts)
    sums = handed.filter(within).aggregate(
        goods=Sum("goods_minor"),
        kept=Sum("contribution_minor"),
        tax=Sum("tax_minor"),
        coops=Count("coop", distinct=True),
    )
    return DayTotals(
        day=timezone.localdate(last.window_starts),
        spent=sums["goods"],
        contribution=sums["kept"],
        tax=sums["tax"],
        coops=sums["coops"],
    )


def line_of(coop: Cooperative, line_id: str) -> Line | None:
    """A line of the co-op's own orders, by public id."""
    return Line.objects.select_related("order__purchase", "variant").filter(order__coop=coop, public_id=line_id).first()
