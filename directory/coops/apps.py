from django.apps import AppConfig


class CoopsConfig(AppConfig):
    name = "directory.coops"
    label = "coops"
    verbose_name = "Co-operatives"
