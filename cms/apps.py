from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "What we tell"

    def ready(self) -> None:
        """Models of all apps are loaded now, not when this module is: hence the imports here."""
        from cms.receivers import connect

        connect()
