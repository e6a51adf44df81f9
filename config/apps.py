from django.apps import AppConfig
from django.conf import settings

from config.safety import refuse_unsafe


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "The site"

    def ready(self) -> None:
        refuse_unsafe(settings)
