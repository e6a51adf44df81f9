"""The entries of the trade, as balanced lines. Pure: each function answers with what `services.post` writes.

Amounts are whole minor units, zero or more; a line of zero is left out. `seller` is a co-op's public id.

Paid by card, the money is with the card company (card clearing) until each seller's part is sent to it:
    purchase_paid, card_cost, contribution, transfer; refund, contribution_returned, transfer_reversed.
A card payment that came when the goods were gone buys nothing: paid_too_late, and paid_too_late_returned.

Paid at pickup, nobody holds money when the purchase is placed. The same purchase_paid is written with
`at_pickup=True`: what each seller will take at its table stands as due at pickup under its name. At hand-over the
seller keeps the cash (`cash_kept`): nothing is due any more, and what we owe the seller falls by all the cash it took,
tax and gift included. Its balance with us is then below zero by exactly what it owes on: the sales tax, which stays in
tax payable because the network hands it to the state, the gift that rode with it, and its contribution. It pays by
`debt_paid`, or a later transfer is that much smaller. A purchase nobody fetched is undone by `refund` with
`source=DUE_AT_PICKUP`; cash a seller gave back over the table by `source=SELLER_PAYABLE`.

Where the seller itself hands the tax to the state (`network_collects_tax=False`), the tax is part of what we owe it,
and tax payable is not touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from marketplace.ledger.accounts import (
    BANK,
    BUYERS_PAYABLE,
    CARD_CLEARING,
    DUE_AT_PICKUP,
    NETWORK_CONTRIBUTION,
    OWNED,
    PROCESSING_COST,
    SELLER_PAYABLE,
    SOLIDARITY_FUND,
    TAX_PAYABLE,
    AccountRef,
    Line,
)

Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Sale:
    """One seller's part of a purchase: `goods` before tax and after discounts, and its `tax`, in minor units."""

    seller: str
    goods: int
    tax: int = 0

    @property
    def total(self) -> int:
        return self.goods + self.tax


def _lines(lines: Iterable[Line]) -> Lines:
    return tuple((ref, amount) for ref, amount in lines if amount)


def _place(code: str, seller: str, currency: str) -> AccountRef:
    """The account of money itself: a co-op's own where the code is one that co-ops own."""
    return AccountRef(code, seller if code in OWNED else "", currency)


def _tax_account(seller: str, currency: str, *, network_collects_tax: bool) -> AccountRef:
    return _place(TAX_PAYABLE if network_collects_tax else SELLER_PAYABLE, seller, currency)


def _refuse_below_zero(*amounts: int) -> None:
    if any(amount < 0 for amount in amounts):
        raise ValueError("amounts are zero or more; the entry itself says the direction")


def purchase_paid(
    *,
    sales: Sequence[Sale],
    donation: int = 0,
    at_pickup: bool = False,
    network_collects_tax: bool = True,
    currency: str = settings.CURRENCY,
) -> Lines:
    """A purchase of several sellers' goods. At pickup, the gift is taken with the first sale."""
    _refuse_below_zero(donation, *(part for sale in sales for part in (sale.goods, sale.tax)))
    if at_pickup and donation and not sales:
        raise ValueError("a gift at pickup needs a seller that takes it")
    at = partial(_place, currency=currency)
    tax_account = partial(_tax_account, currency=currency, network_collects_tax=network_collects_tax)
    gifts = [donation, *[0] * len(sales)]
    if at_pickup:
        debits = [(at(DUE_AT_PICKUP, sale.seller), sale.total + gift) for sale, gift in zip(sales, gifts, strict=False)]
    else:
        debits = [(at(CARD_CLEARING, ""), sum(sale.total for sale in sales) + donation)]
    goods = [(at(SELLER_PAYABLE, sale.seller), -sale.goods) for sale in sales]
    tax = [(tax_account(sale.seller), -sale.tax) for sale in sales]
    return _lines([*debits, *goods, *tax, (at(SOLIDARITY_FUND, ""), -donation)])


