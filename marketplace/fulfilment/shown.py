"""Windows as pages show them: public, and kept for some seconds. Placing an order asks `windows.windows_of`, the truth."""

from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from directory.coops.models import ClosedDay
from marketplace.fulfilment.models import WindowRule
from marketplace.fulfilment.windows import Window, windows_of

KEEP = 20  # seconds that a page may be late where a change was not told: a place that closes, a co-op that leaves


def windows_shown(coop_ids: Iterable[int]) -> dict[int, list[Window]]:
    """`windows_of`, kept. Those whose cut-off has passed meanwhile are left out."""
    names = {coop_id: _name(coop_id) for coop_id in coop_ids}
    kept: dict[str, list[Window]] = cache.get_many(names.values())
    missing = [coop_id for coop_id, name in names.items() if name not in kept]
    if missing:
        fresh = {names[coop_id]: windows for coop_id, windows in windows_of(missing).items()}
        cache.set_many(fresh, KEEP)
        kept = {**kept, **fresh}
    now = timezone.now()
    return {coop_id: [window for window in kept[name] if window.cutoff > now] for coop_id, name in names.items()}


def _name(coop_id: int) -> str:
    return f"windows:{coop_id}"


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_rule_changed, sender=WindowRule, dispatch_uid="fulfilment.rule_changed")
        signal.connect(_day_changed, sender=ClosedDay, dispatch_uid="fulfilment.day_changed")


def _rule_changed(sender: type, instance: WindowRule, **signal: Any) -> None:
    cache.delete(_name(instance.coop_id))


def _day_changed(sender: type, instance: ClosedDay, **signal: Any) -> None:
    cache.delete(_name(instance.cooperative_id))
