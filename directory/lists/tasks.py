"""What the worker does with lists."""

from datetime import timedelta

from directory.lists.models import Edition
from directory.lists.undoing import CannotUndo, undo
from directory.lists.uploads import READ, UNDO, carry_out, clear
from directory.people.models import User
from ground.outbox import Payload, handler
from ground.ticks import DAY, every

_LEASE = timedelta(minutes=15)


@handler(READ, lease=_LEASE)
def read_upload(payload: Payload) -> None:
    carry_out(payload["upload"])


@handler(UNDO, lease=_LEASE)
def undo_edition(payload: Payload) -> None:
    """What cannot be undone any more since it was asked for stays as it is; the page says why when it is asked again."""
    edition = Edition.objects.get(pk=payload["edition"])
    try:
        undo(edition=edition, by=User.objects.filter(pk=payload["by"]).first())
    except CannotUndo:
        Edition.objects.filter(pk=edition.pk).update(undo_asked=None)


@every(DAY, "lists.clear")
def clear_uploads() -> None:
    clear()
