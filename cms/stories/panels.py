"""Stories on the pages of those they name: panels for the places "coop_page" and "listing_page"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from cms.stories.mentions import stories_about


def stories_panel(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    """`coop` or `listing` of the page it stands on. Nothing where nothing was told."""
    tales = [story.tale for story in stories_about(coop=arguments.get("coop"), listing=arguments.get("listing"))]
    return render_to_string("stories/panel.html", {"tales": tales}, request) if tales else ""
