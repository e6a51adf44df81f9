"""`manage.py setup_site`: the first pages, languages, rights and workflow. Run again it changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.home.setup import ensure_site


class Command(BaseCommand):
    help = "Make the tree of pages in English and Spanish, the groups' rights and the workflow, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_site()
        self.stdout.write(f"The site stands on the page “{home.title}”.")
