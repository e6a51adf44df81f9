"""A co-op's money, read from the ledger: each balance says why in one sentence, each line opens.

Amounts are minor units in the site's currency. Of an entry only the co-op's own account is read, never another seller's.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from marketplace.desk.frame import at_desk, render_desk
from marketplace.ledger.accounts import DUE_AT_PICKUP, SELLER_PAYABLE, AccountRef
from marketplace.ledger.selectors import Statement, StatementLine, balance, statement
from marketplace.money import format_amount, network_percent
from marketplace.orders.models import Order, OrderState
from marketplace.orders.selectors import orders_of_coop

PAGE = 30


@dataclass(frozen=True)
class Month:
    first: date

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def words(self) -> str:
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """From its first moment to the first one after it, by the co-op's clock."""
        begins, ends = (datetime.combine(day, time(), tzinfo=ZoneInfo(zone)) for day in (self.first, self.after))
        return begins, ends


def month_of(text: str, today: date) -> Month:
    """ "2026-11"; anything else, and a month to come, is the month of today."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return Month(today.replace(day=1))
    return Month(min(max(asked, date(2000, 1, 1)), today.replace(day=1)))


@require_safe
@at_desk(Capability.SEE_MONEY)
def money(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    today = timezone.localdate(timezone=ZoneInfo(coop.zone))
    month = month_of(request.GET.get("month", ""), today)
    account = AccountRef(SELLER_PAYABLE, coop.public_id, settings.CURRENCY)
    since, until = month.span(coop.zone)
    month_lines = statement(account, since=since, until=until)
    page = Paginator(month_lines.lines[::-1], PAGE).get_page(request.GET.get("page"))
    context = {
        "month": month,
        "has_next_month": month.after <= today,
        "panels": _panels(coop, account, month, month_lines),
        "page": page,
        "entries": _entries(coop, list(page)),
        "opening": format_amount(month_lines.opening),
        "closing": format_amount(month_lines.closing),
    }
    return render_desk(request, coop, "money.html", context)


def _panels(coop: Cooperative, account: AccountRef, month: Month, lines: Statement) -> list[dict[str, str]]:
    """(amount, bold words, why). What the account holds for open pickups is taken at the table and not by us."""
    owed, at_table = balance(account), balance(AccountRef(DUE_AT_PICKUP, coop.public_id, settings.CURRENCY))
    return [
        _owed(owed - at_table),
        {
            "amount": format_amount(at_table),
            "what": _("you take at the table"),
            "why": _("when open orders are handed over, because their buyers pay at pickup. Tax is in it."),
        },
        {
            "amount": format_amount(-_sum_of(lines, "contribution", "contribution returned")),
            "what": _("kept the network going in %(month)s") % {"month": month.words},
            "why": _("because it keeps %(share)s of what you sell, before tax.") % {"share": network_percent()},
        },
        {
            "amount": format_amount(_tax_of(coop, month)),
            "what": _("sales tax on what you handed over in %(month)s") % {"month": month.words},
            "why": _("because the state wants it. The network hands it on. You do nothing."),
        },
    ]


def _owed(minor: int) -> dict[str, str]:
    if minor < 0:
        what, why = _("you owe the network"), _("because the tax and the network's part are in the cash you took.")
    elif minor:
        what, why = _("comes to you"), _("because buyers paid by card for what you sold, less the network's part.")
    else:
        what, why = _("is open between you and the network"), _("because everything is settled.")
    return {"amount": format_amount(abs(minor)), "what": what, "why": why}


def _sum_of(lines: Statement, *kinds: str) -> int:
    return sum(line.amount for line in lines.lines if line.kind in kinds)


def _tax_of(coop: Cooperative, month: Month) -> int:
    """From the orders' own amounts: in a purchase of several sellers the ledger knows the tax in one sum only."""
    since, until = month.span(coop.zone)
    handed = Order.objects.filter(
        coop=coop, state=OrderState.HANDED_OVER, window_starts__gte=since, window_starts__lt=until
    )
    return handed.aggregate(tax=Sum("tax_minor"))["tax"] or 0


def _words(kind: str) -> str:
    known = {
        "purchase": _("Sold"),
        "contribution": _("Network contribution"),
        "contribution returned": _("Network contribution given back"),
        "line cancelled": _("Taken out, given back to the buyer"),
        "cash kept": _("Cash you took at the table"),
        "transfer": _("Paid to you"),
        "debt paid": _("Paid by you"),
    }
    return known.get(kind, kind)


def _entries(coop: Cooperative, lines: list[StatementLine]) -> list[dict[str, Any]]:
    references = {line.reference for line in lines}
    orders = {
        order.purchase.public_id: order for order in orders_of_coop(coop).filter(purchase__public_id__in=references)
    }
    return [_entry(line, orders.get(line.reference), ZoneInfo(coop.zone)) for line in lines]


def _entry(line: StatementLine, order: Order | None, zone: ZoneInfo) -> dict[str, Any]:
    rows = []
    if order is not None:
        rows = [
            {"label": _("Order"), "amount": order.purchase.code},
            {"label": _("Goods of the order"), "amount": format_amount(order.goods_minor)},
            {"label": _("Tax of the order"), "amount": format_amount(order.tax_minor)},
        ]
    rows.append({"label": _("Your account after it"), "amount": format_amount(line.balance)})
    what = f"{_words(line.kind)}, {order.purchase.code}" if order else _words(line.kind)
    return {
        "day": line.occurred_at.astimezone(zone),
        "what": what,
        "amount": format_amount(line.amount),
        "rows": rows,
    }
