from importlib import import_module

from django.apps import AppConfig

from search.documents import register


class PlanConfig(AppConfig):
    name = "cms.plan"
    label = "plan"
    verbose_name = "The Plan"

    def ready(self) -> None:
        found = import_module("cms.plan.finding").plans
        register(found.kind, found)
