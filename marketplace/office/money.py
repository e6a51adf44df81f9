"""The network's money: does the ledger hold, does it say what the orders say, and whose is what. Amounts in minor units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.coops.models import Cooperative
from marketplace.ledger.accounts import (
    DUE_AT_PICKUP,
    NETWORK_CONTRIBUTION,
    SELLER_PAYABLE,
    TAX_PAYABLE,
    AccountRef,
)
from marketplace.ledger.invariants import check_invariants
from marketplace.ledger.selectors import balances
from marketplace.money import format_amount
from marketplace.office.frame import in_office, render_office
from marketplace.orders.models import OPEN_STATES, Order, OrderState, PurchaseState
from marketplace.payments.models import PaymentState

KEEP = 15 * 60
_KEY = "office:ledger-check"


@dataclass(frozen=True)
class Check:
    """What `check_invariants` found, and when it was asked: it reads the whole ledger, so its answer is kept a while."""

    at: datetime
    wrong: list[str]


@dataclass(frozen=True)
class Compared:
    """One sum, as the ledger has it and as the orders add up to it."""

    what: str
    ledger: int
    orders: int

    @property
    def gap(self) -> int:
        return self.ledger - self.orders


@require_safe
@in_office
def money(request: HttpRequest) -> HttpResponse:
    books = {ref: amount for ref, amount in balances().items() if ref.currency == settings.CURRENCY}
    compared = _compare(books)
    unexplained = sum(abs(row.gap) for row in compared)
    context = {
        "check": _check(),
        "compared": [(row, format_amount(row.ledger), format_amount(row.orders)) for row in compared],
        "unexplained": format_amount(unexplained),
        "is_explained": unexplained == 0,
        "accounts": _accounts(books),
        "sellers": _sellers(books),
    }
    return render_office(request, "money.html", context)


@in_office
@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    cache.delete(_KEY)
    return redirect("office_money")


def _check() -> Check:
    kept = cache.get(_KEY)
    if isinstance(kept, Check):
        return kept
    fresh = Check(timezone.now(), check_invariants())
    cache.set(_KEY, fresh, KEEP)
    return fresh


def _orders(condition: Q) -> "QuerySet[Order]":
    return Order.objects.filter(condition, purchase__state=PurchaseState.CONFIRMED)


def _compare(books: dict[AccountRef, int]) -> list[Compared]:
    """One query. What was sold and not cancelled owes tax and contribution; what is open and unpaid is due at pickup."""
    sold = _orders(~Q(state__in=(OrderState.CANCELLED, OrderState.PENDING)))
    is_due = Q(state__in=OPEN_STATES, purchase__payment__state=PaymentState.DUE)
    sums = sold.aggregate(
        tax=Sum("tax_minor"),
        contribution=Sum("contribution_minor"),
        due=Sum(F("goods_minor") + F("tax_minor"), filter=is_due),
    )
    return [
        Compared(_("Due at pickup"), _total(books, DUE_AT_PICKUP), sums["due"] or 0),
        Compared(_("Sales tax"), _total(books, TAX_PAYABLE), sums["tax"] or 0),
        Compared(_("Network contribution"), _total(books, NETWORK_CONTRIBUTION), sums["contribution"] or 0),
    ]


def _total(books: dict[AccountRef, int], code: str) -> int:
    return sum(amount for ref, amount in books.items() if ref.code == code)


def _accounts(books: dict[AccountRef, int]) -> list[dict[str, Any]]:
    """Each code of the chart with its sum over all owners."""
    names: dict[str, Callable[[], str]] = {
        "card_clearing": lambda: _("Card money on its way to the bank"),
        "bank": lambda: _("Bank"),
        DUE_AT_PICKUP: lambda: _("Taken by sellers at the table, still to come"),
        SELLER_PAYABLE: lambda: _("Held for co-ops"),
        TAX_PAYABLE: lambda: _("Held for the state: sales tax"),
        "solidarity_fund": lambda: _("Solidarity fund"),
        NETWORK_CONTRIBUTION: lambda: _("Network contribution"),
        "processing_cost": lambda: _("Cost of cards"),
    }
    known = {ref.code for ref in books}
    return [
        {"label": name(), "amount": format_amount(_total(books, code))} for code, name in names.items() if code in known
    ]


def _sellers(books: dict[AccountRef, int]) -> list[dict[str, Any]]:
    """What we owe each co-op once its open orders are handed over, most first; below zero it owes us."""
    owed: dict[str, int] = {}
    for ref, amount in books.items():
        if ref.code in (SELLER_PAYABLE, DUE_AT_PICKUP):
            owed[ref.owner] = owed.get(ref.owner, 0) + (amount if ref.code == SELLER_PAYABLE else -amount)
    names = dict(Cooperative.objects.filter(public_id__in=owed).values_list("public_id", "name"))
    ranked = sorted(owed.items(), key=lambda row: -row[1])
    return [{"label": names.get(owner, owner), "amount": format_amount(minor)} for owner, minor in ranked if minor]
