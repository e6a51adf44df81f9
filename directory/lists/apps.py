from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "directory.lists"
    label = "lists"
    verbose_name = "Public lists"
