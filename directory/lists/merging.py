"""Two entries become one, and two again: what hangs on the one goes over to the other, and is remembered."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Field, ForeignObjectRel, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import findable
from directory.coops import hanging
from directory.coops.documents import KIND
from directory.coops.models import (
    ClosedDay,
    Cooperative,
    Membership,
    Place,
    SlugHistory,
    Source,
    Standing,
    StandingDecision,
    State,
    TaggedCooperative,
)
from directory.coops.slugs import slug_of_merged
from directory.lists.differences import AlreadyDecided
from directory.lists.facts import COOP_FIELDS
from directory.lists.models import Change, Difference, Likeness, Merge
from ground import audit

if TYPE_CHECKING:
    from directory.people.models import User

_BLANKS = (
    *(name for name in COOP_FIELDS if name not in ("name", "kind")),
    "owned_en",
    "owned_es",
    "founded",
    "members",
    "legal_form",
    "labour",
    "languages",
    "links",
)
_PLACE_BLANKS = ("street", "region", "postcode", "country")
# They stay with the entry that is no longer shown, for the way back.
_STAYING: tuple[type[Any], ...] = (
    Place,
    ClosedDay,
    TaggedCooperative,
    Change,
    Likeness,
    Merge,
    Cooperative.topics.through,
)

_DECISIONS = hanging.Hanging(StandingDecision, binds=True, said=gettext_lazy("decisions on its standing"))
hanging.register(
    hanging.Hanging(Source),
    hanging.Hanging(SlugHistory),
    hanging.Hanging(Difference),
    hanging.Hanging(Membership, binds=True, said=gettext_lazy("people")),
    _DECISIONS,
)


class CannotMerge(Exception):
    """Why these two cannot be one, or two again, for a person."""


@transaction.atomic
def merge(*, kept: Cooperative, absorbed: Cooperative, by: "User | None", likeness: Likeness | None = None) -> Merge:
    """Raises CannotMerge where both have people or orders or agreed on prices with each other, where the one that would go has what cannot,
    and for what is merged already.
    """
    kept, absorbed = _locked(kept, absorbed)
    _check(kept, absorbed)
    done = Merge(kept=kept, absorbed=absorbed, likeness=likeness, slug=absorbed.slug, state=absorbed.state, made_by=by)
    for kind in hanging.everything():
        if not kind.passing and (keys := kind.keys(absorbed)):
            done.moved[kind.name] = kind.move(keys, start=absorbed, to=kept)
    done.filled = _fill(kept, absorbed) | {"newest": {kind.name: kind.newest(kept) for kind in _counted()}}
    absorbed.slug, absorbed.state = slug_of_merged(absorbed.public_id), State.MERGED
    absorbed.save()
    for slug in (done.slug, absorbed.slug):
        SlugHistory.objects.create(cooperative=kept, slug=slug)
    kept.save()
    done.save()
    if likeness:
        _decide(likeness, Likeness.State.MERGED, by)
    _tell("coop.merged", done, by)
    return done


@transaction.atomic
def unmerge(*, merge: Merge, by: "User | None") -> None:
    """Two again. What came to the kept one since stays with it. Raises CannotMerge, also where orders or a decision on its standing
    came that may be of the other.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, absorbed = _locked(merge.kept, merge.absorbed)
    _check_way_back(merge, kept, absorbed)
    for kind in hanging.everything():
        kind.move(merge.moved.get(kind.name, ()), start=kept, to=absorbed)
    SlugHistory.objects.filter(cooperative=kept, slug__in=[merge.slug, absorbed.slug]).delete()
    _empty(kept, merge.filled)
    absorbed.slug, absorbed.state = merge.slug, merge.state
    absorbed.save()
    kept.save()
    merge.undone = timezone.now()
    merge.save(update_fields=["undone"])
    if merge.likeness_id:
        Likeness.objects.filter(pk=merge.likeness_id).update(
            state=Likeness.State.WAITING, decided=None, decided_by=None
        )
    _tell("coop.unmerged", merge, by)


@transaction.atomic
def keep_apart(*, likeness: Likeness, by: "User") -> None:
    """Remembered, for later editions too. Raises AlreadyDecided."""
    _decide(likeness, Likeness.State.APART, by)


def _decide(likeness: Likeness, state: Likeness.State, by: "User | None") -> None:
    waiting = Likeness.objects.filter(pk=likeness.pk, state=Likeness.State.WAITING)
    if not waiting.update(state=state, decided=timezone.now(), decided_by=by):
        raise AlreadyDecided


def _locked(kept: Cooperative, absorbed: Cooperative) -> tuple[Cooperative, Cooperative]:
    rows = {
        row.pk: row
        for row in Cooperative.objects.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
    }
    return rows[kept.pk], rows[absorbed.pk]


