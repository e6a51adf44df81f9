from typing import Any

from django.core.management.base import BaseCommand

from directory.chapters.leaving import journal, replay


class Command(BaseCommand):
    help = (
        "After a restore: erase again what had been erased before, from the journal in the database "
        "and from the file that ERASURE_JOURNAL names."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = replay(journal())
        self.stdout.write(f"Erased again: {done.rows} rows, {done.keys} keys.")
