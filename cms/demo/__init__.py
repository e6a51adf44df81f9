"""The pages of the demonstration: stories, events, institutions and the Plan by date, in both languages."""

from django.db import transaction

from cms.demo.events import bring_forward, load_events
from cms.demo.plan import load_institutions, load_plan
from cms.demo.stories import is_loaded, load_stories
from cms.home.setup import ensure_site

__all__ = ["load"]


@transaction.atomic
def load() -> bool:
    """Load what is missing, all of it or nothing. Later runs only move events that are over to a coming week."""
    if is_loaded():
        return bring_forward()
    ensure_site()
    load_plan()
    load_institutions()
    load_stories()
    load_events()
    return True
