"""The coming pickup days and what they offer, as the market's page needs them. Public, so kept for a short while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.core.cache import cache
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marketplace.fulfilment.models import PickupPlace
from marketplace.fulfilment.spoken import day_words, hours_words, order_by_words, weekday
from marketplace.fulfilment.windows import PickupDay, pickup_days

KEEP = 20  # seconds; whoever buys meets the true windows again in the basket
T = TypeVar("T")


@dataclass(frozen=True)
class MarketDay:
    """A pickup day. Times are local to the place of the first cut-off."""

    day: date
    coop_ids: tuple[int, ...]
    cutoff: datetime
    place: PickupPlace  # not its name: days are kept for readers of both languages
    starts: datetime
    ends: datetime

    @property
    def weekday(self) -> str:
        return weekday(self.day)

    @property
    def words(self) -> str:
        return day_words(self.day)

    @property
    def order_by(self) -> str:
        return order_by_words(self.cutoff, self.day)

    @property
    def where(self) -> SafeString:
        """ "Poplar Street dock, 9 am to noon"."""
        return format_html("{}, {}", self.place.name, hours_words(self.starts, self.ends))


def market_days() -> list[MarketDay]:
    """Soonest first; those whose cut-off has passed meanwhile are left out."""
    now = timezone.now()
    return [day for day in kept("days", _market_days) if day.cutoff > now]


def _market_days() -> list[MarketDay]:
    return [_market_day(day) for day in pickup_days()]


def _market_day(day: PickupDay) -> MarketDay:
    at_buyers = [window for window in day.windows if not window.place.comes_to_buyer] or list(day.windows)
    # Of places that open at the same hour always the same one: a database gives rows in no order of its own.
    first = min(at_buyers, key=lambda window: (window.starts, window.place.pk))
    return MarketDay(
        day=day.day,
        coop_ids=tuple(sorted(day.coop_ids)),
        cutoff=min(at_buyers, key=lambda window: window.cutoff).local_cutoff,
        place=first.place,
        starts=first.local_starts,
        ends=first.local_ends,
    )


def kept(name: str, make: Callable[[], T]) -> T:
    """Something public that may be a few seconds old."""
    found: T | None = cache.get(f"market:{name}")
    if found is None:
        found = make()
        cache.set(f"market:{name}", found, KEEP)
    return found
