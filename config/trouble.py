"""Pages for when something goes wrong before or beside a view, and the switch that closes the site for the moment."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from ground.templatetags.look import in_language

Respond = Callable[[HttpRequest], HttpResponse]

LONGEST_ADDRESS = 4_000  # characters with the query; `manage.py serve` lets gunicorn take twice as much
RETRY_AFTER = 900  # seconds
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_NAMES = {"en": "English", "es": "Español"}
# What a closed site still answers: its staff must be able to sign in, and a page needs its looks.
_STILL_OPEN = (
    "account_login",
    "account_confirm_login_code",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where more was sent than a form may hold."""
    status = 413 if isinstance(exception, _TOO_MUCH) else 400
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the context of other pages: the database may be what failed."""
    return HttpResponse(render_to_string("500.html", {"network_phone": settings.NETWORK_PHONE}), status=500)


def short_address(get_response: Respond) -> Respond:
    """414 for an address that nobody typed and no page of ours links to."""

    def respond(request: HttpRequest) -> HttpResponse:
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return render(request, "414.html", status=414)
        return get_response(request)

    return respond


def closed(get_response: Respond) -> Respond:
    """With CLOSED everybody but staff is told so. Someone without a session costs no query."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not settings.CLOSED or _may_pass(request):
            return get_response(request)
        response = HttpResponse(render_to_string("503.html", _closed_context(request)), status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def _may_pass(request: HttpRequest) -> bool:
    if request.path in {reverse(name) for name in _STILL_OPEN} or request.path.startswith(settings.STATIC_URL):
        return True
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def _closed_context(request: HttpRequest) -> dict[str, object]:
    here = get_language() or settings.LANGUAGE_CODE
    others = [code for code, _name in settings.LANGUAGES if code != here]
    return {
        "network_phone": settings.NETWORK_PHONE,
        "here": request.path,
        "others": [{"code": code, "name": _NAMES[code], "url": in_language(request.path, code)} for code in others],
    }