def _check(kept: Cooperative, absorbed: Cooperative) -> None:
    if kept.pk == absorbed.pk or State.MERGED in (kept.state, absorbed.state):
        raise CannotMerge(_("One of the two is part of another entry already."))
    binding = {
        coop.pk: [kind for kind in hanging.everything() if kind.binds and kind.keys(coop)] for coop in (kept, absorbed)
    }
    if binding[kept.pk] and binding[absorbed.pk]:
        raise CannotMerge(_("Both have people, a standing or orders. The network office has to talk with both first."))
    if any(kind.is_between(kept, absorbed) or kind.is_between(absorbed, kept) for kind in hanging.everything()):
        raise CannotMerge(_("The two have agreed on prices with each other, so they stay two."))
    if any(kind.stays for kind in binding[absorbed.pk]):
        raise CannotMerge(_("%(coop)s has orders, which cannot move. Keep that entry.") % {"coop": absorbed})
    is_shown = {coop.state == State.LISTED for coop in (kept, absorbed)}
    if len(is_shown) == 2 and any(kind.said and kind.keys(absorbed) for kind in hanging.everything()):
        raise CannotMerge(
            _(
                "Only one of the two is in the directory. What %(coop)s has would appear or vanish. Decide on that first."
            )
            % {"coop": absorbed}
        )
    if unknown := _unknown(absorbed):
        raise CannotMerge(
            _("Something hangs on %(coop)s that cannot move: %(what)s.") % {"coop": absorbed, "what": unknown}
        )


def _check_way_back(merge: Merge, kept: Cooperative, absorbed: Cooperative) -> None:
    if merge.undone or absorbed.state != State.MERGED:
        raise CannotMerge(_("These are two entries again already."))
    if kept.state == State.MERGED or Merge.objects.filter(kept=kept, pk__gt=merge.pk, undone__isnull=True).exists():
        raise CannotMerge(_("This entry was merged once more since. Undo that first."))
    if Cooperative.objects.filter(slug=merge.slug).exclude(pk=absorbed.pk).exists():
        raise CannotMerge(_("Another entry has the address of that one by now. Rename it first."))
    since = {kind.name for kind in _counted() if kind.newest(kept) > merge.filled["newest"][kind.name]}
    if _DECISIONS.name in since and (merge.moved.get(_DECISIONS.name) or absorbed.standing != Standing.NONE):
        raise CannotMerge(_("The network decided on the standing of %(coop)s since. They stay one.") % {"coop": kept})
    went = [kind for kind in hanging.everything() if merge.moved.get(kind.name)]
    if since - {_DECISIONS.name} and any(kind.binds or kind.carries for kind in went):
        raise CannotMerge(_("%(coop)s has new orders since, which cannot move. They stay one.") % {"coop": kept})


def _counted() -> list[hanging.Hanging]:
    """Of these it counts whether there are more since a merge."""
    return [kind for kind in hanging.everything() if kind.stays or kind is _DECISIONS]


def _unknown(coop: Cooperative) -> str:
    """What nobody told of in `hanging`."""
    told = {(kind.model, kind.field) for kind in hanging.everything()}
    for relation in Cooperative._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        model, field = relation.related_model, relation.field.name
        if model in _STAYING or (model, field) in told:
            continue
        if model._base_manager.filter(**{field: coop}).exists():
            return str(model._meta.verbose_name_plural)
    return ""


def _fill(kept: Cooperative, absorbed: Cooperative) -> dict[str, Any]:
    """Blanks only. A place in another town goes over; one in the same town fills the blanks of that."""
    filled = {name: value for name in _BLANKS if (value := getattr(absorbed, name)) and not getattr(kept, name)}
    for name, value in filled.items():
        setattr(kept, name, value)
    if kept.standing != _latest(kept):
        filled["standing"] = kept.standing
        kept.standing = _latest(kept)
    topics = set(absorbed.topics.values_list("pk", flat=True)) - set(kept.topics.values_list("pk", flat=True))
    kept.topics.add(*topics)
    return {"fields": filled, "topics": sorted(topics), **_fill_places(kept, absorbed)}


def _latest(coop: Cooperative) -> str:
    latest = StandingDecision.objects.filter(cooperative=coop).first()
    return latest.standing if latest else coop.standing


def _fill_places(kept: Cooperative, absorbed: Cooperative) -> dict[str, Any]:
    places = {_town(place): place for place in kept.places.order_by("-pk")}
    moved, filled = [], {}
    for place in absorbed.places.all():
        there = places.get(_town(place))
        if there is None:
            Place.objects.filter(pk=place.pk).update(cooperative=kept)
            moved.append(place.pk)
            continue
        blanks = {name: value for name in _PLACE_BLANKS if (value := getattr(place, name)) and not getattr(there, name)}
        if there.lat is None and place.lat is not None:
            blanks |= {"lat": place.lat, "lon": place.lon}
        Place.objects.filter(pk=there.pk).update(**blanks) if blanks else None
        filled[str(there.pk)] = blanks
    return {"moved_places": moved, "places": filled}


def _town(place: Place) -> str:
    return place.city.strip().casefold()


def _empty(kept: Cooperative, filled: dict[str, Any]) -> None:
    """What was filled and is still as it was filled is blank again."""
    for name, value in filled["fields"].items():
        if name == "standing":
            latest = StandingDecision.objects.filter(cooperative=kept).first()
            kept.standing = latest.standing if latest else value
        elif getattr(kept, name) == value:
            setattr(kept, name, _begins(Cooperative, name))
    kept.topics.remove(*filled["topics"])
    for pk, blanks in filled["places"].items():
        place = Place.objects.filter(pk=pk, **blanks)
        place.update(**{name: _begins(Place, name) for name in blanks}) if blanks else None


def _begins(model: type[Model], name: str) -> Any:
    found = model._meta.get_field(name)
    return found.get_default() if isinstance(found, Field) else None


def _tell(action: str, done: Merge, by: "User | None") -> None:
    audit.record(actor=by, action=action, subject=done.kept, other=done.absorbed_id)
    audit.record(actor=by, action=action, subject=done.absorbed, other=done.kept_id)
    findable.changed_many(KIND, [done.kept_id, done.absorbed_id])
