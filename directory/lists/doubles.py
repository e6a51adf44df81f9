"""Entries that may be one organisation wait here for a person's word."""

from typing import TYPE_CHECKING

from django.db.models import F, Q

from directory.coops.models import Cooperative, State
from directory.lists.models import Edition, Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from directory.lists.planning import Alike

_BATCH = 500


def write_down(edition: Edition, alike: "Sequence[Alike]") -> None:
    """A pair that was asked about before, and not decided, is asked about once."""
    for start in range(0, len(alike), _BATCH):
        batch = alike[start : start + _BATCH]
        made = dict(
            Cooperative.objects.filter(public_id__in=[one.public_id for one in batch]).values_list("public_id", "pk")
        )
        Likeness.objects.bulk_create(
            (
                Likeness(
                    edition=edition,
                    left_id=made[one.public_id],
                    right_id=one.match.coop,
                    left_key=one.own_key,
                    right_key=one.match.other_key,
                    points=one.match.score.points,
                    reasons=one.match.score.reasons,
                    made=edition.applied,
                )
                for one in batch
            ),
            update_conflicts=True,
            unique_fields=["left_key", "right_key"],
            update_fields=["edition", "left", "right", "points", "reasons", "made"],
        )


def waiting() -> "QuerySet[Likeness]":
    """The most alike first. Pairs of which one side is gone, or a part of another entry by now, are none any more."""
    return (
        Likeness.objects.filter(state=Likeness.State.WAITING, left__isnull=False, right__isnull=False)
        .exclude(Q(left__state=State.MERGED) | Q(right__state=State.MERGED) | Q(left=F("right")))
        .select_related("left", "right")
    )
