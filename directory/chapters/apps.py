from django.apps import AppConfig


class ChaptersConfig(AppConfig):
    name = "directory.chapters"
    label = "chapters"
    verbose_name = "Friends chapters"
