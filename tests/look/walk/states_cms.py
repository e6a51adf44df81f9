"""Each kind of page that staff write, as it stands in the demonstration: a new kind is shown without a word here."""

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, get_page_models

from tests.access.world import World
from tests.look.walk.places import Make, State


def _first(model: type[Page], skip: int = 0) -> Make:
    def make(world: World, client: Client, language: str) -> str | HttpResponse:
        pages = model.objects.filter(live=True, locale__language_code=language).order_by("path")
        url: str = pages[skip].url
        return url

    return make


_KINDS = [model for model in get_page_models() if model is not Page and model.__name__ != "HomePage"]

STATES = [
    *(State("wagtail_serve", model.__name__, _first(model)) for model in _KINDS),
    *(
        State("wagtail_serve", f"{model.__name__}, another", _first(model, 1))
        for model in _KINDS
        if model.__name__ in ("StoryPage", "EventPage")
    ),
]
