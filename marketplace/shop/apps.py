from importlib import import_module

from django.apps import AppConfig

from ground.places import register


class ShopConfig(AppConfig):
    name = "marketplace.shop"
    label = "shop"
    verbose_name = "The market"

    def ready(self) -> None:
        import_module("marketplace.shop.receivers")
        panels = import_module("marketplace.shop.panels")
        register("coop_page", panels.coop_goods, order=10)
        register("account_page", panels.my_orders, order=10)
