from importlib import import_module

from django.apps import AppConfig

from ground import sitemap


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = "What we tell"

    def ready(self) -> None:
        import_module("cms.receivers").connect()
        import_module("cms.renditions").connect()
        sitemap.register("pages", import_module("cms.sitemap").pages)
