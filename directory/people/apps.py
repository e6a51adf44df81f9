from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "directory.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        import_module("directory.people.receivers")
