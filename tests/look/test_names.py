"""A name that is strange to the page is shown as text, and keeps its direction to itself."""

import re

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from django.test import Client

from tests.access import STRANGER
from tests.access.world import World
from tests.look.walk.people import EMAILS
from tests.look.walk.states_names import NAMES, PAGES, Page, shown

pytestmark = pytest.mark.django_db
NAME = NAMES["right to left, signs, markup"]
START = NAME[:15]  # a sentence may cut it
# What stands in a line with other words; anything else has a line of its own.
INLINE = frozenset({"a", "abbr", "b", "bdi", "del", "em", "i", "label", "small", "span", "strong", "svg"})
ISOLATES = re.compile("\N{FIRST STRONG ISOLATE}[^\N{POP DIRECTIONAL ISOLATE}]*(\N{POP DIRECTIONAL ISOLATE}|…)")


def _page(page: Page, world: World) -> str:
    client = Client()
    if page.actor != STRANGER:
        person = type(world.people["steward"]).objects.get(email=EMAILS[page.actor])
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    answer = shown(page, world, client, "en", NAME)
    assert answer.status_code == 200, answer.get("Location")
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_markup_in_a_name_is_text_and_its_direction_stays_its_own(page: Page, world: World) -> None:
    html = _page(page, world)
    assert "<script>alert(1)" not in html
    assert "<b>x</b>" not in html
    soup = BeautifulSoup(html, "html.parser")
    places = [text for text in soup.body.find_all(string=re.compile(START)) if _is_seen(text)]
    assert places, "the name does not stand on the page"
    assert [str(text.parent)[:300] for text in places if not _keeps_to_itself(text)] == []


def _is_seen(text: NavigableString) -> bool:
    return not text.find_parent(["script", "template"]) and not text.find_parent(class_="unseen")


def _keeps_to_itself(text: NavigableString) -> bool:
    """Alone in its line, or set apart by an element or by the signs for it."""
    if START not in ISOLATES.sub("", text):
        return True
    around = text.parent
    while around.name in INLINE:
        if around.name == "bdi" or around.has_attr("dir"):
            return True
        around = around.parent
    return _words(around) == text.strip()


def _words(block: Tag) -> str:
    """Of the line itself: blocks within it have lines of their own."""
    found = [text for text in block.find_all(string=True) if _block(text) is block]
    return "".join(found).strip()


def _block(text: NavigableString) -> Tag:
    around = text.parent
    while around.name in INLINE:
        around = around.parent
    return around
