"""What was done to a co-op, in words: the audit trail keeps keys, a coordinator reads sentences."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from directory.coops.members import history_of
from directory.coops.models import Cooperative, Role, Standing, State, Verified
from directory.freshness.models import Step
from ground.audit import AuditEvent


@dataclass(frozen=True)
class Done:
    """`who` is empty for the site itself and for an account that was deleted."""

    at: datetime
    what: str
    reason: str
    who: str


def told(coop: Cooperative) -> list[Done]:
    """The last things, newest first."""
    return [
        Done(event.at, _words(event), str(event.details.get("reason") or ""), str(event.actor or ""))
        for event in history_of(coop)
    ]


def _words(event: AuditEvent) -> str:
    """An action without words of its own stands as the trail has it: better seen than left out."""
    details = event.details
    if event.action == "coop.state":
        return _label(State, details.get("after"))
    if event.action == "coop.standing":
        return _("Standing: %(standing)s") % {"standing": _label(Standing, details.get("standing"))}
    role = _label(Role, details.get("role"))
    known = {
        "coop.created": _("Entered in the directory"),
        "coop.edited": _("Page changed"),
        "coop.verified": _verified(details.get("how")),
        "coop.not confirmed": _not_confirmed(details.get("step")),
        "coop.merged": _("Made one with another entry"),
        "coop.unmerged": _("Parted from another entry again"),
        "coop.role given": _("Somebody came in: %(role)s") % {"role": role},
        "coop.role taken": _("Somebody's role ended: %(role)s") % {"role": role},
        "coop.claim begun": _("Somebody asked to take over its page"),
        "coop.claim declined": _("Said no to somebody who asked to take it over"),
        "coop.claimed": _("Taken over by its own people"),
        "coop.invited": _("Somebody was asked in: %(role)s") % {"role": role},
    }
    return known.get(event.action, event.action)


def _verified(how: object) -> str:
    known = {Verified.OWN: _("Its own people: all still right"), Verified.CALLED: _("Called: all still right")}
    return known[Verified(str(how))] if how in known else _("Looked at and found right")


def _not_confirmed(step: object) -> str:
    known = {
        Step.MARK: _("Nobody confirmed it: marked"),
        Step.FADE: _("Nobody confirmed it: last in the lists"),
        Step.HIDE: _("Nobody confirmed it: hidden"),
    }
    return known[Step(str(step))] if step in known else _("Nobody confirmed it")


def _label(choices: type[TextChoices], value: object) -> str:
    """A word that the choices do not have any more stands as it was written."""
    return str(choices(value).label) if value in choices.values else str(value or "")
