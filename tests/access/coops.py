"""The public directory: open to all. A co-op that waits for approval is there for its own people and the coordinator."""

from tests.access import ACTORS, LOGIN, STRANGER, Row

_OPEN = dict.fromkeys(ACTORS, 200)

ROWS = [
    Row("coops", {}, _OPEN),
    Row("coop_clusters", {}, _OPEN),
    Row("coop", lambda world: {"slug": world.bakery.slug}, _OPEN),
    Row("coop_claim", lambda world: {"slug": world.unclaimed.slug}, {**_OPEN, STRANGER: LOGIN}),
    Row("coop_claim", lambda world: {"slug": world.bakery.slug}, {**dict.fromkeys(ACTORS, 404), STRANGER: LOGIN}),
    Row("still_right", {"token": "altered"}, dict.fromkeys(ACTORS, 404)),
    Row("coop_by_id", lambda world: {"public_id": world.bakery.public_id}, dict.fromkeys(ACTORS, 302)),
    Row("search", {}, _OPEN),
    # Nothing typed, nothing to suggest.
    Row("search_ahead", {}, dict.fromkeys(ACTORS, 204)),
]
