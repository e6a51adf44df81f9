from importlib import import_module

from django.apps import AppConfig


class CoopsConfig(AppConfig):
    name = "directory.coops"
    label = "coops"
    verbose_name = "Co-operatives"

    def ready(self) -> None:
        """`directory.findable` has no models and is no app, so its outbox handler is registered from here."""
        import_module("directory.findable.tasks")
        import_module("directory.coops.documents")
        import_module("directory.coops.account_panel")
