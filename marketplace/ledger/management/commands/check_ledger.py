"""`manage.py check_ledger`: prints what is wrong with the ledger and fails, or says that all is well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.ledger.invariants import check_invariants
from marketplace.ledger.models import Entry


class Command(BaseCommand):
    help = "Prove that every entry balances and that the database still guards the ledger."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = check_invariants()
        if wrong:
            raise CommandError("The ledger is not well:\n" + "\n".join(f"- {sentence}" for sentence in wrong))
        self.stdout.write(f"The ledger is well: {Entry.objects.count()} entries, all balanced and guarded.")
