from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "cms.plan"
    label = "plan"
    verbose_name = "The Plan"

    def ready(self) -> None:
        from cms.plan.finding import plans
        from search.documents import register

        register(plans.kind, plans)
