"""Compares the search index with the database, and mends it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from search import documents
from search.checking import Comparison, compare
from search.engine import Engine, each
from search.standing import NotBuilt, Unavailable


class Command(BaseCommand):
    help = (
        "Compares each search index with what may be found now, and prints how much is missing, out of date or superfluous. Ends with "
        "an error while anything is. A change that still waits for the worker counts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="put every difference right, then compare again")

    def handle(self, *args: object, **options: object) -> None:
        mend = bool(options["mend"])
        left = sum(self._look_at(engine, mend=mend) for engine in each())
        if left:
            raise CommandError(f"{left} differences" + ("" if mend else "; --mend puts them right."))
        self.stdout.write("0 differences")

    def _look_at(self, engine: Engine, *, mend: bool) -> int:
        """The differences that are left."""
        try:
            found = compare(engine, mend=mend)
            self._say(engine, found)
            if mend and found.differences:
                found = compare(engine)
                self._say(engine, found, "mended: ")
        except NotBuilt as error:
            return self._build(engine, error, mend=mend)
        except Unavailable as error:
            raise CommandError(f"{engine.name} does not answer: {error}") from None
        return found.differences

    def _build(self, engine: Engine, error: NotBuilt, *, mend: bool) -> int:
        self.stdout.write(f"{engine.name}: {error}")
        if not mend:
            return sum(1 for _document in documents.everything())
        engine.rebuild(documents.everything())
        found = compare(engine)
        self._say(engine, found, "built: ")
        return found.differences

    def _say(self, engine: Engine, found: Comparison, what: str = "") -> None:
        self.stdout.write(
            f"{engine.name}: {what}{found.there} may be found; {found.missing} missing, {found.stale} out of date, "
            f"{found.superfluous} superfluous in the index"
        )
