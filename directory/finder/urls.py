from django.urls import URLPattern, URLResolver, path

from directory.finder import views

urlpatterns: list[URLPattern | URLResolver] = [path("search/", views.search, name="search")]
