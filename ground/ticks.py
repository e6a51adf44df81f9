"""Work that comes round: `@every(3600, "ledger.check")` on a function without arguments, in an app's `tasks.py`.

Time is cut into slots of that length; the workers enqueue each tick once a slot, kept apart by the task's key. A
worker that was down makes up only the present slot.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from ground.outbox import GiveUp, OutboxTask, Payload, State, enqueue, handler, prune

Tick = Callable[[], None]
DAY = 86_400

_ticks: dict[str, tuple[int, Tick]] = {}


def every(seconds: int, name: str) -> Callable[[Tick], Tick]:
    """Register a function that the worker runs once in each `seconds` (up to a day), at least once if a try fails."""
    if not 1 <= seconds <= DAY:
        raise ValueError("A tick comes round within a day.")

    def register(run: Tick) -> Tick:
        _ticks[name] = (seconds, run)
        return run

    return register


def enqueue_ticks(seen: dict[str, int], now: datetime | None = None) -> None:
    """Enqueue each tick whose slot has begun. `seen` is the caller's memory of slots, so that an idle worker asks no
    database.
    """
    moment = int((now or timezone.now()).timestamp())
    for name, (seconds, _run) in _ticks.items():
        slot = moment // seconds
        if seen.get(name) != slot:
            enqueue("tick", {"name": name}, key=f"tick:{name}:{slot}")
            seen[name] = slot


@handler("tick")
def _run_tick(payload: Payload) -> None:
    found = _ticks.get(payload["name"])
    if found is None:
        raise GiveUp(f"No tick is called {payload['name']!r} any more.")
    found[1]()


@every(DAY, "outbox.prune")
def _prune() -> None:
    """Ticks are many and tell nothing once done: they go after two days."""
    prune()
    OutboxTask.objects.filter(kind="tick", state=State.DONE, finished__lt=timezone.now() - timedelta(days=2)).delete()
