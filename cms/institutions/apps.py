from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "cms.institutions"
    label = "institutions"
    verbose_name = "Institutions"

    def ready(self) -> None:
        from cms.institutions.finding import institutions
        from search.documents import register

        register(institutions.kind, institutions)
