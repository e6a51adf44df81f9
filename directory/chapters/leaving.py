"""Leaving: the row goes, the key is destroyed, and a number stays that names no one."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from directory.chapters import tokens
from directory.chapters.models import Erasure, Supporter
from ground import outbox, sealed
from ground.models import SealedKey

JOURNAL = "chapters.journal"


class Replayed(NamedTuple):
    rows: int
    keys: int


def holder_of(token: str) -> Supporter | None:
    """Whose link to leave this is."""
    public_id = tokens.read(tokens.LEAVE, token)
    if not isinstance(public_id, str):
        return None
    return Supporter.objects.select_related("key", "chapter").filter(public_id=public_id).first()


def erase(*, supporter: Supporter) -> Erasure | None:
    """Delete the row and destroy the key; None if it was done already. Letters on their way can't be called back."""
    with transaction.atomic():
        if not Supporter.objects.filter(pk=supporter.pk).delete()[0]:
            return None
        return destroy_key(subject=supporter.public_id, key=supporter.key)


def destroy_key(*, subject: str, key: SealedKey) -> Erasure:
    """In the caller's transaction: make what was sealed unreadable and write it into the journal, here and in its file."""
    sealed.destroy(key)
    outbox.enqueue(JOURNAL, {"subject": subject, "key": str(key.pk)}, key=f"{JOURNAL}:{subject}")
    return Erasure.objects.create(subject=subject, key_id=str(key.pk))


def write_in_journal(*, subject: str, key: str) -> None:
    """Add a line to the file beside the database: a backup of the database does not know what was erased after it."""
    path: Path = settings.ERASURE_JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{subject} {key} {timezone.now():%Y-%m-%dT%H:%MZ}\n")
        file.flush()
        os.fsync(file.fileno())


def journal() -> Iterator[tuple[str, str]]:
    """(subject, key) of everything ever erased, from the table and from the file."""
    yield from Erasure.objects.values_list("subject", "key_id")
    path: Path = settings.ERASURE_JOURNAL
    if path.exists():
        for line in path.read_text(encoding="ascii").splitlines():
            subject, key, *_rest = [*line.split(), "", ""]
            if subject:
                yield subject, key


def replay(entries: Iterable[tuple[str, str]]) -> Replayed:
    """Erase again what a restored backup brought back. Safe to run at any time and twice."""
    rows = keys = 0
    for subject, key_id in set(entries):
        with transaction.atomic():
            rows += Supporter.objects.filter(public_id=subject).delete()[0]
            for key in SealedKey.objects.filter(pk__in=_uuids(key_id), destroyed=None):
                sealed.destroy(key)
                keys += 1
    return Replayed(rows, keys)


def _uuids(text: str) -> list[UUID]:
    """None in a line that was cut off while it was written."""
    try:
        return [UUID(text)]
    except ValueError:
        return []
