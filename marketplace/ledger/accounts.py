"""The chart of accounts: which there are and on which side each one grows."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    ASSET = "asset", _("What we hold or are owed")
    LIABILITY = "liability", _("What we owe")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Cost")

    @property
    def grows_with_debit(self) -> bool:
        return self in (AccountKind.ASSET, AccountKind.EXPENSE)


CARD_CLEARING = "card_clearing"  # paid by card and still with the card company
BANK = "bank"
DUE_AT_PICKUP = "due_at_pickup"  # owner: the co-op that will take the money at hand-over
SELLER_PAYABLE = "seller_payable"  # owner: the co-op; below zero it owes us
TAX_PAYABLE = "tax_payable"
BUYERS_PAYABLE = "buyers_payable"  # paid too late for what was ordered, and on its way back
SOLIDARITY_FUND = "solidarity_fund"
NETWORK_CONTRIBUTION = "network_contribution"
PROCESSING_COST = "processing_cost"

CHART: dict[str, AccountKind] = {
    CARD_CLEARING: AccountKind.ASSET,
    BANK: AccountKind.ASSET,
    DUE_AT_PICKUP: AccountKind.ASSET,
    SELLER_PAYABLE: AccountKind.LIABILITY,
    TAX_PAYABLE: AccountKind.LIABILITY,
    BUYERS_PAYABLE: AccountKind.LIABILITY,
    SOLIDARITY_FUND: AccountKind.LIABILITY,
    NETWORK_CONTRIBUTION: AccountKind.INCOME,
    PROCESSING_COST: AccountKind.EXPENSE,
}
OWNED = frozenset({DUE_AT_PICKUP, SELLER_PAYABLE})


@dataclass(frozen=True, order=True)
class AccountRef:
    """Names an account: a code of the chart, the public id of the co-op it belongs to (or ""), a currency.

    Raises ValueError for a code outside the chart, a co-op's account without a co-op, and the other way round.
    """

    code: str
    owner: str = ""
    currency: str = settings.CURRENCY

    def __post_init__(self) -> None:
        if self.code not in CHART:
            raise ValueError(f"the chart of accounts has no {self.code!r}")
        if (self.code in OWNED) != bool(self.owner):
            raise ValueError(f"{self.code} {'needs' if self.code in OWNED else 'has no'} owner")

    @property
    def kind(self) -> AccountKind:
        return CHART[self.code]


Line = tuple[AccountRef, int]  # minor units: debit above zero, credit below
