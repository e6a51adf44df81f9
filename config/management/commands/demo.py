"""`manage.py demo`: fill the site with its demonstration. Running it again changes nothing but the dates that have passed."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo import load as load_pages
from directory.demo import load as load_directory
from directory.demo.people import SIGN_INS
from marketplace.demo import load as load_market


class Command(BaseCommand):
    help = "Load invented co-ops, goods, orders, stories, chapters and people, plainly marked as a demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration is switched off (DEMONSTRATION).")
        for words, load in (
            ("co-ops, people and chapters", load_directory),
            ("goods and orders", load_market),
            ("stories and events", load_pages),
        ):
            started = time.monotonic()
            if load():
                self.stdout.write(f"Loaded {words} ({time.monotonic() - started:.1f} s).")
        if options["verbosity"] > 0:
            self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        self.stdout.write("\nDemonstration sign-ins (password in each case: the one shown):")
        for person in SIGN_INS:
            self.stdout.write(f"  {person.email:<28} {person.password:<18} {person.role}")
        self.stdout.write("")
