"""Whether an entry's web address still answers. Asked in its turn, a few at a time, so that the worker's other work never waits long."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative
from directory.freshness.checks import Check, register
from directory.freshness.entries import every
from directory.freshness.models import Finding
from ground.fetching import NotFetched, Why, fetch
from ground.outbox import enqueue

NAME, ASK = "website", "freshness.website"
AT_ONCE = 3
AGAIN = datetime.timedelta(days=30)
SURE_AFTER_TRIES, SURE_AFTER = 3, datetime.timedelta(days=7)  # a server may be down over a weekend
_LONGEST_PAUSE = 7  # days between two tries of one that does not answer
_GONE, _FAILING = {404, 410}, 500
_NO_TROUBLE = {Why.ROBOTS, Why.SWITCHED_OFF}


def enqueue_some(now: datetime.datetime | None = None) -> int:
    """Tasks for up to three addresses, never two of one host. Returns how many."""
    if not settings.ASK_OUTSIDE:
        return 0
    now = now or timezone.now()
    hosts: set[str] = set()
    for pk, address in _in_turn(now):
        host = urlsplit(address).netloc.lower()
        if host not in hosts and len(hosts) < AT_ONCE:
            hosts.add(host)
            enqueue(ASK, {"coop": pk}, key=f"{ASK}:{pk}", fold=True)
    return len(hosts)


def _in_turn(now: datetime.datetime) -> Iterator[tuple[int, str]]:
    """Those that were never asked, then those whose day has come."""
    with_one = every().exclude(website="")
    never = with_one.exclude(pk__in=Finding.objects.filter(check_name=NAME).values("cooperative"))
    yield from never.order_by("pk").values_list("pk", "website")[: AT_ONCE * 5]
    known = Finding.objects.filter(check_name=NAME, cooperative__in=with_one)
    due = known.filter(Q(due__lte=now) | ~Q(subject=F("cooperative__website"))).order_by("due")
    yield from due.values_list("cooperative_id", "cooperative__website")[: AT_ONCE * 5]


def ask(pk: int, now: datetime.datetime | None = None) -> None:
    """Asks outside of any transaction, then writes down what came of it, unless the address was changed meanwhile."""
    coop = every().exclude(website="").filter(pk=pk).first()
    if coop is None:
        Finding.objects.filter(cooperative=pk, check_name=NAME).delete()
        return
    now = now or timezone.now()
    _begin(coop, now)
    why = _trouble_with(coop.website)
    _keep(coop, why, now)


def _begin(coop: Cooperative, now: datetime.datetime) -> None:
    """Before it is asked: an address that this process cannot cope with must not come first again and again."""
    finding = _finding(coop)
    finding.due = now + datetime.timedelta(days=1)
    finding.save()


def _finding(coop: Cooperative) -> Finding:
    """What is known of the address; a new address begins anew."""
    finding = Finding.objects.filter(cooperative=coop, check_name=NAME).first()
    if finding is None or finding.subject != coop.website:
        return Finding(pk=finding.pk if finding else None, cooperative=coop, check_name=NAME, subject=coop.website)
    return finding


def _trouble_with(address: str) -> str:
    """ "" where it answers, or does not want to be asked."""
    try:
        answer = fetch(address, most=0)
    except NotFetched as refusal:
        return "" if refusal.why in _NO_TROUBLE else refusal.why.name.lower()
    if answer.status in _GONE:
        return "gone"
    return "failing" if answer.status >= _FAILING else ""


@transaction.atomic
def _keep(coop: Cooperative, why: str, now: datetime.datetime) -> None:
    if not Cooperative.objects.select_for_update().filter(pk=coop.pk, website=coop.website).exists():
        return
    finding = _finding(coop)
    today = timezone.localdate(now)
    finding.asked, finding.why = now, why
    finding.tries = finding.tries + 1 if why else 0
    finding.since = (finding.since or today) if why else None
    finding.due = now + (_pause(finding.tries) if why else AGAIN)
    finding.is_trouble = (
        finding.since is not None and finding.tries >= SURE_AFTER_TRIES and finding.since <= today - SURE_AFTER
    )
    finding.save()


def _pause(tries: int) -> datetime.timedelta:
    """1, 2, 4, then 7 days."""
    return datetime.timedelta(days=min(2 ** (min(tries, 4) - 1), _LONGEST_PAUSE))


def _says(finding: Finding) -> str:
    day = date_format(finding.since, "DATE_FORMAT") if finding.since else ""
    known = {
        "gone": _("Its web page has not been found since %(day)s."),
        "name": _("The name of its web page has not been known since %(day)s."),
        "certificate": _("The certificate of its web page has not been good since %(day)s."),
        "address": _("Its web address has been no good one since %(day)s."),
        "private": _("Its web address has been no good one since %(day)s."),
    }
    return known.get(finding.why, _("Its web page has not answered since %(day)s.")) % {"day": day}


register(Check(NAME, label=lambda: _("Web page"), says=_says))
