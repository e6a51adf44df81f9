"""Public lists: the coordinator only."""

from tests.access import ACTORS, COORDINATOR, LOGIN, STRANGER, Row

_COORDINATORS = {**dict.fromkeys(ACTORS, 403), STRANGER: LOGIN, COORDINATOR: 200}
_NOTHING_THERE = {**_COORDINATORS, COORDINATOR: 404}
_POSTS = dict.fromkeys(ACTORS, 405)

ROWS = [
    Row("office_lists", {}, _COORDINATORS),
    Row("office_upload", {"public_id": "none"}, _NOTHING_THERE),
    Row("office_upload_report", {"public_id": "none"}, _NOTHING_THERE),
    Row("office_import_undo", {"pk": 1}, _POSTS),
    Row("office_doubles", {}, _COORDINATORS),
    Row("office_double", {"pk": 1}, _NOTHING_THERE),
    Row("office_merge_undo", {"pk": 1}, _POSTS),
    Row("office_differences", {}, _COORDINATORS),
    Row("office_difference", {"pk": 1}, _POSTS),
]
