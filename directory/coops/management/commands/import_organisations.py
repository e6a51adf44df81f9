"""`manage.py import_organisations FILE`: a public list of organisations (CSV) into the directory."""

from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.coops.lists.importing import import_organisations
from directory.coops.lists.tables import NotATable


class Command(BaseCommand):
    help = "Reads a CSV with the columns source, source_id, name, type, street, city, state, zip, lat, lon, website."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dataset", default="", help="name of the list, for rows whose column source is empty")

    def handle(self, *args: Any, file: Path, dataset: str, **options: Any) -> None:
        started = perf_counter()
        try:
            report = import_organisations(file.read_bytes(), list_name=dataset)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        except NotATable as error:
            raise CommandError(f"{file}: {error}") from None
        for remark in report.remarks:
            self.stdout.write(str(remark))
        self.stdout.write(self.style.SUCCESS(f"{report} ({perf_counter() - started:.1f} s)"))
