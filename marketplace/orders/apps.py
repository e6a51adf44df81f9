from importlib import import_module

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "marketplace.orders"
    label = "orders"
    verbose_name = "Orders"

    def ready(self) -> None:
        import_module("marketplace.orders.holding")
        import_module("marketplace.orders.quiet")
        import_module("marketplace.orders.hanging")
