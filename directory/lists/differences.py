"""What a list says otherwise than a person wrote waits here for a person's word: take it, or keep ours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from directory import findable
from directory.coops.documents import KIND
from directory.coops.models import Cooperative, Place, Source
from directory.lists.facts import COOP_FIELDS, POSITION, as_text
from directory.lists.models import Difference, Edition
from directory.lists.planning import Differing
from ground import audit

if TYPE_CHECKING:
    from directory.people.models import User

_BATCH = 500


class AlreadyDecided(Exception):
    """Somebody else was faster."""


def write_down(edition: Edition, differing: Iterable[Differing]) -> None:
    """Without those of which somebody said before that ours stays."""
    waiting = list(differing)
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        sources = {
            (source.dataset, source.record): source.pk
            for source in Source.objects.filter(list=edition.list, record__in=[asked.record for asked in batch])
        }
        known = set(
            Difference.objects.filter(source__in=sources.values())
            .exclude(state=Difference.State.TAKEN)
            .values_list("source", "field", "theirs")
        )
        Difference.objects.bulk_create(
            Difference(
                cooperative_id=asked.coop,
                source_id=source,
                edition=edition,
                field=asked.field,
                ours=as_text(asked.ours),
                theirs=theirs,
                made=edition.applied,
            )
            for asked in batch
            if (source := sources[asked.dataset, asked.record], asked.field, theirs := as_text(asked.theirs))
            not in known
        )


def waiting() -> "QuerySet[Difference]":
    """Of two that the same list said one after the other only the later counts. Oldest first."""
    newest = Difference.objects.values("source", "field").annotate(newest=Max("pk")).values("newest")
    return (
        Difference.objects.filter(state=Difference.State.WAITING, pk__in=newest)
        .select_related("cooperative", "source")
        .order_by("pk")
    )


@transaction.atomic
def decide(*, difference: Difference, take: bool, by: "User") -> Difference:
    """Raises AlreadyDecided. What is taken is an edit like any other: the history shows it, and who did it."""
    found = Difference.objects.select_for_update().select_related("cooperative").get(pk=difference.pk)
    if found.state != Difference.State.WAITING:
        raise AlreadyDecided
    found.state = Difference.State.TAKEN if take else Difference.State.KEPT
    found.decided, found.decided_by = timezone.now(), by
    found.save(update_fields=["state", "decided", "decided_by"])
    if take:
        _take(found, by)
    return found


def _take(difference: Difference, by: "User") -> None:
    coop = Cooperative.objects.select_for_update().get(pk=difference.cooperative_id)
    if difference.field in COOP_FIELDS:
        setattr(coop, difference.field, difference.theirs)
    else:
        place = coop.places.order_by("pk").first() or Place(cooperative=coop)
        if difference.field == POSITION:
            place.lat, place.lon = map(float, difference.theirs.split(", "))
        else:
            setattr(place, difference.field, difference.theirs)
        place.save()
    coop.save()
    audit.record(actor=by, action="coop.edited", subject=coop, fields=[difference.field], source=difference.source_id)
    findable.changed(KIND, coop.pk)
