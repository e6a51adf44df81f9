from typing import Any

from django.core.management.base import BaseCommand

from ground.sealed import rewrap


class Command(BaseCommand):
    help = "Seals every person's key with the newest key of SEAL_KEYS. Run it after putting a new key in front."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rewrap()} keys are sealed with the newest master key.")
