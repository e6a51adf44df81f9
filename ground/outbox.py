"""What must happen outside the database, written down inside it.

`enqueue` writes a row in the caller's transaction; a worker process (`manage.py worker`) carries it out at least
once. A handler must therefore bear being run twice: it looks at the present state, or passes the task's own key on
to the service it calls.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from ground.prepared import PreparedInsert

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Handler = Callable[[Payload], None]

MAX_ATTEMPTS = 8
LONGEST_WAIT = timedelta(minutes=15)
LEASE = timedelta(minutes=5)
KEEP_DONE = timedelta(days=30)


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help; the task fails at once."""


class NotNow(Exception):
    """Raised by a handler when what it needs is away for a while: all tasks of its kind wait so long, and none of their tries is
    used up. So tasks outlast any outage, and a thousand that wait ask no more often than one."""

    def __init__(self, wait: timedelta, reason: str) -> None:
        super().__init__(reason)
        self.wait = wait


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class OutboxTask(models.Model):
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - unique where there is one
    folds = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=State.values), name="outbox_state_known")]
        indexes = [
            models.Index(fields=["due"], condition=Q(state="queued"), name="outbox_queued"),
            models.Index(fields=["leased_until"], condition=Q(state="running"), name="outbox_running"),
            models.Index(fields=["finished"], condition=Q(state__in=["done", "failed"]), name="outbox_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@dataclass(frozen=True)
class _Registered:
    run: Handler
    lease: timedelta
    private: bool


_handlers: dict[str, _Registered] = {}


def handler(kind: str, *, lease: timedelta = LEASE, private: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that carries out tasks of this kind.

    `lease`: how long it may run before another worker takes the task for abandoned. `private`: its payload is
    emptied when it is done or dismissed, and an error is kept by the name of its type only, since its text could
    quote an address.
    """

    def register(run: Handler) -> Handler:
        if kind in _handlers and _handlers[kind].run.__qualname__ != run.__qualname__:
            raise ValueError(f"Two handlers for {kind!r}.")
        _handlers[kind] = _Registered(run, lease, private)
        return run

    return register


def enqueue(
    kind: str, payload: Payload, *, key: str | None = None, due: datetime | None = None, fold: bool = False
) -> OutboxTask:
    """Write a task down in the caller's transaction; rolled back with it.

    With a `key`, the same key again returns the task that is there, even a done one (until it is pruned after 30
    days). With `fold` the key counts only while the task waits: ten changes of a listing are one `search.refresh`,
    and a change after it began makes a new one.
    """
    due = due or timezone.now()
    if key is None:
        task = OutboxTask(kind=kind, payload=payload, due=due)
        _new_tasks([task])
        return task
    defaults = {"kind": kind, "payload": payload, "due": due, "folds": fold}
    if not fold:
        return OutboxTask.objects.get_or_create(key=key, defaults=defaults)[0]
    # An UPDATE and not a SELECT: its row lock makes a worker wait with this task until the caller's change can be seen.
    while True:
        try:
            with transaction.atomic():  # of its own, so that outside one the row is still there to be read
                if OutboxTask.objects.filter(key=key).update(payload=payload):
                    return OutboxTask.objects.get(key=key)
                return OutboxTask.objects.create(key=key, **defaults)
        except IntegrityError:
            continue


_new_tasks = PreparedInsert(OutboxTask)


def run_due(limit: int = 100, now: datetime | None = None) -> int:
    """Carry out up to `limit` tasks that are due, one after another; returns how many were tried."""
    tried = 0
    while tried < limit:
        task = _claim(now or timezone.now())
        if task is None:
            break
        _carry_out(task)
        tried += 1
    return tried


def _ready(now: datetime) -> Q:
    return Q(state=State.QUEUED, due__lte=now) | Q(state=State.RUNNING, leased_until__lt=now)


def _claim(now: datetime) -> OutboxTask | None:
    """Take the oldest due task by a conditional UPDATE; a worker that comes second changes no row and tries the next.

    Looking is a plain SELECT: an idle worker never takes SQLite's write lock.
    """
    ready = OutboxTask.objects.filter(_ready(now))
    for pk, kind, key, folds in ready.order_by("due", "pk").values_list("pk", "kind", "key", "folds")[:20]:
        lease = _handlers[kind].lease if kind in _handlers else LEASE
        taken = ready.filter(pk=pk).update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            leased_until=now + lease,
            key=None if folds else key,
        )
        if taken:
            return OutboxTask.objects.get(pk=pk)
    return None


def _carry_out(task: OutboxTask) -> None:
    registered = _handlers.get(task.kind)
    if task.attempts > MAX_ATTEMPTS:  # it took its worker down each time
        _finish(task, State.FAILED, error=task.last_error or "The worker ended while it carried out this task.")
        return
    try:
        if registered is None:
            raise LookupError(f"No handler for {task.kind!r}.")
        registered.run(task.payload)
    except GiveUp as refusal:
        _finish(task, State.FAILED, error=str(refusal))
    except NotNow as absence:
        _put_off(task, absence)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, the worker goes on
        text = type(error).__name__ if registered and registered.private else f"{type(error).__name__}: {error}"
        log.warning("%s failed, attempt %s: %s", task, task.attempts, text)
        _retry_or_fail(task, text[:2000])
    else:
        _finish(task, State.DONE, wipe=registered.private)


def _retry_or_fail(task: OutboxTask, error: str) -> None:
    if task.attempts >= MAX_ATTEMPTS:
        log.error("%s failed for good after %s attempts.", task, task.attempts)
        _finish(task, State.FAILED, error=error)
        return
    due = timezone.now() + backoff(task.attempts)
    _mine(task).update(state=State.QUEUED, due=due, leased_until=None, last_error=error)


def _put_off(task: OutboxTask, absence: NotNow) -> None:
    due = timezone.now() + absence.wait
    again = {"attempts": F("attempts") - 1, "leased_until": None, "last_error": str(absence)[:2000]}
    _mine(task).update(state=State.QUEUED, due=due, **again)
    OutboxTask.objects.filter(kind=task.kind, state=State.QUEUED, due__lt=due).update(due=due)


def backoff(attempts: int) -> timedelta:
    """2, 4, 8 … seconds and up to a quarter more, so that tasks which failed together do not come back together."""
    seconds = min(2.0**attempts * random.uniform(1, 1.25), LONGEST_WAIT.total_seconds())  # noqa: S311 - not a secret
    return timedelta(seconds=seconds)


def _finish(task: OutboxTask, state: State, *, error: str = "", wipe: bool = False) -> None:
    changes: dict[str, Any] = {"state": state, "finished": timezone.now(), "leased_until": None, "last_error": error}
    if wipe:
        changes["payload"] = {}
    _mine(task).update(**changes)


def _mine(task: OutboxTask) -> models.QuerySet[OutboxTask]:
    """The task as long as this worker's lease on it stands: one that lost its lease changes nothing any more."""
    return OutboxTask.objects.filter(pk=task.pk, state=State.RUNNING, leased_until=task.leased_until)


def failed_tasks() -> models.QuerySet[OutboxTask]:
    """What the coordinator should look at, newest first."""
    return OutboxTask.objects.filter(state=State.FAILED).order_by("-finished", "-pk")


def retry(*, task: OutboxTask) -> bool:
    """Let a failed task be tried again from the start; False if it was not failed any more."""
    changes = {"state": State.QUEUED, "attempts": 0, "due": timezone.now(), "finished": None}
    return OutboxTask.objects.filter(pk=task.pk, state=State.FAILED).update(**changes) == 1


def dismiss(*, task: OutboxTask) -> bool:
    """Take a failed task off the coordinator's list without doing it; its payload is wiped, its error stays."""
    changes = {"state": State.DONE, "payload": {}, "finished": timezone.now()}
    return OutboxTask.objects.filter(pk=task.pk, state=State.FAILED).update(**changes) == 1


def prune(now: datetime | None = None) -> int:
    """Delete tasks done more than 30 days ago; failed ones stay until somebody has decided."""
    before = (now or timezone.now()) - KEEP_DONE
    return OutboxTask.objects.filter(state=State.DONE, finished__lt=before).delete()[0]