def card_cost(*, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """What the card company keeps of a payment; the network bears it."""
    _refuse_below_zero(amount)
    at = partial(_place, seller="", currency=currency)
    return _lines([(at(PROCESSING_COST), amount), (at(CARD_CLEARING), -amount)])


def contribution(*, parts: Mapping[str, int], currency: str = settings.CURRENCY) -> Lines:
    """The network contribution of each seller (public id -> minor units)."""
    _refuse_below_zero(*parts.values())
    at = partial(_place, currency=currency)
    debits = [(at(SELLER_PAYABLE, seller), amount) for seller, amount in parts.items()]
    return _lines([*debits, (at(NETWORK_CONTRIBUTION, ""), -sum(parts.values()))])


def contribution_returned(*, parts: Mapping[str, int], currency: str = settings.CURRENCY) -> Lines:
    """The contribution of goods that were refunded goes back to their sellers."""
    return _reversed(contribution(parts=parts, currency=currency))


def transfer(*, parts: Mapping[str, int], source: str = CARD_CLEARING, currency: str = settings.CURRENCY) -> Lines:
    """Sellers get their share, from card clearing or, by cheque or bank batch, from BANK."""
    _refuse_below_zero(*parts.values())
    at = partial(_place, currency=currency)
    debits = [(at(SELLER_PAYABLE, seller), amount) for seller, amount in parts.items()]
    return _lines([*debits, (at(source, ""), -sum(parts.values()))])


def transfer_reversed(
    *, parts: Mapping[str, int], source: str = CARD_CLEARING, currency: str = settings.CURRENCY
) -> Lines:
    """What came back of a seller's share."""
    return _reversed(transfer(parts=parts, source=source, currency=currency))


def refund(
    *,
    sale: Sale,
    source: str = CARD_CLEARING,
    network_collects_tax: bool = True,
    currency: str = settings.CURRENCY,
) -> Lines:
    """Goods and tax of one seller go back to the buyer.

    `source` is where the money comes from: CARD_CLEARING; DUE_AT_PICKUP when it was never paid; SELLER_PAYABLE when
    the seller gave cash back; BANK.
    """
    _refuse_below_zero(sale.goods, sale.tax)
    at = partial(_place, seller=sale.seller, currency=currency)
    tax_account = _tax_account(sale.seller, currency, network_collects_tax=network_collects_tax)
    return _lines([(at(SELLER_PAYABLE), sale.goods), (tax_account, sale.tax), (at(source), -sale.total)])


def paid_too_late(*, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """A buyer's card payment came for goods that were let go: we hold it, and owe it to the buyer."""
    _refuse_below_zero(amount)
    at = partial(_place, seller="", currency=currency)
    return _lines([(at(CARD_CLEARING), amount), (at(BUYERS_PAYABLE), -amount)])


def paid_too_late_returned(*, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """It goes back to the card it came from."""
    return _reversed(paid_too_late(amount=amount, currency=currency))


def cash_kept(*, seller: str, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """At hand-over the seller took `amount` (goods, tax and gift) and keeps it."""
    _refuse_below_zero(amount)
    at = partial(_place, seller=seller, currency=currency)
    return _lines([(at(SELLER_PAYABLE), amount), (at(DUE_AT_PICKUP), -amount)])


def gift_withdrawn(*, seller: str, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """A gift that was to be given at that seller's table and was not."""
    _refuse_below_zero(amount)
    at = partial(_place, seller=seller, currency=currency)
    return _lines([(at(SOLIDARITY_FUND), amount), (at(DUE_AT_PICKUP), -amount)])


def debt_paid(*, seller: str, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """A seller pays what it owes us into our bank account."""
    _refuse_below_zero(amount)
    at = partial(_place, seller=seller, currency=currency)
    return _lines([(at(BANK), amount), (at(SELLER_PAYABLE), -amount)])


def card_payout(*, amount: int, currency: str = settings.CURRENCY) -> Lines:
    """The card company pays what it holds for us into our bank account."""
    _refuse_below_zero(amount)
    at = partial(_place, seller="", currency=currency)
    return _lines([(at(BANK), amount), (at(CARD_CLEARING), -amount)])


def _reversed(lines: Lines) -> Lines:
    return tuple((ref, -amount) for ref, amount in lines)
