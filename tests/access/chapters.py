"""Chapters: open to find and to join; the organiser's room and the office are closed to all who have no part in them."""

from tests.access import ACTORS, COORDINATOR, LOGIN, STRANGER, Row

_ALL = dict.fromkeys(ACTORS, 200)
_NO_HINT = dict.fromkeys(ACTORS, 404)
_ORGANISERS = {**dict.fromkeys(ACTORS, 404), STRANGER: LOGIN}
_TO_ITS_PAGE = dict.fromkeys(ACTORS, 302)  # which says who may see it
_COORDINATORS = {**dict.fromkeys(ACTORS, 403), STRANGER: LOGIN, COORDINATOR: 200}


def _chapter(world):
    return {"slug": world.chapter.slug}


ROWS = [
    Row("join", {}, _ALL),
    Row("chapters", {}, _ALL),
    Row("chapter", _chapter, _ALL),
    Row("chapter_asked", _chapter, _ALL),
    Row("chapter_start", {}, _ALL),
    Row("chapter_applied", {"token": "altered"}, _NO_HINT),
    Row("chapter_confirm", {"token": "altered"}, _NO_HINT),
    Row("chapter_joined", {"token": "altered"}, _NO_HINT),
    Row("chapter_leave", {"token": "altered"}, _NO_HINT),
    Row("chapter_left", {"token": "altered"}, _NO_HINT),
    Row("chapter_invited", {"token": "altered"}, _ORGANISERS),
    Row("organise", _chapter, _ORGANISERS),
    Row("organise_page", _chapter, _ORGANISERS),
    Row("organise_names", _chapter, _TO_ITS_PAGE),
    Row("organise_remove", lambda world: _chapter(world) | {"public_id": "nobody"}, _TO_ITS_PAGE),
    Row("office_chapters", {}, _COORDINATORS),
    Row("office_chapter_proposal", {"public_id": "nobody"}, {**_COORDINATORS, COORDINATOR: 404}),
]
