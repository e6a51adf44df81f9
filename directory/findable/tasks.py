"""Carries out what `changed` wrote down."""

from directory.findable import TASK, changed_with
from ground.outbox import GiveUp, Payload, handler
from search.documents import UnknownKind
from search.engine import refresh


@handler(TASK)
def refresh_index(payload: Payload) -> None:
    try:
        refresh(payload["kind"], payload["keys"])
    except UnknownKind as error:
        raise GiveUp(f"Nothing registers {error} with search.documents.") from error
    changed_with(payload["kind"], payload["keys"])
