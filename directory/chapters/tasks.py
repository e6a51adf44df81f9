"""What the worker does for chapters."""

from directory.chapters.joining import forget_unconfirmed
from directory.chapters.leaving import JOURNAL, write_in_journal
from directory.chapters.organising import LETTER, send_letter
from ground import outbox, ticks


@outbox.handler(JOURNAL)
def _journal(payload: outbox.Payload) -> None:
    write_in_journal(subject=payload["subject"], key=payload["key"])


@outbox.handler(LETTER, private=True)
def _letter(payload: outbox.Payload) -> None:
    send_letter(payload)


@ticks.every(3600, "chapters.forget_unconfirmed")
def _forget() -> None:
    forget_unconfirmed()
