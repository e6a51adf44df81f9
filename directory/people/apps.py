from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "directory.people"
    label = "people"
    verbose_name = "People"
