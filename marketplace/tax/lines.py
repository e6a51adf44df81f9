"""The tax of one line, and who hands it to the state. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.money import format_share, share, split
from marketplace.tax.classes import TaxClass
from marketplace.tax.rates import BEGINNING, NoRate, rates_for


class TaxReason(StrEnum):
    """Why a line has the tax it has; kept with the line."""

    RATE = "rate"
    OWN_PRODUCE = "own_produce"
    UNTAXED = "untaxed"
    RESALE = "resale"

    @property
    def label(self) -> Promise:
        return _LABELS[self]


_LABELS: dict[TaxReason, Promise] = {
    TaxReason.RATE: _("Sales tax"),
    TaxReason.OWN_PRODUCE: _("No sales tax: sold by its own grower"),
    TaxReason.UNTAXED: _("No sales tax on this"),
    TaxReason.RESALE: _("No sales tax: bought to sell on"),
}


class Collector(StrEnum):
    NETWORK = "network"
    SELLER = "seller"


# Whoever lists and takes the money for more than 250,000 USD in twelve months owes the collecting.
COLLECTORS: tuple[tuple[date, Collector], ...] = ((BEGINNING, Collector.NETWORK),)


@dataclass(frozen=True)
class TaxPart:
    """What one authority gets of a line's tax: its rate in basis points, its amount in minor units."""

    authority: str
    basis_points: int
    amount: int
    source: str


@dataclass(frozen=True)
class LineTax:
    """A line's tax in minor units. The parts sum to `amount`; an untaxed line has none."""

    amount: int
    parts: tuple[TaxPart, ...]
    reason: TaxReason

    @property
    def basis_points(self) -> int:
        return sum(part.basis_points for part in self.parts)

    @property
    def label(self) -> str:
        """ "Sales tax 8%", or why there is none."""
        if self.reason is TaxReason.RATE:
            return _("Sales tax %(rate)s") % {"rate": format_share(self.basis_points)}
        return str(self.reason.label)


def tax_for(*, tax_class: str, jurisdiction: str, on: date, amount: int, resale_certificate: bool = False) -> LineTax:
    """The tax of a line of `amount` minor units after discounts, rounded half-up once, sold there on that day.

    A buyer who holds a resale certificate buys free of tax. Raises NoRate for a place, class or day without a known
    rate, ValueError for an amount below zero.
    """
    rates = [rate for rate in rates_for(tax_class=tax_class, jurisdiction=jurisdiction, on=on) if rate.basis_points]
    if amount < 0:
        raise ValueError("tax is counted on zero or more")
    if resale_certificate:
        return LineTax(0, (), TaxReason.RESALE)
    if not rates:
        return LineTax(0, (), TaxReason.OWN_PRODUCE if tax_class == TaxClass.OWN_PRODUCE else TaxReason.UNTAXED)
    points = [rate.basis_points for rate in rates]
    total = share(amount, sum(points))
    parts = tuple(
        TaxPart(rate.authority, rate.basis_points, part, rate.source)
        for rate, part in zip(rates, split(total, points), strict=True)
    )
    return LineTax(total, parts, TaxReason.RATE)


def who_collects(*, on: date) -> Collector:
    """Who hands the tax of a sale on that day to the state. Raises NoRate before the table begins."""
    known = [collector for since, collector in COLLECTORS if since <= on]
    if not known:
        raise NoRate(f"nobody is named who collects tax on {on}")
    return known[-1]
