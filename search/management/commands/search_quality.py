"""Measures how good the finds are, on a catalogue with ratings by people."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from django.core.management.base import BaseCommand, CommandError

from search import catalogue, quality, scratch, slips
from search.documents import Document
from search.engine import current


class Command(BaseCommand):
    help = (
        "Indexes a catalogue (JSON lines, also .gz) into a scratch index, asks the rated queries (CSV: query, docid, rating 0 to 3) "
        "as the search page would, and prints nDCG@10 as the last line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("products", type=Path)
        parser.add_argument("ratings", type=Path)
        parser.add_argument("--engine", choices=scratch.ENGINES, help="the site's own if left out")
        parser.add_argument("--each", action="store_true", help="print a line for each query")
        parser.add_argument(
            "--typos", type=int, default=0, metavar="N", help="also try N misspelled words of the catalogue"
        )
        parser.add_argument("--seed", type=int, default=1, help="for other misspellings")

    def handle(self, *args: object, **options: object) -> None:
        name = str(options["engine"] or current().name.lower())
        try:
            rated = catalogue.ratings(Path(str(options["ratings"])))
            with scratch.engine(name) as engine:
                self._fill(engine, Path(str(options["products"])), rated)
                if (number := int(str(options["typos"]))) > 0:
                    self._misspell(engine, number, int(str(options["seed"])), each=bool(options["each"]))
                self._measure(engine, rated, name, each=bool(options["each"]))
        except (catalogue.Unreadable, scratch.NotHere) as error:
            raise CommandError(str(error)) from None

    def _fill(self, engine: scratch.Scratch, path: Path, rated: catalogue.Ratings) -> None:
        known: set[str] = set()

        def told() -> Iterator[Document]:
            for document in catalogue.products(path):
                known.add(document.id)
                yield document

        engine.index(told())
        engine.settle()
        strange = {ident for own in rated.values() for ident in own if f"{catalogue.KIND}:{ident}" not in known}
        self.stdout.write(f"{len(known)} products")
        if strange:
            self.stdout.write(f"{len(strange)} rated products are not in the catalogue: no search can find them")

    def _misspell(self, engine: scratch.Scratch, number: int, seed: int, *, each: bool) -> None:
        tried = list(slips.slips(engine, number, seed))
        right = sum(slip.read == slip.meant for slip in tried)
        for slip in tried if each else ():
            self.stdout.write(
                f"{'right' if slip.read == slip.meant else 'wrong'}  {slip.typed} for {slip.meant}: {slip.read or '?'}"
            )
        share = right / len(tried) if tried else 0.0
        self.stdout.write(f"misspellings put right: {share:.1%} ({right} of {len(tried)}, seed {seed})")

    def _measure(self, engine: scratch.Scratch, rated: catalogue.Ratings, name: str, *, each: bool) -> None:
        answers = list(quality.measure(engine, rated))
        if not answers:
            raise CommandError("No query has a rating above 0: there is nothing to measure.")
        for answer in sorted(answers, key=lambda answer: answer.value) if each else ():
            self.stdout.write(f"{answer.value:.3f}  {answer.total:>6} found  {answer.query}")
        value = mean(answer.value for answer in answers)
        self.stdout.write(f"nDCG@10 {value:.3f} ({len(answers)} queries, {name})")
