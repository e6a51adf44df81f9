from importlib import import_module

from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    name = "marketplace.fulfilment"
    label = "fulfilment"
    verbose_name = "Pickup places and windows"

    def ready(self) -> None:
        import_module("marketplace.fulfilment.shown").connect()
