from importlib import import_module

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "directory.claims"
    label = "claims"
    verbose_name = "Taking over an entry"

    def ready(self) -> None:
        import_module("directory.claims.hanging")
        import_module("directory.claims.panels")
