from django.urls import URLPattern, URLResolver, path

from ground.routes import DAY
from marketplace.office import claims, coops, freshness, money, places, run, todo

urlpatterns: list[URLPattern | URLResolver] = [
    path("office/", todo.todo, name="office"),
    path("office/tasks/<int:pk>/retry/", todo.retry, name="office_task_retry"),
    path("office/tasks/<int:pk>/dismiss/", todo.dismiss, name="office_task_dismiss"),
    path("office/run/", run.run_next, name="office_run_next"),
    path(f"office/run/<{DAY}:day>/", run.run, name="office_run"),
    path("office/money/", money.money, name="office_money"),
    path("office/money/check/", money.check_now, name="office_money_check"),
    path("office/places/", places.places, name="office_places"),
    path("office/places/new/", places.new, name="office_place_new"),
    path("office/places/<slug:public_id>/", places.place, name="office_place"),
    path("office/places/<slug:public_id>/close/", places.close, name="office_place_close"),
    path("office/places/<slug:public_id>/open/", places.reopen, name="office_place_open"),
    path("office/claims/<slug:public_id>/", claims.claim, name="office_claim"),
    path("office/stale/", freshness.stale, name="office_stale"),
    path("office/co-ops/", coops.coops, name="office_coops"),
    path("office/co-ops/<slug:slug>/", coops.coop, name="office_coop"),
    path("office/co-ops/<slug:slug>/state/", coops.set_state, name="office_coop_state"),
    path("office/co-ops/<slug:slug>/standing/", coops.set_standing, name="office_coop_standing"),
    path("office/co-ops/<slug:slug>/verified/", freshness.confirmed, name="office_coop_verified"),
]
