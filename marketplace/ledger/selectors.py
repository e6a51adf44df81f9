"""Reading the ledger. Amounts are minor units with the account's natural sign: what we hold and what we owe are above
zero, a seller that owes us stands below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from marketplace.ledger.accounts import SELLER_PAYABLE, AccountRef
from marketplace.ledger.models import Account, Posting


@dataclass(frozen=True)
class StatementLine:
    """A posting as its account's reader sees it; `balance` is the account's after it."""

    occurred_at: datetime
    kind: str
    reference: str
    memo: str
    amount: int
    balance: int


@dataclass(frozen=True)
class Statement:
    account: AccountRef
    opening: int
    lines: tuple[StatementLine, ...]

    @property
    def closing(self) -> int:
        return self.lines[-1].balance if self.lines else self.opening


def balance(ref: AccountRef) -> int:
    """The sum of an account's postings; 0 for one that was never opened."""
    rows = Posting.objects.filter(account__code=ref.code, account__owner=ref.owner, account__currency=ref.currency)
    debit = rows.aggregate(total=Sum("amount_minor"))["total"] or 0
    return debit if ref.kind.grows_with_debit else -debit


def owed_to(seller: str, currency: str) -> int:
    """What the network owes a co-op (its public id); below zero, what the co-op owes."""
    return balance(AccountRef(SELLER_PAYABLE, seller, currency))


def balances() -> dict[AccountRef, int]:
    """Every account's balance, in one query."""
    rows = Account.objects.annotate(debit=Sum("postings__amount_minor")).order_by("code", "owner", "currency")
    return {row.ref: row.natural(row.debit or 0) for row in rows}


def statement(ref: AccountRef, *, since: datetime, until: datetime) -> Statement:
    """An account's postings that occurred from `since` on and before `until`, each with the balance after it."""
    account = Account.objects.filter(code=ref.code, owner=ref.owner, currency=ref.currency).first()
    if account is None:
        return Statement(ref, 0, ())
    postings = Posting.objects.filter(account=account)
    before = postings.filter(entry__occurred_at__lt=since).aggregate(total=Sum("amount_minor"))["total"] or 0
    opening = account.natural(before)
    return Statement(ref, opening, tuple(_lines(account, opening, since, until)))


def _lines(account: Account, opening: int, since: datetime, until: datetime) -> Iterator[StatementLine]:
    postings = Posting.objects.filter(account=account, entry__occurred_at__gte=since, entry__occurred_at__lt=until)
    running = opening
    for posting in postings.select_related("entry").order_by("entry__occurred_at", "pk"):
        entry, amount = posting.entry, account.natural(posting.amount_minor)
        running += amount
        yield StatementLine(entry.occurred_at, entry.kind, entry.reference, entry.memo, amount, running)
