"""The office: the coordinator only. Whoever else is signed in may know that it is there, but not go in."""

from tests.access import ACTORS, COORDINATOR, LOGIN, STRANGER, Row

_OTHERS = {**dict.fromkeys(ACTORS, 403), STRANGER: LOGIN}
_COORDINATOR = {**_OTHERS, COORDINATOR: 200}
_POSTS = {**_OTHERS, COORDINATOR: 405}


def _coop(world):
    return {"slug": world.bakery.slug}


def _place(world):
    return {"public_id": world.bakery.window_rules.first().place.public_id}


def _own_place(world):
    return {"public_id": world.own_place.public_id}


ROWS = [
    Row("office", {}, _COORDINATOR),
    Row("office_task_retry", {"pk": 1}, _POSTS),
    Row("office_task_dismiss", {"pk": 1}, _POSTS),
    Row("office_run_next", {}, {**_OTHERS, COORDINATOR: 302}),
    Row("office_run", lambda world: {"day": world.order.window_starts.date()}, _COORDINATOR),
    Row("office_places", {}, _COORDINATOR),
    Row("office_place_new", {}, _COORDINATOR),
    Row("office_place", _place, _COORDINATOR),
    Row("office_place", _own_place, {**_OTHERS, COORDINATOR: 404}),
    *(Row(f"office_place_{verb}", _place, _POSTS) for verb in ("close", "open")),
    Row("office_money", {}, _COORDINATOR),
    Row("office_money_check", {}, _POSTS),
    Row("office_claim", lambda world: {"public_id": world.claim.public_id}, _COORDINATOR),
    Row("office_stale", {}, _COORDINATOR),
    Row("office_coops", {}, _COORDINATOR),
    Row("office_coop", _coop, _COORDINATOR),
    *(Row(f"office_coop_{what}", _coop, {**_POSTS, COORDINATOR: 302}) for what in ("state", "standing")),
    Row("office_coop_verified", _coop, _POSTS),
]
