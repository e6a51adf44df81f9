"""Forms that strangers can send are limited by the address they come from. The limits stand in ACCOUNT_RATE_LIMITS."""

from allauth.core import ratelimit
from allauth.core.internal import ratelimit as ratelimit_of_any_method
from django.http import HttpRequest, HttpResponse


def too_many(request: HttpRequest, action: str) -> HttpResponse | None:
    """The page that says "wait a minute", or None while it is all right."""
    response: HttpResponse | None = ratelimit.consume_or_429(request, action=action)
    return response


def is_too_often(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """For a page that says so itself and keeps what was typed. `key` names who is written to, such as a phone number."""
    return not ratelimit.consume(request, action=action, key=key or None)


def is_read_too_often(request: HttpRequest, action: str) -> bool:
    """For what is read, not sent: allauth's own door lets every GET pass uncounted."""
    usage = ratelimit_of_any_method.consume(request, app="allauth.account", action=action, limit_get=True)
    return usage is None
