"""Sales tax rates by place, class and date: data that a network's accountant confirms.

A rate holds from its day until the next one of the same authority and class. Every authority names every class, also
where its rate is 0, so that a forgotten rate is an error and never a silent zero. The table begins on 2024-01-01: it
knows no older rate and answers for no older day.
"""

from dataclasses import dataclass
from datetime import date

from marketplace.tax.classes import TaxClass

MISSISSIPPI, JACKSON = "us-ms", "us-ms-jackson"

# A sale in a place is taxed by each of these authorities.
AUTHORITIES: dict[str, tuple[str, ...]] = {
    MISSISSIPPI: (MISSISSIPPI,),
    JACKSON: (MISSISSIPPI, JACKSON),
}
BEGINNING = date(2024, 1, 1)


@dataclass(frozen=True)
class Rate:
    """Basis points of the price before tax, owed to `authority` from the day `since`, as read in `source`."""

    authority: str
    tax_class: TaxClass
    basis_points: int
    since: date
    source: str


_STATE = "Mississippi sales tax law as read in 2026"
_GROCERIES = "Mississippi: groceries 5 % since 2025-07-01, 7 % before, as read in 2026"
_CITY = "City of Jackson special sales tax, 1 % on what is not food, as read in 2026"


def _from_the_beginning(authority: str, source: str, rates: dict[TaxClass, int]) -> tuple[Rate, ...]:
    return tuple(Rate(authority, tax_class, points, BEGINNING, source) for tax_class, points in rates.items())


RATES: tuple[Rate, ...] = (
    *_from_the_beginning(
        MISSISSIPPI,
        _STATE,
        {
            TaxClass.GENERAL: 700,
            TaxClass.GROCERIES: 700,
            TaxClass.OWN_PRODUCE: 0,
            TaxClass.PREPARED_FOOD: 700,
            TaxClass.SERVICE_TAXED: 700,
            TaxClass.SERVICE_UNTAXED: 0,
            TaxClass.EXEMPT: 0,
        },
    ),
    Rate(MISSISSIPPI, TaxClass.GROCERIES, 500, date(2025, 7, 1), _GROCERIES),
    *_from_the_beginning(
        JACKSON,
        _CITY,
        {
            TaxClass.GENERAL: 100,
            TaxClass.GROCERIES: 0,
            TaxClass.OWN_PRODUCE: 0,
            TaxClass.PREPARED_FOOD: 0,
            TaxClass.SERVICE_TAXED: 100,
            TaxClass.SERVICE_UNTAXED: 0,
            TaxClass.EXEMPT: 0,
        },
    ),
)


class NoRate(LookupError):
    """We do not know the tax there, then, or for that class. Never take it as zero."""


def rates_for(*, tax_class: str, jurisdiction: str, on: date) -> tuple[Rate, ...]:
    """The rate of each authority that taxes a sale there on that day. Raises NoRate where the table has none."""
    if jurisdiction not in AUTHORITIES:
        raise NoRate(f"no tax rates are known for the place {jurisdiction!r}")
    return tuple(_rate(authority, tax_class, on) for authority in AUTHORITIES[jurisdiction])


def _rate(authority: str, tax_class: str, on: date) -> Rate:
    known = [r for r in RATES if r.authority == authority and r.tax_class == tax_class and r.since <= on]
    if not known:
        raise NoRate(f"no tax rate of {authority} is known for {tax_class!r} on {on}")
    return max(known, key=lambda rate: rate.since)
