"""`manage.py wording`: the words of the site, held to its own list and to eight years of school."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.wording.check import faults, levels
from config.wording.sources import screens


class Command(BaseCommand):
    help = "Fail on a word we do not use, on tú, and on a screen that asks for more than eight years of school."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hardest", type=int, default=0, help="Show so many of the hardest texts instead.")

    def handle(self, *args: Any, **options: Any) -> None:
        read = list(screens(settings.BASE_DIR))
        if options["hardest"]:
            judged = [(level, screen, text) for screen in read for text, level in levels(screen)]
            for level, screen, text in sorted(judged, key=lambda one: -one[0])[: options["hardest"]]:
                self.stdout.write(f"{level:5.1f}  {screen.name} ({screen.language})  {' '.join(text.split())[:160]}")
            return
        if wrong := sorted(faults(read)):
            raise CommandError("\n".join([*wrong, f"{len(wrong)} to mend."]))
        count = sum(1 for screen in read for _level in levels(screen))
        self.stdout.write(f"{len(read)} screens, {count} of their texts long enough to have a level: all plain.")
