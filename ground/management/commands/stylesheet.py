from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ground.stylesheet import write


class Command(BaseCommand):
    help = (
        "Sews static/css/site.css from its parts. Run it after a change to a style sheet; a test says when it is due."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        whole = write(settings.BASE_DIR / "static" / "css")
        self.stdout.write(f"{whole.name}: {whole.stat().st_size / 1000:.0f} kB")
