"""Pickup windows of the coming days, worked out from weekly local rules. Pure but for `windows_of` and `pickup_days`."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from directory.coops.models import ClosedDay
from directory.coops.models import State as CoopState
from ground.prepared import Prepared
from marketplace.fulfilment.models import PickupPlace, WindowRule

AHEAD = timedelta(days=14)
_WEEK = 7


@dataclass(frozen=True)
class Window:
    """One co-op, one place, one day. Times are aware and in UTC; `zone` is the place's."""

    starts: datetime
    ends: datetime
    cutoff: datetime
    zone: str
    rule_id: int
    coop_id: int
    place: PickupPlace

    @property
    def key(self) -> str:
        """Names the window in a form: the rule and the local day."""
        return f"{self.rule_id}-{self.day:%Y%m%d}"

    @property
    def day(self) -> date:
        return self.starts.astimezone(ZoneInfo(self.zone)).date()

    @property
    def local_starts(self) -> datetime:
        return self.starts.astimezone(ZoneInfo(self.zone))

    @property
    def local_ends(self) -> datetime:
        return self.ends.astimezone(ZoneInfo(self.zone))

    @property
    def local_cutoff(self) -> datetime:
        return self.cutoff.astimezone(ZoneInfo(self.zone))


def window_on(rule: WindowRule, day: date) -> Window:
    """The window of a rule on a local day. On the night clocks change, the local times of the rule still hold."""
    zone = ZoneInfo(rule.place.zone)

    def at(when: date, clock: time) -> datetime:
        return datetime.combine(when, clock, tzinfo=zone).astimezone(UTC)

    return Window(
        starts=at(day, rule.starts),
        ends=at(day, rule.ends),
        cutoff=at(day - timedelta(days=rule.cutoff_days), rule.cutoff_time),
        zone=rule.place.zone,
        rule_id=rule.pk,
        coop_id=rule.coop_id,
        place=rule.place,
    )


ClosedDays = AbstractSet[tuple[int, date]]


def upcoming(rules: Iterable[WindowRule], *, now: datetime, closed: ClosedDays = frozenset()) -> list[Window]:
    """Windows one can still order for, soonest first. `closed` holds (co-op id, local day)."""
    found = []
    for rule in rules:
        today = now.astimezone(ZoneInfo(rule.place.zone)).date()
        next_one = (rule.weekday - today.weekday()) % _WEEK
        for ahead in range(next_one, AHEAD.days + 1, _WEEK):
            day = today + timedelta(days=ahead)
            if (rule.coop_id, day) not in closed:
                window = window_on(rule, day)
                if window.cutoff > now:
                    found.append(window)
    return sorted(found, key=lambda window: (window.starts, window.place.pk, window.rule_id))


def windows_of(coop_ids: Iterable[int], *, now: datetime | None = None) -> dict[int, list[Window]]:
    """Open windows for each co-op, in two queries whatever their number. A co-op without one has an empty list."""
    ids = set(coop_ids)
    now = now or timezone.now()
    yesterday = now.date() - timedelta(days=1)
    closed = {(one.cooperative_id, one.day) for one in _closed_since(tuple(ids), yesterday)}
    by_coop: dict[int, list[Window]] = {coop_id: [] for coop_id in ids}
    for window in upcoming(_open_rules(tuple(ids)), now=now, closed=closed):
        by_coop[window.coop_id].append(window)
    return by_coop


_open_rules = Prepared(
    lambda coops: WindowRule.objects.filter(
        coop_id__in=coops, is_active=True, place__is_open=True, coop__state=CoopState.LISTED
    ).select_related("place")
)
_closed_since = Prepared(
    lambda coops, day: (
        ClosedDay.objects.filter(cooperative_id__in=coops, day__gte=day).only("cooperative_id", "day").order_by()
    )
)


@dataclass(frozen=True)
class PickupDay:
    """A local day on which something can be picked up: the co-ops that hand over or come to the buyer then.

    There is at least one window at a place of pickup, and these come first.
    """

    day: date
    windows: tuple[Window, ...]

    @property
    def coop_ids(self) -> frozenset[int]:
        return frozenset(window.coop_id for window in self.windows)

    @property
    def first(self) -> Window:
        """The window at a place of pickup whose cut-off comes first."""
        return min(self.windows, key=lambda window: (window.place.comes_to_buyer, window.cutoff))


def pickup_days(*, now: datetime | None = None) -> list[PickupDay]:
    """The coming pickup days of the whole network, soonest first, in three queries. Days with visits only are none."""
    now = now or timezone.now()
    coop_ids = (
        WindowRule.objects.filter(is_active=True).values_list("coop_id", flat=True).order_by("coop_id").distinct()
    )
    days: dict[date, list[Window]] = {}
    for windows in windows_of(coop_ids, now=now).values():
        for window in windows:
            days.setdefault(window.day, []).append(window)
    return [
        PickupDay(day, tuple(sorted(windows, key=lambda w: (w.place.comes_to_buyer, w.starts, w.place.pk))))
        for day, windows in sorted(days.items())
        if any(not window.place.comes_to_buyer for window in windows)
    ]
