"""Stock is taken, given back and counted anew here and nowhere else.

One conditional UPDATE for each stock row (`available >= n`), never read-check-save: that sold 200 of 50 on PostgreSQL.
Demand is added up per row and rows are touched in primary-key order, so that two carts cannot wait for each other.
Where a listing is sold out by it, or can be had again, what is found of it changes too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from directory.findable import changed
from ground.prepared import Prepared
from marketplace.catalog.models import Stock, Variant

FINDABLE = "listing"


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
    """Take all of it or nothing. Raises SoldOut with what was short: that undoes the caller's whole transaction."""
    short: set[int] = set()
    wanted = _per_stock(demands)
    with transaction.atomic(savepoint=False):
        for stock_id, amount in sorted(wanted.items()):
            enough = Stock.objects.filter(pk=stock_id, available__gte=amount)
            if not enough.update(available=F("available") - amount):
                short.add(stock_id)
        if short:
            raise SoldOut([demand.variant for demand in demands if demand.variant.stock_id in short])
        _tell({stock_id: -amount for stock_id, amount in wanted.items()})


def give_back(demands: list[Demand]) -> None:
    given = _per_stock(demands)
    with transaction.atomic(savepoint=False):
        for stock_id, amount in sorted(given.items()):
            Stock.objects.filter(pk=stock_id).update(available=F("available") + amount)
        _tell(given)


def recount(stock: Stock, *, available: int, seen: int | None = None) -> None:
    """The seller counted `available`. `seen` is the number that stood in their form: what was sold since stays sold.

    Never below zero: who counts fewer than were sold since has none left.
    """
    with transaction.atomic():
        locked = Stock.objects.select_for_update().get(pk=stock.pk)
        step = available - (locked.available if seen is None else seen)
        if step:
            Stock.objects.filter(pk=stock.pk).update(available=Greatest(F("available") + step, Value(0)))
            stock.refresh_from_db(fields=["available"])
            _tell({stock.pk: stock.available - locked.available})


def _tell(steps: Mapping[int, int]) -> None:
    """`steps`: by how much each stock row has just changed."""
    for variant in _variants_of(tuple(steps)):
        assert variant.stock is not None  # noqa: S101 - asked by its stock
        now, takes = variant.stock.available, variant.takes
        if (now < takes) != (now - steps[variant.stock.pk] < takes):
            changed(FINDABLE, variant.listing_id)


_variants_of = Prepared(
    lambda stocks: (
        Variant.objects.filter(stock_id__in=stocks)
        .select_related("stock")
        .only("takes", "listing_id", "stock__available")
        .order_by("listing_id", "pk")  # so that no two carts wait for each other
    )
)


def left(variant: Variant) -> int | None:
    """How many units can still be had, or None where nothing is counted. Reads the row fetched with the variant."""
    return None if variant.stock is None else variant.stock.available // variant.takes
