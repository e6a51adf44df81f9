"""Links from one page's text to another page."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.routes import address


class PageLinks(PageLinkHandler):
    """Each link leads to the page in the reader's language, where there is one. Two queries for all links of a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        keys = {str(pk): (key, path) for pk, key, path in _places(id__in={attrs["id"] for attrs in attrs_list})}
        mine = {
            key: path
            for _pk, key, path in _places(translation_key__in=[key for key, _path in keys.values()], **_here())
        }
        return [_tag(keys.get(attrs["id"]), mine) for attrs in attrs_list]


def _here() -> dict[str, str | None]:
    return {"locale__language_code": get_language()}


def _places(**which: Any) -> list[tuple[int, str, str]]:
    return list(Page.objects.filter(live=True, **which).values_list("pk", "translation_key", "url_path"))


def _tag(place: tuple[str, str] | None, mine: dict[str, str]) -> str:
    """A link to a page that is gone stays words."""
    found = address(mine.get(place[0], place[1])) if place else None
    return format_html('<a href="{}">', found[1]) if found else "<a>"
