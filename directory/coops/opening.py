"""Which places are open now, or on a day of the week: by their hours, their closed days and the clock of their co-op's zone."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.coops.models import ClosedDay, Cooperative, Hours, Place, Weekday

NOW = "now"
DAYS = {day.name.lower(): day for day in Weekday}  # as an address names them, in any language
WHEN = (NOW, *DAYS)


def open_places(when: str, now: datetime.datetime) -> Q:
    """Of places: open at this moment (`now`), or at some time of that weekday; it is the next such day, today included, that must
    not be a closed one. One query, for the zones that there are."""
    any_zone = Q(pk__in=[])
    for local, zones in _clocks(now).items():
        day = local.date() if when == NOW else _coming(DAYS[when], local.date())
        hours = Hours.objects.filter(place=OuterRef("pk"), weekday=day.weekday())
        if when == NOW:
            hours = hours.filter(opens__lte=local.time(), closes__gt=local.time())
        closed = ClosedDay.objects.filter(cooperative=OuterRef("cooperative"), day=day)
        any_zone |= Q(Exists(hours), ~Q(Exists(closed)), cooperative__zone__in=zones)
    return any_zone


def open_days(places: Iterable[Place]) -> tuple[str, ...]:
    """The days of the week on which one of these places opens, as a facet of what can be found. `hours` should be prefetched."""
    days = {hours.weekday for place in places for hours in place.hours.all()}
    return tuple(name for name, day in DAYS.items() if day in days)


def said(when: str) -> str:
    """`open now`, `open on Saturday`; "" for "". It goes on a sentence."""
    if not when:
        return ""
    return _("open now") if when == NOW else _("open on %(day)s") % {"day": DAYS[when].label}


def choices() -> list[tuple[str, str]]:
    """For a select that is called “Open”: (value, label)."""
    days = [(name, capfirst(str(day.label))) for name, day in DAYS.items()]
    return [("", _("Any time")), (NOW, _("Now")), *days]


def _clocks(now: datetime.datetime) -> dict[datetime.datetime, list[str]]:
    """What the clocks of the co-ops show, and in which zones they show it."""
    clocks: dict[datetime.datetime, list[str]] = defaultdict(list)
    for zone in Cooperative.objects.order_by().values_list("zone", flat=True).distinct():
        try:
            local = now.astimezone(zoneinfo.ZoneInfo(zone))
        except (ValueError, zoneinfo.ZoneInfoNotFoundError):
            continue
        clocks[local.replace(tzinfo=None)].append(zone)
    return clocks


def _coming(weekday: int, today: datetime.date) -> datetime.date:
    return today + datetime.timedelta(days=(weekday - today.weekday()) % 7)
