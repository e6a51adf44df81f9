"""Pages that say no, and the one after a fault: every template at the top of templates/ whose name begins with an answer."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.access import RESIDENT
from tests.access.world import World
from tests.look.walk.places import State, path_of
from tests.look.walk.ways import template

_TEMPLATES = sorted(path.name for path in (settings.BASE_DIR / "templates").glob("[45][0-9][0-9]*.html"))


def _status(name: str) -> int:
    return int(re.match(r"\d+", name)[0])


def _said_no(world: World, client: Client, language: str) -> HttpResponse:
    return client.get(path_of("office", language))


def _nowhere(world: World, client: Client, language: str) -> HttpResponse:
    return client.get("/es/nothing/" if language == "es" else "/nothing/")


def _sent_without_token(world: World, client: Client, language: str) -> HttpResponse:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME="127.0.0.1")
    return strict.post(path_of("chapter_start", language))


def _sent_too_often(world: World, client: Client, language: str) -> HttpResponse:
    client.defaults["HTTP_X_FORWARDED_FOR"] = "192.0.2.7" if language == "en" else "192.0.2.8"
    for _ in range(12):
        answer = client.post(path_of("chapter_start", language))
    return answer


STATES = [
    *(State("error", name.removesuffix(".html"), template(name, _status(name))) for name in _TEMPLATES),
    State("office", "not for you, 403", _said_no, RESIDENT),
    State("wagtail_serve", "no such page, 404", _nowhere),
    State("chapter_start", "sent without its token, 403", _sent_without_token),
    State("chapter_start", "sent too often, 429", _sent_too_often),
]
