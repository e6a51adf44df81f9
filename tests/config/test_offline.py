"""What a phone keeps of the site: its icons and name, one page for when there is no network, and no page of anybody."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from config.offline import KEPT

ROOT = Path(settings.BASE_DIR)
ICONS = ROOT / "static" / "img" / "icons"


def _kept(client):
    answer = client.get("/sw.js")
    script = answer.content.decode()
    return answer, json.loads(re.match(r"const KEPT = (.*);\n", script)[1]), script


def test_the_worker_stands_at_the_root_and_is_asked_for_anew_each_time(client):
    answer, _told, script = _kept(client)
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert script.endswith((ROOT / "static/js/offline-worker.js").read_text())


def test_it_keeps_the_offline_page_in_both_languages_and_what_it_is_drawn_with(client):
    _answer, told, _script = _kept(client)
    assert told["pages"] == {"en": "/offline/", "es": "/es/offline/"}
    for url in told["files"]:
        assert finders.find(url.removeprefix("/static/")), url
    page = client.get("/offline/").content.decode()
    loaded = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    needless = {"/static/img/icons/apple-touch-icon.png"}
    assert loaded - needless <= set(told["files"])


def test_it_keeps_every_font_of_the_text(client):
    _answer, told, _script = _kept(client)
    faces = set(re.findall(r"fonts/(?:league|atkinson)[\w-]+\.woff2", (ROOT / "static/css/tokens.css").read_text()))
    assert {f"/static/{face}" for face in faces} <= set(told["files"])


def test_signing_out_and_deleting_the_account_end_it(client):
    _answer, told, _script = _kept(client)
    assert set(told["ends"]) == {
        "/account/logout/",
        "/es/account/logout/",
        "/account/delete/",
        "/es/account/delete/",
    }


def test_another_style_sheet_is_another_worker(client, monkeypatch, tmp_path):
    _answer, before, _script = _kept(client)
    changed = tmp_path / "site.css"
    changed.write_text("body { color: red }")
    find = finders.find
    monkeypatch.setattr(finders, "find", lambda name: changed if name == KEPT[0] else find(name))
    _answer, after, _script = _kept(client)
    assert before["version"] != after["version"]
    assert before["pages"] == after["pages"]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "language", "says"), [("/offline/", "en", "No network"), ("/es/offline/", "es", "")])
def test_the_offline_page_speaks_each_language_and_names_nobody(client, django_user_model, path, language, says):
    page = client.get(path)
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    assert says in text
    assert "csrf" not in text
    assert "sessionid" not in page.cookies


@pytest.mark.parametrize(("path", "language", "start"), [("/", "en", "/"), ("/es/", "es", "/es/")])
def test_the_manifest_is_there_in_each_language(client, path, language, start):
    answer = client.get(f"{path}manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["lang"], told["start_url"], told["id"], told["scope"]) == (language, start, "/", "/")
    assert told["display"] == "standalone"
    assert len(told["short_name"]) <= 12
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in told["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


@pytest.mark.django_db
def test_every_page_names_the_manifest_of_its_language(client):
    for path, manifest in (("/offline/", "/manifest.webmanifest"), ("/es/offline/", "/es/manifest.webmanifest")):
        page = client.get(path).content.decode()
        assert f'<link rel="manifest" href="{manifest}">' in page
        assert '<link rel="apple-touch-icon"' in page


def test_the_icon_is_found_at_its_old_address(client):
    answer = client.get("/favicon.ico")
    with Image.open(finders.find(answer.headers["Location"].removeprefix("/static/"))) as icon:
        assert icon.format == "ICO"
        assert {(16, 16), (32, 32), (48, 48)} <= set(icon.info["sizes"])


def test_the_icons_are_the_mark():
    """Each quarter is its stock and the middle is paper: the icon was drawn from today's mark."""
    mark = re.findall(r'fill="(#\w{6})" d="M(?:0|80) (?:0|80)h80', (ROOT / "static/img/network.svg").read_text())
    for name in ("icon-192.png", "maskable-512.png", "apple-touch-icon.png"):
        picture = Image.open(BytesIO((ICONS / name).read_bytes())).convert("RGB")
        far, near = picture.width - 9, 8
        quarters = [picture.getpixel(at) for at in ((near, near), (far, near), (far, far), (near, far))]
        wanted = [tuple(int(color[n : n + 2], 16) for n in (1, 3, 5)) for color in mark]
        assert all(
            abs(a - b) <= 4
            for one, other in zip(quarters, wanted, strict=True)
            for a, b in zip(one, other, strict=True)
        )
