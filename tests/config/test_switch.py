"""The other language is one press away on every page, and it is the same page."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import Context
from django.test import Client, RequestFactory
from django.urls import reverse

import tests.access
from ground.templatetags.look import switch_language
from tests.access import COMMS, COORDINATOR, RESIDENT, STEWARD, STRANGER, Row
from tests.access.world import World

pytestmark = pytest.mark.django_db
LOOKERS = (STRANGER, RESIDENT, STEWARD, COMMS, COORDINATOR)
SWITCH = re.compile(r'<a href="([^"]+)" lang="(en|es)" hreflang="\2">')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="(en|es)" href="([^"]+)">')


def _rows() -> Iterator[tuple[Row, str]]:
    """Each page once, with the first person who may open it."""
    for module in pkgutil.iter_modules(tests.access.__path__, "tests.access."):
        for row in getattr(importlib.import_module(module.name), "ROWS", ()):
            looker = next((actor for actor in LOOKERS if row.answer(actor) == 200), None)
            in_admin = row.name.startswith(("wagtail", "search_words")) and row.name != "wagtail_serve"
            if looker and row.method == "get" and not in_admin:
                yield row, looker


def _visitor(world: World, looker: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    if looker != STRANGER:
        client.force_login(world.people[looker], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("row", "looker"), list(_rows()), ids=lambda part: getattr(part, "name", part))
def test_the_switch_leads_to_the_same_page_in_the_other_language(row: Row, looker: str, world: World) -> None:
    path = row.path or reverse(row.name, kwargs=row.kwargs(world) if callable(row.kwargs) else row.kwargs)
    client = _visitor(world, looker)
    answer = client.get(path, {"q": "pan"})
    if not answer.headers["Content-Type"].startswith("text/html"):
        return  # a file
    english = answer.content.decode()
    there, language = SWITCH.findall(english)[0]
    assert language == "es"
    spanish = client.get(there)
    assert spanish.status_code == 200, there
    page = spanish.content.decode()
    assert '<html lang="es">' in page
    assert (f"{path}?q=pan", "en") in SWITCH.findall(page)
    if looker == STRANGER and 'content="noindex"' not in english:
        known = dict(ALTERNATE.findall(english))
        assert known == dict(ALTERNATE.findall(page))
        assert set(known) == {"en", "es"}
        assert known["en"] == settings.SITE_URL + path
        assert known["es"] == settings.SITE_URL + there.partition("?")[0]


def test_an_answer_to_a_form_leads_to_the_page_of_the_form() -> None:
    """A form with an error keeps its page; what can only be posted to sends back to where the form stood."""
    request = RequestFactory().post("/basket/add/", headers={"Referer": "http://testserver/market/?q=pan"})
    assert switch_language(Context({"request": request}))["languages"] == [
        {"code": "es", "name": "Español", "url": "/es/market/?q=pan"}
    ]
    foreign = RequestFactory().post("/checkout/", headers={"Referer": "https://elsewhere.example/x/"})
    assert switch_language(Context({"request": foreign}))["languages"][0]["url"] == "/es/checkout/"
