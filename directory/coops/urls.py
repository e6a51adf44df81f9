from django.urls import URLPattern, URLResolver, path

from directory.coops import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("co-ops/", views.coops, name="coops"),
    path("co-ops/<slug:slug>/", views.coop, name="coop"),
]
