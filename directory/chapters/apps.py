from importlib import import_module

from django.apps import AppConfig


class ChaptersConfig(AppConfig):
    name = "directory.chapters"
    label = "chapters"
    verbose_name = "Friends chapters"

    def ready(self) -> None:
        import_module("directory.chapters.documents")
        import_module("directory.chapters.account_panel")
