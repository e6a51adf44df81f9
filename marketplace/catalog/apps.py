from django.apps import AppConfig

from search import documents


class CatalogConfig(AppConfig):
    name = "marketplace.catalog"
    label = "catalog"
    verbose_name = "Listings"

    def ready(self) -> None:
        from marketplace.catalog.documents import ListingDocuments

        documents.register("listing", ListingDocuments())
