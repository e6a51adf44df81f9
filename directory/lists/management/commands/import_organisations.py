"""`manage.py import_organisations FILE`: a public list of organisations (CSV or GeoJSON) into the directory."""

from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from directory.lists.applying import Overtaken
from directory.lists.choosing import profile_of_choice
from directory.lists.importing import File, import_table
from directory.lists.models import SavedProfile
from directory.lists.outcomes import Report, write_report
from directory.lists.profile_files import BadProfile, names
from directory.lists.profiles import Profile, load_profile
from directory.lists.proposing import PROPOSED, as_toml, profile_for
from directory.lists.records import LONGEST_LIST_NAME, read_list
from directory.lists.tables import NotATable, Table


class Command(BaseCommand):
    help = (
        "Reads a CSV (any delimiter, any encoding) or a GeoJSON of points. A profile says which column is what; without one "
        "it is found out from the columns, and told. The last line is the sum."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--profile",
            default="",
            help=f"one of {', '.join(names())}; one saved in the office; or a file that ends with .toml",
        )
        parser.add_argument("--dataset", default="", help="name of the list, for rows that do not tell it")
        parser.add_argument("--dry-run", action="store_true", help="do everything, say what would be, and keep nothing")
        parser.add_argument("--report", type=Path, help="a CSV that says of each row what became of it")

    def handle(self, *args: Any, file: Path, dataset: str, **options: Any) -> None:
        started = perf_counter()
        if options["report"] and options["report"].resolve() == file.resolve():
            raise CommandError("The report would be written over the list")
        try:
            content = file.read_bytes()
            table = read_list(content)
            profile = self._profile(table, options["profile"], dataset, file)
            known = File(name=file.name, digest=sha256(content).hexdigest())
            report = self._import(table, profile, dataset, known, dry_run=options["dry_run"], told_in=options["report"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        except (NotATable, BadProfile) as error:
            raise CommandError(f"{file}: {error}") from None
        except Overtaken:
            raise CommandError("Somebody kept writing to its entries meanwhile. Nothing was kept; try again.") from None
        for remark in report.remarks:
            self.stdout.write(str(remark))
        if report.gone:
            self.stdout.write(f"{report.gone} of its earlier edition are not in this one. Their entries stay, marked.")
        kept = " It was a dry run: nothing was kept." if options["dry_run"] else ""
        if report.edition:
            kept = f" It is import {report.edition}: manage.py undo_import {report.edition} takes it back."
        self.stdout.write(f"It took {perf_counter() - started:.1f} s.{kept}")
        self.stdout.write(self.style.SUCCESS(str(report)))

    def _profile(self, table: Table, name: str, dataset: str, file: Path) -> Profile:
        """Of a list that nobody named the file's name is the name."""
        if name:
            saved = SavedProfile.objects.filter(name=name).first()
            return profile_of_choice(saved.choice) if saved else load_profile(name)
        named = slugify(file.stem)[:LONGEST_LIST_NAME] or "list"
        profile = profile_for(table, list_name=dataset, otherwise=named)
        if profile.name != PROPOSED:
            self.stdout.write(f"Read with the profile {profile.name}.")
            return profile
        self.stdout.write(
            "No saved profile fits. It is read so (save it as a .toml, correct it, name it with --profile):"
        )
        self.stdout.write(as_toml(profile))
        if not dataset:
            self.stdout.write(
                f"The list goes by the name of its file. If its next edition is another file: --dataset {named}"
            )
        return profile

    def _import(
        self, table: Table, profile: Profile, list_name: str, file: File, *, dry_run: bool, told_in: Path | None
    ) -> Report:
        if told_in is None:
            return import_table(table, profile, list_name=list_name, file=file, is_rehearsal=dry_run)
        with _opened(told_in) as told:
            report = import_table(table, profile, list_name=list_name, file=file, is_rehearsal=dry_run)
            write_report(report.outcomes, told)
        return report


def _opened(path: Path) -> TextIO:
    """Before anything is imported."""
    try:
        return path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from None
