"""When what happens to an entry that nobody confirms: one table, and the next move of one entry. Nothing here asks the database."""

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from directory.coops.models import Freshness
from directory.freshness.models import Step

TOLD_BEFORE = datetime.timedelta(days=30)
LEAST_BEFORE = datetime.timedelta(days=14)  # even where the worker was down, or an entry was old when the site began
LEVELS = {Step.MARK: Freshness.MARKED, Step.FADE: Freshness.FADED, Step.HIDE: Freshness.LAPSED}


@dataclass(frozen=True)
class Told:
    """A notice, as far as the next move depends on it."""

    on: datetime.date
    is_done: bool


@dataclass(frozen=True)
class Move:
    """`takes`: the step is taken now; else it is told now. `on` is the day of the step."""

    step: Step
    on: datetime.date
    takes: bool


def months() -> dict[Step, int]:
    """Raises ImproperlyConfigured unless FRESHNESS_MONTHS are four that rise."""
    wanted: list[int] = settings.FRESHNESS_MONTHS
    if len(wanted) != len(Step) or sorted(set(wanted)) != wanted or wanted[0] < 1:
        raise ImproperlyConfigured("FRESHNESS_MONTHS must be four whole numbers that rise, such as 6,9,12,18.")
    return dict(zip(Step, wanted, strict=True))


def day_of(step: Step, since: datetime.date) -> datetime.date:
    """The day on which an entry that is known since `since` comes to the step."""
    return _months_after(since, months()[step])


def oldest(step: Step, today: datetime.date) -> datetime.date:
    """Entries known since this day or earlier have come to the step by `today`."""
    return _months_after(today, -months()[step])


def next_move(since: datetime.date, today: datetime.date, told: Mapping[Step, Told]) -> Move | None:
    """One step after another, whatever the age: none is taken within 14 days of being told, and none is told before the last is done."""
    for step in (Step.MARK, Step.FADE, Step.HIDE):
        known = told.get(step)
        if known and known.is_done:
            continue
        day = day_of(step, since)
        if known:
            day = max(day, known.on + LEAST_BEFORE)
            return Move(step, day, takes=True) if today >= day else None
        if today >= day - TOLD_BEFORE:
            return Move(step, max(day, today + LEAST_BEFORE), takes=False)
        break
    if not told and today >= day_of(Step.ASK, since):
        return Move(Step.ASK, day_of(Step.MARK, since), takes=False)
    return None


def _months_after(day: datetime.date, number: int) -> datetime.date:
    """The same day of the month, or the last one that it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
