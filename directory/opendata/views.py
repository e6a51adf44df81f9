"""The list as files, feeds and profiles, and the page that says how to use them."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from directory.coops.description import Description
from directory.opendata import geojson, licences, murmurations, news, spreadsheet, turtle
from directory.opendata.door import FILE, KEPT, READ, open_data
from directory.opendata.entries import Edition, edition, everyone, one
from directory.opendata.guide import guide

Pieces = Callable[[Edition], Iterator[str]]

_TITLE = "Co-ops in and around Jackson, Mississippi"


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "opendata/data.html", {"guide": guide()})


@open_data(FILE)
def csv(request: HttpRequest) -> HttpResponseBase:
    return _whole(request, "co-ops.csv", "text/csv", lambda _edition: spreadsheet.lines(everyone()))


@open_data(FILE)
def geo_json(request: HttpRequest) -> HttpResponseBase:
    return _whole(
        request,
        "co-ops.geojson",
        "application/geo+json",
        lambda edition: geojson.pieces(everyone(), _about(edition)),
    )


@open_data(FILE)
def rdf(request: HttpRequest) -> HttpResponseBase:
    def pieces(edition: Edition) -> Iterator[str]:
        about = [("dct:title", turtle.text(_TITLE, "en")), ("dct:rights", turtle.text(licences.in_a_sentence(), "en"))]
        if licences.own():
            about.append(("dct:license", turtle.resource(licences.own())))
        return turtle.pieces(everyone(), about, settings.SITE_URL + request.path)

    return _whole(request, "co-ops.ttl", "text/turtle", pieces)


@open_data(FILE)
def murmurations_profiles(request: HttpRequest) -> HttpResponseBase:
    return _whole(
        request,
        "murmurations.json",
        "application/json",
        lambda _edition: murmurations.pieces(everyone()),
    )


@open_data(READ)
def murmurations_profile(request: HttpRequest, public_id: str) -> HttpResponseBase:
    return json_of(murmurations.profile(_one(public_id)))


@open_data(READ)
def rss(request: HttpRequest) -> HttpResponseBase:
    return _feed(request, "application/rss+xml", news.rss)


@open_data(READ)
def atom(request: HttpRequest) -> HttpResponseBase:
    return _feed(request, "application/atom+xml", news.atom)


@open_data(READ)
def nowhere(request: HttpRequest) -> HttpResponseBase:
    """Below /api/ also a wrong address is answered in JSON."""
    raise Http404


def _whole(request: HttpRequest, name: str, kind: str, pieces: Pieces) -> HttpResponseBase:
    """The whole list, piece by piece as it is read. Who has this edition already is told so, before any of it is drawn."""
    now = edition()
    etag = f'W/"{now.tag}"'
    changed = int(now.changed.timestamp()) if now.changed else None
    known = get_conditional_response(request, etag=etag, last_modified=changed)
    if known is not None and known.status_code == 304:
        response: HttpResponseBase = known
    elif request.method == "HEAD":
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(pieces(now))
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Link"] = _links()
    response.headers["ETag"] = etag
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    return response


def _links() -> str:
    page = f'<{settings.SITE_URL}{reverse("data")}>; rel="describedby"'
    return f'{page}, <{licences.own()}>; rel="license"' if licences.own() else page


def _about(now: Edition) -> dict[str, Any]:
    return {
        "title": _TITLE,
        "source": settings.SITE_URL + reverse("data"),
        "license": licences.in_a_sentence(),
        "license_url": licences.own() or None,
        "changed": now.changed.isoformat(timespec="seconds") if now.changed else None,
        "count": now.listed,
    }


def _feed(request: HttpRequest, kind: str, write: Callable[[str, HttpRequest], str]) -> HttpResponse:
    """Drawn once for each edition of the list."""
    language = get_language() or settings.LANGUAGE_CODE
    key = f"data:{kind}:{language}:{edition().tag}"
    written = cache.get_or_set(key, lambda: write(language, request), KEPT)
    return HttpResponse(written, content_type=f"{kind}; charset=utf-8")


def json_of(told: dict[str, Any]) -> HttpResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _one(public_id: str) -> Description:
    coop = one(public_id)
    if coop is None:
        raise Http404
    return coop
