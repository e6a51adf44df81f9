from django.urls import URLPattern, URLResolver, path

from directory.coops import map_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("co-ops/", views.coops, name="coops"),
    path("co-ops/map.geojson", map_views.map_clusters, name="coop_clusters"),
    path("co-ops/id/<slug:public_id>/", views.coop_by_id, name="coop_by_id"),
    path("co-ops/<slug:slug>/", views.coop, name="coop"),
]
