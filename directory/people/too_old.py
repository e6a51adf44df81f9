"""A form came without its token: its page was too old, or somebody signed in meanwhile in another window."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.people.typed import is_kept_for, put_by


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed is kept, as where a session has ended; the page that says so leads back to the form."""
    kept = put_by(request) if is_from_here(request) and is_kept_for(request) else {}
    context = {"back": kept.get("page"), "is_kept": bool(kept.get("typed"))}
    return render(request, "403_csrf.html", context, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """What another site put into a form is not shown as if the visitor had typed it."""
    came = request.headers.get("origin", "")
    return came in settings.CSRF_TRUSTED_ORIGINS or (
        urlsplit(came).netloc == request.get_host() and came.startswith(f"{request.scheme}://")
    )
