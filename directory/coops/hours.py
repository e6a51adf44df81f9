"""When a co-op is open, as a sentence and as a week. Local rules in, words out; nothing here asks the database or the clock."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.models import Weekday

NO_BREAK = "\N{NO-BREAK SPACE}"
_DAYS_AHEAD = 14
_TOMORROW, _WEEK = 1, 7


@dataclass(frozen=True)
class Span:
    """Open from `opens` until before `closes` on a weekday (0 is Monday), in the place's own time."""

    weekday: int
    opens: datetime.time
    closes: datetime.time

    def __str__(self) -> str:
        return _("%(opens)s to %(closes)s") % {"opens": clock(self.opens), "closes": clock(self.closes)}


@dataclass(frozen=True)
class Day:
    name: str
    spans: tuple[Span, ...]


def clock(time: datetime.time) -> str:
    """`6 am`, `1:30 pm`, `noon`, in one piece: no line ends between the hour and its half of the day."""
    if (time.hour, time.minute) == (12, 0):
        return _("noon")
    if (time.hour, time.minute) == (0, 0):
        return _("midnight")
    minutes = f":{time.minute:02}" if time.minute else ""
    half = _("am") if time.hour < 12 else _("pm")
    return f"{time.hour % 12 or 12}{minutes}{NO_BREAK}{half}"


def week(spans: Iterable[Span]) -> list[Day]:
    """All seven days, Monday first; a day without spans is a closed one."""
    known = sorted(spans, key=lambda span: (span.weekday, span.opens))
    return [Day(str(day.label), tuple(span for span in known if span.weekday == day)) for day in Weekday]


def sentence(spans: Sequence[Span], *, now: datetime.datetime, closed_days: Iterable[datetime.date] = ()) -> str:
    """`Open now, until 6 pm`. `now` is in the place's zone. "" where no hours are known."""
    if not spans:
        return ""
    closed = set(closed_days)
    today, time = now.date(), now.time()
    running = [span for span in _on(today, spans, closed) if span.opens <= time < span.closes]
    if running:
        return _("Open now, until %(time)s") % {"time": clock(max(span.closes for span in running))}
    opening = _next_opening(spans, now, closed)
    first = _("Closed today.") if today in closed else _("Closed now.")
    return f"{first} {opening}".rstrip()


def _on(day: datetime.date, spans: Sequence[Span], closed: set[datetime.date]) -> list[Span]:
    return [] if day in closed else [span for span in spans if span.weekday == day.weekday()]


def _next_opening(spans: Sequence[Span], now: datetime.datetime, closed: set[datetime.date]) -> str:
    for ahead in range(_DAYS_AHEAD):
        day = now.date() + datetime.timedelta(days=ahead)
        later = [span.opens for span in _on(day, spans, closed) if ahead or span.opens > now.time()]
        if later:
            return _opens(day, ahead, clock(min(later)))
    return ""


def _opens(day: datetime.date, ahead: int, time: str) -> str:
    if ahead == 0:
        return _("Opens today at %(time)s.") % {"time": time}
    if ahead == _TOMORROW:
        return _("Opens tomorrow at %(time)s.") % {"time": time}
    if ahead < _WEEK:
        return _("Opens on %(day)s at %(time)s.") % {"day": Weekday(day.weekday()).label, "time": time}
    return _("Opens on %(day)s at %(time)s.") % {"day": date_format(day, _("l j F")), "time": time}
