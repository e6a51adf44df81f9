from importlib import import_module

from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "directory.freshness"
    label = "freshness"
    verbose_name = "Freshness of the directory"

    def ready(self) -> None:
        import_module("directory.freshness.hanging")
        import_module("directory.freshness.websites")
        import_module("directory.freshness.own_checks")
        import_module("directory.freshness.periods").months()  # a site with periods that make no sense does not start
