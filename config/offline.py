"""Without a network a phone still shows one page, and on it the last order ticket that was opened there.

A service worker of our own (static/js/offline-worker.js) keeps that page and what it is drawn with, nothing else: no
page of the site is ever shown from a store while the network answers, and no page of an account, a desk or the office
is ever kept. The ticket is kept by the page that shows it (static/js/keep-ticket.js), on that device alone.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control

_WORKER = "js/offline-worker.js"
# What the offline page is drawn with.
KEPT = (
    "css/site.css",
    "fonts/league-gothic-400.woff2",
    "fonts/atkinson-next-400.woff2",
    "fonts/atkinson-next-700.woff2",
    "fonts/atkinson-next-zero-400.woff2",
    "fonts/atkinson-next-zero-700.woff2",
    "img/network.svg",
    "js/combobox.js",
    "js/offline.js",
    "js/offline-page.js",
    "js/page-turn.js",
    "js/submit-once.js",
)
# Posting to one of these ends a session, and the device forgets its ticket.
_ENDS = ("account_logout", "account_delete")
_TEMPLATES = ("offline.html", "base.html")


@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """`/sw.js`: it stands at the root, since a worker may only serve what lies below its own address."""
    paths = tuple(_path(name) for name in (*KEPT, _WORKER))
    script = _script(paths, tuple(path.stat().st_mtime_ns for path in paths))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _path(name: str) -> Path:
    return Path(str(finders.find(name)))


@lru_cache(maxsize=2)
def _script(paths: tuple[Path, ...], _changed: tuple[int, ...]) -> str:
    """The worker with what it keeps written before it. Another version of any of it is another worker."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    for name in _TEMPLATES:
        digest.update((settings.BASE_DIR / "templates" / name).read_bytes())
    kept: dict[str, object] = {
        "pages": {code: _in(code, "offline") for code, _name in settings.LANGUAGES},
        "files": [static(name) for name in KEPT],
        "ends": [_in(code, name) for code, _name in settings.LANGUAGES for name in _ENDS],
    }
    digest.update(json.dumps(kept, sort_keys=True).encode())
    kept["version"] = digest.hexdigest()[:12]
    return f"const KEPT = {json.dumps(kept)};\n{paths[-1].read_text(encoding='utf-8')}"


def _in(language: str, name: str) -> str:
    with translation.override(language):
        return reverse(name)
