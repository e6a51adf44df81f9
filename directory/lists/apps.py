from importlib import import_module

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "directory.lists"
    label = "lists"
    verbose_name = "Public lists"

    def ready(self) -> None:
        import_module("directory.lists.merging")
        import_module("directory.lists.tasks")
