"""`manage.py compile_texts`: what gettext's `compilemessages` does, without gettext."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.texts import compile_texts


class Command(BaseCommand):
    help = "Compile the translations that have changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in compile_texts(folder):
                self.stdout.write(f"compiled {path.parent.parent.name}")
