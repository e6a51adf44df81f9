"""Stock is taken and given back here and nowhere else.

One conditional UPDATE for each stock row (`available >= n`), never read-check-save: that sold 200 of 50 on PostgreSQL.
Demand is added up per row and rows are touched in primary-key order, so that two carts cannot wait for each other.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from marketplace.catalog.models import Stock, Variant


@dataclass(frozen=True)
class Demand:
    variant: Variant
    quantity: int


class SoldOut(Exception):
    """Not enough is left. `variants` are those that could not be had; nothing was taken."""

    def __init__(self, variants: list[Variant]) -> None:
        super().__init__(", ".join(str(variant) for variant in variants))
        self.variants = variants


def _per_stock(demands: Iterable[Demand]) -> Counter[int]:
    total: Counter[int] = Counter()
    for demand in demands:
        if demand.variant.stock_id is not None:
            total[demand.variant.stock_id] += demand.variant.takes * demand.quantity
    return total


def take(demands: list[Demand]) -> None:
    """Take all of it or nothing. Raises SoldOut with what was short."""
    short: set[int] = set()
    with transaction.atomic():
        for stock_id, amount in sorted(_per_stock(demands).items()):
            enough = Stock.objects.filter(pk=stock_id, available__gte=amount)
            if not enough.update(available=F("available") - amount):
                short.add(stock_id)
        if short:
            raise SoldOut([demand.variant for demand in demands if demand.variant.stock_id in short])


def give_back(demands: list[Demand]) -> None:
    with transaction.atomic():
        for stock_id, amount in sorted(_per_stock(demands).items()):
            Stock.objects.filter(pk=stock_id).update(available=F("available") + amount)


def left(variant: Variant) -> int | None:
    """How many units can still be had, or None where nothing is counted. Reads the row fetched with the variant."""
    return None if variant.stock is None else variant.stock.available // variant.takes
