from django.urls import URLPattern, URLResolver, path

from directory.claims import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("co-ops/<slug:slug>/claim/", views.claim, name="coop_claim"),
]
