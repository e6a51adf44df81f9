from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "cms.plan"
    label = "plan"
    verbose_name = "The Plan"
