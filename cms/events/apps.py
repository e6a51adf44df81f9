from importlib import import_module

from django.apps import AppConfig

from search.documents import register


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        found = import_module("cms.events.finding").events
        register(found.kind, found)
