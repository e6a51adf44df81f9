""" "Buying for: the bakery" at the top of every page while it is so. Imported when the app starts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from directory.coops.acting import SESSION_KEY, buyer_of
from ground import places


def buying_banner(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    """Without a session there is no choice: a stranger costs no query. For oneself there is nothing to say."""
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return ""
    coop = buyer_of(request).coop
    if coop is None:
        return ""
    here = request.get_full_path() if request.method == "GET" else reverse("market")
    return render_to_string("desk/buying_for.html", {"coop": coop, "here": here}, request)


places.register("top_banner", buying_banner)
