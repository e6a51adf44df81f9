from django.urls import URLPattern, URLResolver, path

from directory.finder import ahead, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", views.search, name="search"),
    path("search/suggest/", ahead.suggest, name="search_ahead"),
]
