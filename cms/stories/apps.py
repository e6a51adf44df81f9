from importlib import import_module

from django.apps import AppConfig

from ground import places
from search.documents import register


class StoriesConfig(AppConfig):
    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        import_module("cms.stories.hanging")
        found = import_module("cms.stories.finding").stories
        panel = import_module("cms.stories.panels").stories_panel
        register(found.kind, found)
        places.register("coop_page", panel, order=200)
        places.register("listing_page", panel, order=200)
