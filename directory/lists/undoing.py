"""Taking back one edition of a list: exactly what it changed, and nothing that a person or another list changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, ForeignObjectRel, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import findable
from directory.coops import hanging
from directory.coops.documents import KIND
from directory.coops.models import Cooperative, Hours, Place, Source
from directory.lists import applying
from directory.lists.facts import PLACE_FIELDS
from directory.lists.models import Change, Difference, Edition, Likeness, Step
from directory.lists.planning import Entry, entries
from directory.lists.staging import TABLE, Staging, column, run
from ground.models import AuditEvent
from ground.statistics import count_anew

if TYPE_CHECKING:
    from directory.people.models import User

_BATCH = 500
# What came with an entry and goes with it.
_ITS_OWN: tuple[type[Any], ...] = (Place, Source, Cooperative.topics.through)
_NOT_A_TOUCH = {*_ITS_OWN, Change, Difference, Likeness}
# Beside the three of `staging`: a place that an edition brought to an entry without one goes.
_PLACE_GOES = 3


class CannotUndo(Exception):
    """Why this edition cannot be undone now, for a person."""


@dataclass
class Undone:
    """Entries: `removed` with the edition, `restored` to what they were, `kept` because somebody did something with them since."""

    removed: int = 0
    restored: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return f"{self.removed} removed, {self.restored} restored, {self.kept} kept"


def undo(*, edition: Edition, by: "User | None" = None) -> Undone:
    """All of it or nothing. Raises CannotUndo, and `applying.Overtaken` where somebody wrote to one of the entries meanwhile."""
    staging = Staging()
    try:
        check(edition)
        found = _of(edition, Step.CHANGED, Step.JOINED).iterator(_BATCH)
        while changes := list(islice(found, _BATCH)):
            staging.put(list(_put_back(changes)))
        staging.count_anew()
        return _undo(edition, staging, by)
    finally:
        staging.drop()


def _of(edition: Edition, *steps: Step) -> "QuerySet[Change]":
    return Change.objects.filter(edition=edition, step__in=steps).order_by("pk")


def check(edition: Edition) -> None:
    """Raises CannotUndo."""
    if edition.undone:
        raise CannotUndo(_("This import is undone already."))
    later = Edition.objects.filter(pk__gt=edition.pk, undone__isnull=True)
    touched = Change.objects.filter(edition=edition).values("cooperative")
    built_on = set(later.filter(list=edition.list).values_list("pk", flat=True))
    built_on |= set(Change.objects.filter(edition__in=later, cooperative__in=touched).values_list("edition", flat=True))
    if built_on:
        numbers = ", ".join(map(str, sorted(built_on, reverse=True)))
        raise CannotUndo(_("Later imports built on this one. Undo them first: %(numbers)s.") % {"numbers": numbers})


def _put_back(changes: list[Change]) -> Iterator[dict[str, Any]]:
    known = entries(change.cooperative_id for change in changes)
    sources = set(Source.objects.filter(pk__in=[change.source_id for change in changes]).values_list("pk", flat=True))
    for change in changes:
        entry = known.get(change.cooperative_id)
        if entry and change.source_id in sources:
            yield _row(change, entry)


def _row(change: Change, entry: Entry) -> dict[str, Any]:
    before, after = change.before["fields"], change.after["fields"]
    back = {name: value for name, value in before.items() if entry.held[name] == after[name]}
    if any(entry.held[name] != value for name, value in change.after.get("place", {}).items()):
        # Somebody wrote the place since: half of the old address with half of the new one is wrong.
        back = {name: value for name, value in back.items() if name not in PLACE_FIELDS}
    row = entry.written(back, timezone.now()) | {"line": change.pk, "step": change.step, "source_id": change.source_id}
    row |= {"stamped": timezone.now(), "told": {}} | change.before.get("source", {})
    if isinstance(row.get("as_of"), str):
        row["as_of"] = date.fromisoformat(row["as_of"])
    if len(back) == len(before) and after and entry.coop.changed.isoformat() == change.after["changed"]:
        row["stamped"] = datetime.fromisoformat(change.before["changed"])
    if "place" in change.before and len(back) == len(before):
        row["place_step"] = _PLACE_GOES
    return row


@transaction.atomic
def _undo(edition: Edition, staging: Staging, by: "User | None") -> Undone:
    if not Edition.objects.filter(pk=edition.pk, undone__isnull=True).update(undone=timezone.now(), undone_by=by):
        raise CannotUndo(_("This import is undone already."))
    applying.check_unchanged()
    count_anew(Cooperative, Place, Source, Change)
    undone = Undone()
    new = set(_of(edition, Step.NEW).values_list("cooperative", flat=True))
    kept = _touched(edition) & new
    gone = sorted(
        set(
            Cooperative.objects.filter(list_changes__edition=edition, list_changes__step=Step.NEW).values_list(
                "pk", flat=True
            )
        )
        - kept
    )
    staging.put({"line": 0, "step": Step.NEW.value, "coop_id": pk} for pk in gone)
    Difference.objects.filter(edition=edition, state=Difference.State.WAITING).delete()
    Likeness.objects.filter(edition=edition, state=Likeness.State.WAITING).delete()
    _remove_entries()
    applying.write_entries(timezone.now())
    Place.objects.filter(pk__in=column(f"SELECT place_id FROM {TABLE} WHERE place_step = {_PLACE_GOES}")).delete()  # noqa: S608
    applying.change_sources()
    _leave(Source.objects.filter(pk__in=_of(edition, Step.JOINED).values("source")))
    _mark_again(edition)
    restored = column(f"SELECT coop_id FROM {TABLE} WHERE writes_coop = 1")  # noqa: S608
    findable.changed_many(KIND, [*gone, *restored])
    undone.removed, undone.restored, undone.kept = len(gone), len(restored), len(kept)
    return undone


def _touched(edition: Edition) -> set[int]:
    """New entries to which something was done since: they have grown beyond the list, and stay."""
    new = _of(edition, Step.NEW).values("cooperative")
    touched = set(Cooperative.objects.filter(pk__in=new).exclude(changed=F("created")).values_list("pk", flat=True))
    passing = {kind.model for kind in hanging.everything() if kind.passing}
    for relation in Cooperative._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        if relation.related_model not in _NOT_A_TOUCH and relation.related_model not in passing:
            there = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": new})
            touched |= set(there.values_list(relation.field.name, flat=True))
    touched |= set(Hours.objects.filter(place__cooperative__in=new).values_list("place__cooperative", flat=True))
    others = Source.objects.filter(cooperative__in=new).exclude(pk__in=_of(edition, Step.NEW).values("source"))
    touched |= set(others.values_list("cooperative", flat=True))
    told = AuditEvent.objects.filter(subject_kind="cooperative", at__gte=edition.applied).values_list(
        "subject_id", flat=True
    )
    return touched | set(map(int, told))


def _remove_entries() -> None:
    """By a statement for each table. What else might hang on an entry makes the database refuse, and then nothing is undone."""
    which = f"(SELECT coop_id FROM {TABLE} WHERE step = '{Step.NEW}')"  # noqa: S608
    for side in ("left_id", "right_id"):
        run(f'UPDATE "{Likeness._meta.db_table}" SET {side} = NULL WHERE {side} IN {which}')  # noqa: S608
    passing = (kind.model for kind in hanging.everything() if kind.passing)
    its_own: list[type[Any]] = [*passing, Difference, *_ITS_OWN]
    for model in its_own:
        run(f'DELETE FROM "{model._meta.db_table}" WHERE cooperative_id IN {which}')  # noqa: S608
    run(f'DELETE FROM "{Cooperative._meta.db_table}" WHERE id IN {which}')  # noqa: S608


def _leave(sources: "QuerySet[Source]") -> None:
    Difference.objects.filter(source__in=sources).delete()
    sources._raw_delete(sources.db)


def _mark_again(edition: Edition) -> None:
    Source.objects.filter(pk__in=_of(edition, Step.GONE).values("source")).update(missing_since=None)
    for change in _of(edition, Step.BACK):
        Source.objects.filter(pk=change.source_id).update(
            missing_since=date.fromisoformat(change.before["missing_since"])
        )
