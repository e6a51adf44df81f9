"""Files, profiles and the read API, which hold both languages and stand outside of them."""

from django.urls import URLPattern, URLResolver, path, re_path

from directory.opendata import views
from directory.opendata.api import routes

urlpatterns: list[URLPattern | URLResolver] = [
    path("data/co-ops.csv", views.csv, name="data_csv"),
    path("data/co-ops.geojson", views.geo_json, name="data_geojson"),
    path("data/co-ops.ttl", views.rdf, name="data_turtle"),
    path("data/murmurations.json", views.murmurations_profiles, name="data_murmurations_list"),
    path("data/murmurations/<slug:public_id>.json", views.murmurations_profile, name="data_murmurations"),
    path("api/v1/", routes()),
    re_path(r"^api/", views.nowhere, name="api_nowhere"),
]
