"""Writing about co-ops. Each function is one transaction, leaves a trace in the audit trail, and says that what can be found has changed."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import findable
from directory.coops.documents import KIND
from directory.coops.models import (
    Cooperative,
    Freshness,
    Hours,
    Kind,
    Membership,
    Place,
    Role,
    SlugHistory,
    Standing,
    StandingDecision,
    State,
    Verified,
)
from directory.coops.slugs import free_slug
from ground import audit

if TYPE_CHECKING:
    from directory.people.models import User

# What a co-op's own people may write. Not: state, standing, verification, the resale certificate (the office checks that).
PROFILE = frozenset(
    {
        *(f"{text}_{language}" for text in ("summary", "about", "owned") for language in ("en", "es")),
        *("name", "kind", "source_language", "founded", "members", "email", "phone", "website", "zone"),
        *("legal_form", "labour", "languages", "links"),
        *("photo", "drawing", "topics", "tags"),
    }
)
_MANY = {"topics", "tags"}

STATES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.LISTED, State.HIDDEN}),
    State.LISTED: frozenset({State.HIDDEN, State.CLOSED}),
    State.HIDDEN: frozenset({State.LISTED, State.CLOSED}),
    State.CLOSED: frozenset({State.LISTED}),
    State.MERGED: frozenset(),
}


class NotPossible(Exception):
    """The co-op is not in a state from which this can be done; the text says so to a person."""


@transaction.atomic
def create_coop(
    *, name: str, kind: Kind, by: "User | None", state: State = State.WAITING, **profile: Any
) -> Cooperative:
    """A new entry; `by` becomes its steward, if given. `profile` takes the fields of PROFILE. Raises ValidationError."""
    _check_names(profile)
    single = {field: value for field, value in profile.items() if field not in _MANY}
    coop = Cooperative(name=name.strip(), kind=kind, state=state, slug=free_slug(name), **single)
    coop.full_clean()
    coop.save()
    _set_many(coop, profile)
    if by is not None:
        Membership.objects.create(cooperative=coop, user=by, role=Role.STEWARD)
    audit.record(actor=by, action="coop.created", subject=coop)
    findable.changed(KIND, coop.pk)
    return coop


@transaction.atomic
def edit_profile(*, coop: Cooperative, by: "User", changes: Mapping[str, Any]) -> Cooperative:
    """Writes fields of PROFILE; with a new name the page's address changes, and the old one leads to it.

    Raises ValidationError (with the field's name) where a value is not good, and for a field that is not of the profile.
    """
    _check_names(changes)
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    before, edited = coop.name, _edited(coop, changes)
    for field, value in changes.items():
        if field not in _MANY:
            setattr(coop, field, value)
    coop.name = coop.name.strip()
    if coop.name != before:
        _move_page(coop)
    coop.full_clean()
    coop.save()
    _set_many(coop, changes)
    audit.record(actor=by, action="coop.edited", subject=coop, fields=edited)
    findable.changed(KIND, coop.pk)
    return coop


def _check_names(fields: Mapping[str, Any]) -> None:
    if unknown := sorted(set(fields) - PROFILE):
        raise ValidationError(f"Not a part of the profile: {', '.join(unknown)}.")


def _edited(coop: Cooperative, changes: Mapping[str, Any]) -> list[str]:
    """The fields that are not as they were: a form sends them all. What a person edited no list writes over (`directory.lists`)."""
    held = {name: set(getattr(coop, name).all()) for name in _MANY & changes.keys()}
    tags = {tag.name for tag in held.get("tags", ())}
    same = {
        "topics": held.get("topics") == set(changes.get("topics", ())),
        "tags": tags == set(map(str, changes.get("tags", ()))),
    }
    return sorted(name for name, value in changes.items() if not same.get(name, getattr(coop, name) == value))


def _set_many(coop: Cooperative, fields: Mapping[str, Any]) -> None:
    if "topics" in fields:
        coop.topics.set(fields["topics"])
    if "tags" in fields:
        coop.tags.set(fields["tags"])


def _move_page(coop: Cooperative) -> None:
    """An earlier address of its own may be taken up again; an address is never both of today and of the past."""
    old, coop.slug = coop.slug, free_slug(coop.name, own=coop)
    if old == coop.slug:
        return
    SlugHistory.objects.filter(cooperative=coop, slug=coop.slug).delete()
    SlugHistory.objects.get_or_create(cooperative=coop, slug=old)


@transaction.atomic
def save_place(*, coop: Cooperative, by: "User", place: Place) -> Place:
    """A new or a changed place of the co-op. Raises ValidationError."""
    place.cooperative = coop
    place.full_clean()
    place.save()
    _record_edit(coop, by, "place")
    return place


@transaction.atomic
def set_hours(*, place: Place, by: "User", hours: list[tuple[int, datetime.time, datetime.time]]) -> None:
    """The whole week anew: weekday (0 is Monday), from, until. Raises ValidationError where a time ends before it begins."""
    if any(opens >= closes for _weekday, opens, closes in hours):
        raise ValidationError(_("Closing time must be later than opening time."))
    place.hours.all().delete()
    Hours.objects.bulk_create(
        Hours(place=place, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in hours
    )
    _record_edit(place.cooperative, by, "hours")


def _record_edit(coop: Cooperative, by: "User", field: str) -> None:
    coop.save(update_fields=["changed"])
    audit.record(actor=by, action="coop.edited", subject=coop, fields=[field])
    findable.changed(KIND, coop.pk)


@transaction.atomic
def decide_standing(
    *, coop: Cooperative, standing: Standing, by: "User | None", reason: str = "", on: datetime.date | None = None
) -> StandingDecision:
    """A dated decision; the latest one holds, so one written down late may change nothing. Raises ValidationError for a day to come."""
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    decided_on = on or timezone.localdate()
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("The day of the decision cannot be in the future.")})
    decision = StandingDecision(
        cooperative=coop, standing=standing, decided_on=decided_on, reason=reason, decided_by=by
    )
    decision.full_clean()
    decision.save()
    latest = StandingDecision.objects.filter(cooperative=coop).first()
    coop.standing = latest.standing if latest else Standing.NONE
    coop.save(update_fields=["standing", "changed"])
    audit.record(actor=by, action="coop.standing", subject=coop, standing=str(standing), on=str(decided_on))
    findable.changed(KIND, coop.pk)
    return decision


def possible_states(coop: Cooperative) -> frozenset[State]:
    """Where it can go from where it is."""
    possible = STATES[State(coop.state)]
    return possible | {State.HIDDEN} if is_lapsed(coop) else possible


def is_lapsed(coop: Cooperative) -> bool:
    """Hidden because nobody confirmed it, and for no other reason."""
    return coop.state == State.HIDDEN and coop.freshness == Freshness.LAPSED


@transaction.atomic
def move_state(*, coop: Cooperative, to: State, by: "User | None", reason: str = "") -> Cooperative:
    """Approve, hide, show again, close for good. Raises NotPossible where the table of STATES has no such step.

    What is hidden because nobody confirmed it can be hidden once more, for good: then its people cannot bring it back by a link.
    """
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    if to not in possible_states(coop):
        raise NotPossible(
            _("A co-op that is “%(from)s” cannot become “%(to)s”.") % {"from": coop.get_state_display(), "to": to.label}
        )
    before, coop.state = coop.state, to
    if coop.freshness == Freshness.LAPSED:  # whoever decides now decides anew
        coop.freshness = Freshness.FADED
    coop.save(update_fields=["state", "freshness", "changed"])
    audit.record(actor=by, action="coop.state", subject=coop, before=before, after=str(to), reason=reason)
    findable.changed(KIND, coop.pk)
    return coop


@transaction.atomic
def verify(
    *, coop: Cooperative, by: "User", as_name: str, how: Verified = Verified.LOOKED, on: datetime.date | None = None
) -> None:
    """Somebody made sure: `as_name` is how the page names them (such as "the network office"). The entry is fresh again."""
    coop.verified_on, coop.verified_by, coop.verified_how = on or timezone.localdate(), as_name, how
    coop.known_on, coop.freshness = coop.verified_on, Freshness.FRESH
    coop.save(update_fields=["verified_on", "verified_by", "verified_how", "known_on", "freshness", "changed"])
    audit.record(actor=by, action="coop.verified", subject=coop, how=str(how))
    findable.changed(KIND, coop.pk)
