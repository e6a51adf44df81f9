"""What the coordinator should look at: stale entries, oldest first, each with the reason and with what comes next."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.confirmed import how_verified
from directory.coops.models import Cooperative, Freshness, Membership, Role, State
from directory.freshness import checks
from directory.freshness.entries import looked_after, of_lists
from directory.freshness.models import Finding, Notice, Step
from directory.freshness.periods import LEAST_BEFORE, day_of, oldest
from directory.people.phones import said_phone

PER_PAGE = 20
OURS, LISTS, HIDDEN = "ours", "lists", "hidden"
AGE = "age"


@dataclass(frozen=True)
class Stale:
    """One entry. `reasons` and `next_step` are sentences; `stewards` are names."""

    coop: Cooperative
    reasons: list[str]
    next_step: str
    stewards: list[str]
    phone: str


def why_choices() -> list[tuple[str, str]]:
    return [
        ("", _("Every reason")),
        (AGE, _("Nobody confirms it")),
        *((c.name, c.label()) for c in checks.registered()),
    ]


def stale(show: str, why: str = "") -> "QuerySet[Cooperative]":
    """`show`: those that somebody keeps up, those of public lists, or those that were hidden because nobody confirmed them."""
    today = timezone.localdate()
    trouble = Finding.objects.filter(cooperative=OuterRef("pk"), is_trouble=True)
    if show == HIDDEN:
        return Cooperative.objects.filter(state=State.HIDDEN, freshness=Freshness.LAPSED)
    if show == LISTS:
        found, is_old = of_lists(), Q(freshness__gte=Freshness.MARKED)
    else:
        found, is_old = looked_after(), Q(known_on__lte=oldest(Step.ASK, today))
    if why == AGE:
        return found.filter(is_old)
    if why:
        return found.filter(Exists(trouble.filter(check_name=why)))
    return found.filter(is_old | Exists(trouble))


def stale_page(show: str, why: str, page: int | str = 1) -> "tuple[Page[Any], list[Stale]]":
    """Oldest first. Five queries, whatever the number of rows."""
    found = stale(show, why).order_by(F("known_on").asc(nulls_last=True), "pk")
    stewards = Membership.objects.filter(role=Role.STEWARD, user__is_active=True).select_related("user").order_by("pk")
    shown = Paginator(
        found.prefetch_related(
            Prefetch("findings", Finding.objects.filter(is_trouble=True)),
            "notices",
            Prefetch("memberships", stewards, to_attr="held_by_stewards"),
        ),
        PER_PAGE,
    ).get_page(page)
    return shown, [_row(coop) for coop in shown]


def _row(coop: Cooperative) -> Stale:
    held: list[Membership] = getattr(coop, "held_by_stewards", [])
    said = [checks.words(finding) for finding in coop.findings.all()]
    return Stale(
        coop=coop,
        reasons=[_last_word(coop), *filter(None, said)],
        next_step=_next_step(coop),
        stewards=[str(membership.user) for membership in held],
        phone=said_phone(coop.phone),
    )


def _last_word(coop: Cooperative) -> str:
    if coop.verified_on or coop.known_on is None:
        return how_verified(coop)
    return _("The last word on it is of %(day)s.") % {"day": date_format(coop.known_on, "DATE_FORMAT")}


def _next_step(coop: Cooperative) -> str:
    waiting = [one for one in coop.notices.all() if one.since == coop.known_on and one.done is None]
    return _notice_words(waiting[-1]) if waiting and coop.state == State.LISTED else ""


def _notice_words(notice: Notice) -> str:
    step = Step(notice.step)
    told = _told_words(notice)
    if step == Step.ASK:
        return told
    day = date_format(max(day_of(step, notice.since), notice.told + LEAST_BEFORE), "DATE_FORMAT")
    known = {
        Step.MARK: _("From %(day)s its page says that nobody confirms it."),
        Step.FADE: _("From %(day)s it stands last in the lists."),
        Step.HIDE: _("On %(day)s it is hidden."),
    }
    return f"{known[step] % {'day': day}} {told}"


def _told_words(notice: Notice) -> str:
    if not notice.people:
        return _("It has no steward, so nobody was told but you.")
    told = ngettext("%(n)s steward was asked on %(day)s.", "%(n)s stewards were asked on %(day)s.", notice.people)
    return told % {"n": notice.people, "day": date_format(notice.told, "DATE_FORMAT")}
