"""The daily round: days are kept, entries of lists get their level, and each entry that is due becomes a task."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, PositiveSmallIntegerField, Value, When

from directory import findable
from directory.coops.documents import KIND
from directory.coops.models import Cooperative, Freshness
from directory.freshness import checks
from directory.freshness.entries import keep_days, looked_after, of_lists
from directory.freshness.models import Step
from directory.freshness.periods import TOLD_BEFORE, oldest
from ground.outbox import enqueue

if TYPE_CHECKING:
    from django.db.models import QuerySet

ATTEND = "freshness.attend"
_BATCH = 500


def go_round(today: datetime.date) -> None:
    """Once a day. Doing it twice changes nothing."""
    keep_days()
    level_lists(today)
    freshen(today)
    checks.look_at_all()
    known_since = max(oldest(Step.ASK, today), oldest(Step.MARK, today + TOLD_BEFORE))
    for pk in looked_after().filter(known_on__lte=known_since).order_by("known_on", "pk").values_list("pk", flat=True):
        enqueue(ATTEND, {"coop": pk}, key=f"{ATTEND}:{pk}:{today}")


def level_lists(today: datetime.date) -> None:
    """Entries of public lists by the date of their list. Nobody is told: there is nobody, and nothing is hidden."""
    level = Case(
        When(known_on__lte=oldest(Step.FADE, today), then=Value(Freshness.FADED)),
        When(known_on__lte=oldest(Step.MARK, today), then=Value(Freshness.MARKED)),
        default=Value(Freshness.FRESH),
        output_field=PositiveSmallIntegerField(),
    )
    _set_level(of_lists().alias(level=level).exclude(freshness=level), level)


def freshen(today: datetime.date) -> None:
    """What somebody keeps up and is known of late, such as one that was taken over from a list, is fresh."""
    late = looked_after().filter(known_on__gt=oldest(Step.MARK, today)).exclude(freshness=Freshness.FRESH)
    _set_level(late, Value(Freshness.FRESH))


def _set_level(coops: "QuerySet[Cooperative]", level: Case | Value) -> None:
    other = list(coops.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(other), _BATCH):
        batch = other[start : start + _BATCH]
        with transaction.atomic():
            Cooperative.objects.filter(pk__in=batch).update(freshness=level)
            findable.changed_many(KIND, batch)
