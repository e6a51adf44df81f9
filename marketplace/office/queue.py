"""What waits for the coordinator, as one list, the oldest promise first. Of each kind the oldest 50; the counts are of all."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.chapters.models import Proposal
from directory.claims.claiming import ANSWER_WITHIN
from directory.claims.models import Claim, ClaimState
from directory.coops.models import Cooperative, State
from directory.freshness.selectors import OURS, stale
from directory.people.phones import said_phone
from ground.outbox import OutboxTask, failed_tasks
from marketplace.fulfilment.spoken import moment_words
from marketplace.orders.models import OPEN_STATES, Order, PurchaseState

MOST = 50
ANSWER_A_COOP = 2  # working days
ANSWER_A_PROPOSAL = timedelta(days=30)
LOOK_AT_A_FAILURE = timedelta(days=1)
_HOURS_SAID = 48
_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True)
class Task:
    """`due` is the promise. `buttons`: (address to post to, label)."""

    due: datetime
    what: str
    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def _hours(self) -> int:
        return int(abs(self.due - timezone.now()).total_seconds() // 3600)

    @property
    def late(self) -> bool:
        return self.due < timezone.now()

    @property
    def n(self) -> int:
        hours = self._hours()
        return hours if hours < _HOURS_SAID else hours // 24

    @property
    def unit(self) -> str:
        if self._hours() < _HOURS_SAID:
            return (
                ngettext("hour late", "hours late", self.n)
                if self.late
                else ngettext("hour left", "hours left", self.n)
            )
        return ngettext("day late", "days late", self.n) if self.late else ngettext("day left", "days left", self.n)


@dataclass(frozen=True)
class Queue:
    tasks: list[Task]
    waiting_coops: int
    proposals: int
    failed: int
    not_handed_over: int
    stale: int


def queue() -> Queue:
    """At most twelve queries, whatever the number of rows."""
    coops, waiting = _oldest(Cooperative.objects.filter(state=State.WAITING).order_by("created", "pk"))
    claims = Claim.objects.filter(state=ClaimState.ASKED).select_related("cooperative", "user")[:MOST]
    proposed, proposals = _oldest(Proposal.objects.filter(state=Proposal.State.SENT).order_by("sent", "pk"))
    failures, failed = _oldest(failed_tasks().order_by("finished", "pk"))
    orders, late = _oldest(not_handed_over())
    tasks = [
        *map(_coop_task, coops),
        *map(_claim_task, claims),
        *map(_proposal_task, proposed),
        *map(_failure_task, failures),
        *map(_order_task, orders),
    ]
    return Queue(
        tasks=sorted(tasks, key=lambda task: task.due),
        waiting_coops=waiting,
        proposals=proposals,
        failed=failed,
        not_handed_over=late,
        stale=stale(OURS).count(),
    )


def _oldest(rows: "QuerySet[_Row]") -> tuple[list[_Row], int]:
    """The first 50 and the count of all, which is asked for only where there are more."""
    first = list(rows[:MOST])
    return first, len(first) if len(first) < MOST else rows.count()


def not_handed_over() -> "QuerySet[Order]":
    """Orders whose window is over and of which nobody said what became of them, oldest first."""
    return (
        Order.objects.filter(state__in=OPEN_STATES, window_ends__lt=timezone.now())
        .exclude(purchase__state=PurchaseState.RELEASED)
        .select_related("coop", "place", "purchase__contact")
        .order_by("window_ends", "pk")
    )


def working_days_after(start: datetime, days: int) -> datetime:
    """The same hour so many working days later; Saturday and Sunday are none."""
    end = start
    while days:
        end += timedelta(days=1)
        days -= end.weekday() < 5
    return end


def _coop_task(coop: Cooperative) -> Task:
    asked = date_format(timezone.localtime(coop.created), _("l j F"))
    return Task(
        due=working_days_after(timezone.localtime(coop.created), ANSWER_A_COOP),
        what=_("Say yes or no to %(coop)s") % {"coop": coop},
        text=_("Asked on %(day)s. We promise an answer within two working days.") % {"day": asked},
        links=[(_("Read its page and decide"), reverse("office_coop", args=[coop.slug]))],
    )


def _claim_task(claim: Claim) -> Task:
    asked = date_format(timezone.localtime(claim.made), _("l j F"))
    return Task(
        due=working_days_after(timezone.localtime(claim.made), ANSWER_WITHIN),
        what=_("Who looks after %(coop)s?") % {"coop": claim.cooperative},
        text=_("%(person)s asked on %(day)s to take over its page.") % {"person": claim.user, "day": asked},
        links=[(_("Read it and decide"), reverse("office_claim", args=[claim.public_id]))],
    )


def _proposal_task(proposal: Proposal) -> Task:
    return Task(
        due=proposal.sent + ANSWER_A_PROPOSAL,
        what=_("A chapter wants to form: %(name)s") % {"name": proposal.chapter_name},
        text=", ".join(filter(None, [proposal.city, proposal.region])),
        links=[(_("Read the proposal and decide"), reverse("office_chapter_proposal", args=[proposal.public_id]))],
    )


def _failure_task(task: OutboxTask) -> Task:
    return Task(
        due=(task.finished or task.created) + LOOK_AT_A_FAILURE,
        what=_words(task.kind),
        text=f"{_tries(task.attempts)} {_for_the_keeper(task)}",
        buttons=[
            (reverse("office_task_retry", args=[task.pk]), _("Try again")),
            (reverse("office_task_dismiss", args=[task.pk]), _("Leave it undone")),
        ],
    )


def _tries(attempts: int) -> str:
    return ngettext("Tried %(n)s time.", "Tried %(n)s times.", attempts) % {"n": attempts}


def _for_the_keeper(task: OutboxTask) -> str:
    """What helps nobody but whoever keeps the site, and says so."""
    return _("For whoever keeps the site: %(error)s") % {"error": f"{task.kind}, {task.last_error[:200]}"}


def _words(kind: str) -> str:
    known = {
        "message.email": _("An e-mail did not go out"),
        "message.sms": _("A text did not go out"),
        "payment.refund": _("Money was not given back"),
        "purchase.settle": _("A purchase is not settled"),
        "purchase.notify": _("A buyer was not told"),
        "photo.renditions": _("A photo could not be prepared"),
        "cms.picture": _("A picture of a story could not be prepared"),
        "search.refresh": _("The search does not know of a change"),
    }
    return known.get(kind, _("A task failed"))


def _order_task(order: Order) -> Task:
    contact = order.purchase.contact
    ended = order.window_ends.astimezone(ZoneInfo(order.zone))
    links = [(_("Open the pickup day"), reverse("office_run", args=[ended.date()]))]
    if contact.phone:
        links.append((_("Call %(phone)s") % {"phone": said_phone(contact.phone)}, f"tel:{contact.phone}"))
    return Task(
        due=order.window_ends,
        what=_("Was %(code)s handed over?") % {"code": order.purchase.code},
        text=_("%(coop)s for %(buyer)s, %(place)s until %(when)s.")
        % {"coop": order.coop, "buyer": contact.name, "place": order.place, "when": moment_words(ended)},
        links=links,
    )
