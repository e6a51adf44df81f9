"""Addresses that belong to code, not to pages (decision 21), and the way from an address to its page."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from ground.prepared import Prepared


@cache
def code_routes() -> frozenset[str]:
    """First parts of all addresses that the code serves, read from the site's own table of addresses."""
    words = {code for code, _name in settings.LANGUAGES} | {"static", "media", "robots.txt"}
    return frozenset(words | set(_first_parts(get_resolver().url_patterns)))


def _first_parts(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for entry in patterns:
        path = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern).lstrip("^")
        first = path.split("/")[0]
        if first.replace("-", "").replace("_", "").isalnum():
            found.add(first)
        elif not path and isinstance(entry, URLResolver):
            found |= _first_parts(entry.url_patterns)
    return found


def refuse_code_route(slug: str) -> None:
    """Raises ValidationError for a slug under the home page that code answers to: such a page could never be opened."""
    if slug.lower() in code_routes():
        raise ValidationError(
            {"slug": _("The site itself uses /%(slug)s/. Please choose another word.") % {"slug": slug}}
        )


def find_page(request: HttpRequest, path: str) -> None:
    """Find a live page by its whole address, in two queries at any depth, and hand it to Wagtail's own view.

    Wagtail's way asks once or twice for each part of the address. Where nothing is found it still gets its turn.
    """
    language = get_language()
    for root in Site.get_site_root_paths():
        if root.language_code == language:
            page = _page_at(root.root_path + path)
            if page is not None:
                request._wagtail_route_for_request = RouteResult(page, [], {})  # type: ignore[attr-defined]
            return


def _page_at(url_path: str) -> Any:
    """The live page at a place of the tree, as its own type."""
    found = _live_at.first(url_path)
    model = ContentType.objects.get_for_id(found.content_type_id).model_class() if found else None
    return _of_type(model).first(found.pk) if found and model else None


# Two languages may not have the same place, but nothing in the database says so.
_live_at = Prepared(
    lambda url_path: Page.objects.filter(url_path=url_path, live=True).only("content_type_id").order_by("pk")
)


@cache
def _of_type(model: type[Any]) -> Prepared[Any]:
    return Prepared(lambda pk: model._default_manager.filter(pk=pk).order_by())


def address(url_path: str) -> tuple[str, str] | None:
    """(language code, path) of a page by its place in the tree; None for one outside the site."""
    for root in Site.get_site_root_paths():
        if url_path.startswith(root.root_path):
            prefix = "/" if root.language_code == settings.LANGUAGE_CODE else f"/{root.language_code}/"
            return root.language_code, prefix + url_path[len(root.root_path) :]
    return None
