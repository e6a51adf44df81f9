"""How data leaves the site: for every page of every site, kept for a while, counted by address, and in JSON also when it cannot be given."""

import logging
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response

from directory.people.limits import is_read_too_often

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]

READ, FILE = "data_read", "data_file"  # in ACCOUNT_RATE_LIMITS
KEPT = 300  # seconds that a cache may answer by itself: so long may a co-op be seen after it was hidden
WAIT = 60  # seconds; the limits count by the minute
_METHODS = "GET, HEAD, OPTIONS"
# The one thing that every site's script may read of ours: these answers know no session and hold nothing of anybody.
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After",
}
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def open_data(action: str) -> Callable[[View], View]:
    """Around a view that gives data. `action` names the limit."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _kept(request, _answer(view, action, request, args, kwargs))
            for name, value in _OPEN.items():
                response.headers[name] = value
            return response

        return answer

    return around


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    return JsonResponse({"detail": detail, **more}, status=status, json_dumps_params={"ensure_ascii": False})


def _answer(
    view: View, action: str, request: HttpRequest, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _allowed()
    if request.method not in ("GET", "HEAD"):
        refused = problem(405, "This can only be read: GET, HEAD or OPTIONS.")
        refused.headers["Allow"] = _METHODS
        return refused
    try:
        if is_read_too_often(request, action):
            return _waits()
        return view(request, *args, **kwargs)
    except PermissionDenied:  # nobody knows from which address it comes
        return problem(403, "This cannot be read from where you are.")
    except Http404:
        return problem(404, "There is nothing at this address.")
    except Exception:
        log.exception("Data could not be given: %s", request.path)
        return problem(500, "Something went wrong on our side. It is written down.")


def _waits() -> HttpResponse:
    waits = problem(429, f"Too many requests from one address. Ask again in {WAIT} seconds.")
    waits.headers["Retry-After"] = str(WAIT)
    return waits


def _allowed() -> HttpResponse:
    """What a browser asks before it lets a script of another site send a header of its own."""
    response = HttpResponse(status=204)
    for name, value in _PREFLIGHT.items():
        response.headers[name] = value
    return response


def _kept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """With how long it may be kept. What is there as a whole is marked by its contents, unless it is marked already."""
    if response.status_code not in (200, 304):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    if isinstance(response, HttpResponse) and "ETag" not in response.headers:
        etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response.headers["ETag"] = etag
        response = get_conditional_response(request, etag=etag, response=response) or response
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        response.content = b""
    return response
