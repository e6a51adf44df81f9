"""The pages and feeds of open data, which speak a language."""

from django.urls import URLPattern, URLResolver, path

from directory.opendata import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("data/", views.data, name="data"),
    path("data/new.rss", views.rss, name="data_rss"),
    path("data/new.atom", views.atom, name="data_atom"),
]
