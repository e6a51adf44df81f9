from django.urls import URLPattern, URLResolver, path

from directory.freshness import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("still-right/<str:token>/", views.still_right, name="still_right"),
]
