"""Builds the search index again from every registered source."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from search import documents
from search.engine import current


class Command(BaseCommand):
    help = "Builds the search index again and says how much of each kind it holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the index holds something already")

    def handle(self, *args: object, **options: object) -> None:
        engine = current()
        if options["if_empty"] and (held := engine.count()):
            self.stdout.write(f"The index holds {held} documents.")
            return
        start = time.monotonic()
        counted = engine.rebuild(documents.everything())
        for kind in documents.kinds():
            self.stdout.write(f"{counted.get(kind, 0):>8}  {kind}")
        self.stdout.write(f"{sum(counted.values()):>8}  in {time.monotonic() - start:.1f} s ({engine.name})")
