"""Open data: the same for everybody, whoever asks."""

from tests.access import ACTORS, Row

_OPEN = dict.fromkeys(ACTORS, 200)

ROWS = [
    Row("data", {}, _OPEN),
    Row("data_rss", {}, _OPEN),
    Row("data_atom", {}, _OPEN),
    Row("data_csv", {}, _OPEN),
    Row("data_geojson", {}, _OPEN),
    Row("data_turtle", {}, _OPEN),
    Row("data_murmurations_list", {}, _OPEN),
    Row("data_murmurations", lambda world: {"public_id": world.bakery.public_id}, _OPEN),
    Row("data-api:co_ops", {}, _OPEN),
    Row("data-api:co_op", lambda world: {"public_id": world.bakery.public_id}, _OPEN),
    Row("data-api:topics", {}, _OPEN),
    Row("data-api:openapi-json", {}, _OPEN),
    Row("data-api:api-root", {}, dict.fromkeys(ACTORS, 404)),
    Row("api_nowhere", {}, dict.fromkeys(ACTORS, 404)),
]
