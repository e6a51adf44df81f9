"""The page behind a steward's link: what stands in the directory, and one button that says it is all still right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.coops.models import State, Verified
from directory.coops.page import coop_page
from directory.freshness.confirming import OWN_PEOPLE, confirm, read_token


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Without a sign-in: the link is the steward's own. Opening it changes nothing; mail programs open links too."""
    asked = read_token(token)
    if asked is None:
        raise Http404
    if request.method == "POST":
        confirm(coop=asked.coop, by=asked.steward, how=Verified.OWN, as_name=OWN_PEOPLE)
        return redirect("still_right", token)
    context = {
        "coop": asked.coop,
        "page": coop_page(asked.coop, now=timezone.now()),
        "is_done": asked.coop.verified_on == timezone.localdate() and asked.coop.verified_how == Verified.OWN,
        "is_hidden": asked.coop.state != State.LISTED,
    }
    return render(request, "freshness/still_right.html", context)
