from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GroundConfig(AppConfig):
    name = "ground"
    label = "ground"
    verbose_name = "What all stand on"

    def ready(self) -> None:
        """Import each app's `tasks.py`, where its outbox handlers and ticks are registered."""
        autodiscover_modules("tasks")
