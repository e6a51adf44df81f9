from importlib import import_module

from django.apps import AppConfig

from search.documents import register


class CatalogConfig(AppConfig):
    name = "marketplace.catalog"
    label = "catalog"
    verbose_name = "Listings"

    def ready(self) -> None:
        register("listing", import_module("marketplace.catalog.documents").ListingDocuments())
        import_module("marketplace.catalog.photos").connect()
