from importlib import import_module

from django.apps import AppConfig

from search.documents import register


class InstitutionsConfig(AppConfig):
    name = "cms.institutions"
    label = "institutions"
    verbose_name = "Institutions"

    def ready(self) -> None:
        import_module("cms.institutions.hanging")
        found = import_module("cms.institutions.finding").institutions
        register(found.kind, found)
