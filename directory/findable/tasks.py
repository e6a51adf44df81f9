"""Carries out what `changed` wrote down. What a search server did not take waits here until it does."""

from datetime import timedelta

from django.utils import timezone

from directory.findable import BUILD, CATCH_UP, TASK, changed_with
from ground.outbox import GiveUp, NotNow, OutboxTask, Payload, State, enqueue, handler
from ground.ticks import every
from search import engine
from search.documents import UnknownKind
from search.standing import NotBuilt, Unavailable

_WAIT = timedelta(seconds=5)
_LONGEST_BUILD = timedelta(hours=2)


@handler(TASK)
def refresh_index(payload: Payload) -> None:
    try:
        engine.refresh(payload["kind"], payload["keys"])
    except UnknownKind as error:
        raise _unknown(error) from error
    except Unavailable:
        one = f"{CATCH_UP}:{payload['kind']}:{payload['keys'][0]}" if len(payload["keys"]) == 1 else None
        enqueue(CATCH_UP, payload, key=one, fold=bool(one), due=timezone.now() + _WAIT)
    changed_with(payload["kind"], payload["keys"])


@handler(CATCH_UP)
def catch_up(payload: Payload) -> None:
    try:
        engine.catch_up(payload["kind"], payload["keys"])
    except UnknownKind as error:
        raise _unknown(error) from error
    except NotBuilt as error:
        build_what_is_missing()
        raise NotNow(_WAIT, str(error)) from error
    except Unavailable as error:
        raise NotNow(_WAIT, str(error)) from error


@handler(BUILD, lease=_LONGEST_BUILD)
def build(payload: Payload) -> None:
    """Everything into the server's index, where a change of version or a lost disk left it without one."""
    try:
        if engine.server_is_missing():
            engine.build_server()
    except Unavailable as error:
        raise NotNow(_WAIT, str(error)) from error


@every(60, "search.build_what_is_missing")
def build_what_is_missing() -> None:
    if engine.server_is_missing():
        enqueue(BUILD, {}, key=BUILD, fold=True)


def is_behind() -> bool:
    """Whether a change has not reached the server that it did not take at first: not yet, or not at all until somebody looks into it."""
    waiting = OutboxTask.objects.filter(kind=CATCH_UP)
    return any(waiting.filter(state=state).exists() for state in (State.QUEUED, State.RUNNING, State.FAILED))


engine.behind_while(is_behind)


def _unknown(error: UnknownKind) -> GiveUp:
    return GiveUp(f"Nothing registers {error} with search.documents.")
