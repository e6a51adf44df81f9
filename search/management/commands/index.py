"""Builds the search index again from every registered source."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from search import documents
from search.engine import Engine, each, held_by
from search.standing import Unavailable


class Command(BaseCommand):
    help = (
        "Builds the search index again beside the running site and says how much of each kind it holds; with ELASTICSEARCH_URL, the "
        "embedded one and the server's."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="leave an index alone that holds something already")

    def handle(self, *args: object, **options: object) -> None:
        away = [engine.name for engine in each() if not self._build(engine, only_if_empty=bool(options["if_empty"]))]
        if away and not options["if_empty"]:
            raise CommandError(f"{away[0]} was not built. Until it is, the embedded index answers.")

    def _build(self, engine: Engine, *, only_if_empty: bool) -> bool:
        """False if the engine's server does not answer."""
        if only_if_empty and (held := held_by(engine)):
            self.stdout.write(f"The index holds {held} documents ({engine.name}).")
            return True
        start = time.monotonic()
        try:
            counted = engine.rebuild(documents.everything())
        except Unavailable as error:
            self.stderr.write(f"{engine.name} does not answer: {error}")
            return False
        for kind in documents.kinds():
            self.stdout.write(f"{counted.get(kind, 0):>8}  {kind}")
        self.stdout.write(f"{sum(counted.values()):>8}  in {time.monotonic() - start:.1f} s ({engine.name})")
        return True
