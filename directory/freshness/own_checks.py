"""What an entry itself shows to be old: closed days that are all past, and mail that its stewards no longer get."""

import datetime
from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.models import ClosedDay
from directory.freshness.attending import MESSAGE_KEY
from directory.freshness.checks import Check, Trouble, register
from directory.freshness.entries import every
from directory.freshness.models import Finding
from ground.messages import EMAIL
from ground.outbox import OutboxTask, State

CLOSED_DAYS_LAST = datetime.timedelta(days=180)  # who writes down holidays has some within half a year


def old_closed_days() -> Mapping[int, Trouble]:
    """Entries that once wrote down closed days, of which the last was half a year ago."""
    days = (
        ClosedDay.objects.filter(cooperative__in=every().values("pk")).values("cooperative").annotate(last=Max("day"))
    )
    past = days.filter(last__lt=timezone.localdate() - CLOSED_DAYS_LAST).order_by()
    return {row["cooperative"]: Trouble(row["last"]) for row in past}


def refused_mail() -> Mapping[int, Trouble]:
    """Reminders that our own mail server could not deliver. What another server sends back later is not read."""
    failed = OutboxTask.objects.filter(
        kind=EMAIL, state=State.FAILED, key__startswith=f"message:{MESSAGE_KEY}:"
    ).order_by("finished")
    found: dict[int, Trouble] = {}
    for key, finished in failed.values_list("key", "finished"):
        coop = int(str(key).split(":")[2])
        found.setdefault(coop, Trouble(timezone.localdate(finished)))
    known = set(every().filter(pk__in=found).values_list("pk", flat=True))
    return {coop: trouble for coop, trouble in found.items() if coop in known}


def _day(finding: Finding) -> str:
    return date_format(finding.since, "DATE_FORMAT") if finding.since else ""


register(
    Check(
        "closed_days",
        label=lambda: _("Closed days"),
        says=lambda finding: _("The last of its closed days was on %(day)s.") % {"day": _day(finding)},
        find=old_closed_days,
    )
)
register(
    Check(
        "mail",
        label=lambda: _("Mail"),
        says=lambda finding: _("Our mail to a steward has not gone through since %(day)s.") % {"day": _day(finding)},
        find=refused_mail,
    )
)
