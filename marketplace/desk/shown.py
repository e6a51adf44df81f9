"""An order as the desk and its papers say it: in local times, with what is still to be paid."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.people.phones import said_phone
from ground.texts import isolated, said
from marketplace.fulfilment.spoken import day_words, hours_words, when_words
from marketplace.orders.models import OPEN_STATES, Line, LineState, Order, OrderState
from marketplace.payments.models import PaymentState


@dataclass(frozen=True)
class LineShown:
    line: Line

    @property
    def title(self) -> str:
        return said(self.line, "title").text

    @property
    def is_cancelled(self) -> bool:
        return self.line.state == LineState.CANCELLED


@dataclass(frozen=True)
class OrderShown:
    """Wants the order as `orders_of_coop` fetches it: with its purchase, contact, payment, place and lines."""

    order: Order

    @property
    def starts(self) -> datetime:
        return self.order.window_starts.astimezone(ZoneInfo(self.order.zone))

    @property
    def ends(self) -> datetime:
        return self.order.window_ends.astimezone(ZoneInfo(self.order.zone))

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def day_words(self) -> str:
        return day_words(self.day)

    @property
    def hours(self) -> str:
        return hours_words(self.starts, self.ends)

    @property
    def when(self) -> str:
        return when_words(self.starts, self.ends)

    @property
    def where(self) -> str:
        return self.order.address or self.order.place.name.html

    @property
    def buyer(self) -> str:
        """The co-op that buys and who ordered for it, or the person."""
        coop, name = self.order.purchase.buying_coop, self.order.purchase.contact.name
        return f"{isolated(coop.name)} ({isolated(name)})" if coop else name

    @property
    def phone(self) -> str:
        return said_phone(self.order.purchase.contact.phone)

    @property
    def is_open(self) -> bool:
        return self.order.state in OPEN_STATES

    @property
    def is_packed(self) -> bool:
        return self.order.state == OrderState.READY

    @property
    def due_minor(self) -> int:
        """What the buyer still pays in hand, tax included, in minor units."""
        payment = self.order.purchase.payment
        is_due = payment is not None and payment.state == PaymentState.DUE
        return self.order.total_minor if is_due and self.is_open else 0

    @property
    def lines(self) -> list[LineShown]:
        return [LineShown(line) for line in self.order.lines.all()]

    @property
    def active_lines(self) -> list[LineShown]:
        return [shown for shown in self.lines if not shown.is_cancelled]
