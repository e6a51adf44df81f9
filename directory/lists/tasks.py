"""What the worker does with lists."""

from datetime import timedelta

from directory.lists.applying import Overtaken
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
    """Where it cannot be done it stays as it was, and the button is there again; the page says why when it is pressed. What nobody foresaw is
    raised as well, so that it stands in the log, and not tried again before somebody asks.
    """
    edition = Edition.objects.filter(pk=payload["edition"], undo_asked__isnull=False).first()
    if edition is None:
        return
    try:
        undo(edition=edition, by=User.objects.filter(pk=payload["by"]).first())
    except (CannotUndo, Overtaken):
        _let_ask_again(edition)
    except Exception:
        _let_ask_again(edition)
        raise


def _let_ask_again(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(undo_asked=None)


@every(DAY, "lists.clear")
def clear_uploads() -> None:
    clear()
