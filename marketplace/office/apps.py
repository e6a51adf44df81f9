from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "marketplace.office"
    label = "office"
    verbose_name = "The coordinator's office"
