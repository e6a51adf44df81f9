"""What a phone on a bad line has to fetch before it shows anything, on every page that a stranger may open."""

import gzip
import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

import tests.access
from tests.access import STRANGER, Row
from tests.access.world import World

STATIC = Path(settings.BASE_DIR) / "static"
BEFORE_PAINT = 60_000  # bytes as sent: page, styles, preloaded fonts, scripts that block
LARGEST_SCRIPT, ALL_STYLES = 18_000, 30_000  # bytes, gzipped
_TAG = re.compile(r"<(link|script|img)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')

ROWS = [
    row
    for module in pkgutil.iter_modules(tests.access.__path__, "tests.access.")
    for row in getattr(importlib.import_module(module.name), "ROWS", ())
    if row.answer(STRANGER) == 200 and row.method == "get"
]
pytestmark = pytest.mark.django_db


@cache
def _sent(address: str) -> int:
    """The bytes of a static file as production sends it: what is text was pressed by brotli when it was built."""
    path = Path(str(finders.find(address.removeprefix(settings.STATIC_URL))))
    body = path.read_bytes()
    return len(body) if path.suffix in {".woff2", ".png", ".webp"} else len(brotli.compress(body))


def _page(row: Row, world: World, language: str = "en") -> str | None:
    address = row.path or reverse(row.name, kwargs=row.kwargs(world) if callable(row.kwargs) else row.kwargs)
    answer = Client().get(address if language == "en" else f"/es{address}")
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else None


def _tags(page: str, name: str) -> list[dict[str, str]]:
    return [dict(_ATTRIBUTE.findall(inside)) for tag, inside in _TAG.findall(page) if tag == name]


def before_paint(page: str) -> int:
    """Bytes that must be there before the browser shows the page; the page itself gzipped, as the web server sends it."""
    waits = [link["href"] for link in _tags(page, "link") if link.get("rel") in ("stylesheet", "preload")]
    waits += [
        script["src"]
        for script in _tags(page, "script")
        if "src" in script and not {"defer", "async"} & script.keys() and script.get("type") != "module"
    ]
    return len(gzip.compress(page.encode(), 6)) + sum(map(_sent, waits))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_page_for_everybody_is_light_and_still(row: Row, world: World) -> None:
    page = _page(row, world)
    if page is None:
        return  # a file for machines, or a text
    assert before_paint(page) <= BEFORE_PAINT
    # Fetched by js/moving-map.js when somebody wants to move the map (docs/decisions/moving-map.md).
    assert not [script for script in _tags(page, "script") if "leaflet" in script.get("src", "")]
    for picture in _tags(page, "img"):
        # Its place is known before it is there, so nothing jumps.
        assert picture.get("width", "").isdigit(), picture
        assert picture.get("height", "").isdigit(), picture
    early = [picture for picture in _tags(page, "img") if picture.get("loading") != "lazy"]
    assert len(early) <= 2, early
    assert all(picture.get("fetchpriority") == "high" for picture in early), early
    preloaded = [link for link in _tags(page, "link") if link.get("rel") == "preload" and link.get("as") == "font"]
    assert len(preloaded) <= 3
    assert all("crossorigin" in link and link["href"].endswith(".woff2") for link in preloaded)


@pytest.mark.parametrize("path", ["/", "/market/", "/stories/", "listing"])
def test_the_picture_of_the_first_screen_is_fetched_at_once(path: str, world: World) -> None:
    page = Client().get(world.listing.get_absolute_url() if path == "listing" else path).content.decode()
    first, *rest = _tags(page[page.index("<main") :], "img")
    assert first.get("fetchpriority") == "high"
    assert "loading" not in first
    assert all(picture.get("loading") == "lazy" for picture in rest)


def test_it_sees_what_blocks() -> None:
    page = '<link rel="stylesheet" href="/static/css/site.css"><script src="/static/js/stepper.js"></script>'
    later = page.replace("<script", "<script defer")
    assert before_paint(page) > before_paint(later) > 8_000


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_is_large(path: Path) -> None:
    assert len(gzip.compress(path.read_bytes())) <= LARGEST_SCRIPT


def test_the_styles_are_small() -> None:
    assert len(gzip.compress((STATIC / "css" / "site.css").read_bytes())) <= ALL_STYLES
