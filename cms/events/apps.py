from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from cms.events.finding import events
        from search.documents import register

        register(events.kind, events)
