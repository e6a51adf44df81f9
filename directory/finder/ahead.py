"""Search as you type: what somebody may be about to write, by kinds, each a link. A piece of a page for js/combobox.js."""

import time
from collections.abc import Sequence
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from directory.finder import words
from ground.texts import active_language
from search.engine import current
from search.query import Suggestion

_MOST, _LEAST_LETTERS, _LONGEST_TEXT = 8, 2, 200
# From one address; a whole street may share it.
MOST_A_MINUTE = 600


@require_GET
@cache_control(private=True, max_age=60)
def suggest(request: HttpRequest) -> HttpResponse:
    """204 where there is nothing to suggest, whatever was typed. Titles and names only: no price is ever among them."""
    if _is_too_often(request):
        return HttpResponse(status=429)
    text = request.GET.get("q", "").replace("\x00", " ").strip()
    found = _suggested(text)
    if not found:
        return HttpResponse(status=204)
    says = ngettext("%(n)s result", "%(n)s results", len(found)) % {"n": len(found)}
    all_url = f"{reverse('search')}?{urlencode({'q': text})}"
    context = {"groups": _groups(found), "text": text, "all_url": all_url, "says": says}
    return render(request, "components/suggestions.html", context)


def _is_too_often(request: HttpRequest) -> bool:
    key = f"search-ahead:{get_adapter(request).get_client_ip(request)}:{int(time.time()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # the cache was emptied meanwhile
        return False


def _suggested(text: str) -> Sequence[Suggestion]:
    if not _LEAST_LETTERS <= len(text) <= _LONGEST_TEXT:
        return ()
    return current().suggest(text, active_language(), _MOST)


def _groups(found: Sequence[Suggestion]) -> list[dict[str, object]]:
    """The kind with the best suggestion first."""
    by_kind: dict[str, list[Suggestion]] = {}
    for suggestion in found:
        by_kind.setdefault(suggestion.kind, []).append(suggestion)
    return [
        {"kind": kind, "name": words.kind_name(kind), "options": [_option(suggestion) for suggestion in own]}
        for kind, own in by_kind.items()
    ]


def _option(suggestion: Suggestion) -> dict[str, object]:
    """Two goods of one name differ by who makes them, two co-ops or chapters by their town."""
    note = suggestion.shown.get("seller") or suggestion.shown.get("city") or ""
    lang = suggestion.lang if suggestion.lang != active_language() else ""
    return {"url": suggestion.url, "title": suggestion.title, "lang": lang, "note": note}
