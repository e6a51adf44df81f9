from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "marketplace.desk"
    label = "desk"
    verbose_name = "The co-op's desk"

    def ready(self) -> None:
        import_module("marketplace.desk.buying_banner")
