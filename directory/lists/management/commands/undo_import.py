"""`manage.py undo_import N`: takes one import back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.lists.applying import Overtaken
from directory.lists.models import Edition
from directory.lists.undoing import CannotUndo, undo


class Command(BaseCommand):
    help = "Puts back what an import changed; what people changed since stays. Without a number it lists the imports."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, nargs="?", help="as import_organisations says it")

    def handle(self, *args: Any, number: int | None, **options: Any) -> None:
        if number is None:
            self._list()
            return
        edition = Edition.objects.filter(pk=number).first()
        if edition is None:
            raise CommandError(f"There is no import {number}.")
        try:
            undone = undo(edition=edition)
        except CannotUndo as refusal:
            raise CommandError(str(refusal)) from None
        except Overtaken:
            raise CommandError(
                "Somebody wrote to one of its entries just now. Nothing was undone; try again."
            ) from None
        self.stdout.write(self.style.SUCCESS(str(undone)))

    def _list(self) -> None:
        for edition in Edition.objects.all()[:50]:
            counts = ", ".join(f"{count} {outcome}" for outcome, count in edition.counts.items())
            undone = f", undone {edition.undone:%Y-%m-%d}" if edition.undone else ""
            self.stdout.write(f"{edition.pk}: {edition.list}, {edition.applied:%Y-%m-%d %H:%M}{undone}: {counts}")
