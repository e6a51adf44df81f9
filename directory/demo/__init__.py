"""The directory's part of the demonstration: real organisations with their sources, public lists, invented co-ops, people, chapters."""

from django.db import transaction

from directory.demo.chapters import load_chapters
from directory.demo.coops import is_loaded, load_coops
from directory.demo.people import load_people

__all__ = ["load"]


@transaction.atomic
def load() -> bool:
    """Load what is missing, all of it or nothing. Returns False where it was all there already; nothing is changed then."""
    if is_loaded():
        return False
    load_coops()
    load_people()
    load_chapters()
    return True
