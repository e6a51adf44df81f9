"""Pages of the tree for the sitemap: those that are live and for everybody, in the languages they are written in."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Page

from cms.pages import HOME_DEPTH, open_to_all
from cms.routes import address


def pages() -> Iterable[dict[str, str]]:
    by_key: dict[object, dict[str, str]] = defaultdict(dict)
    written = Page.objects.filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)
    for key, url_path in open_to_all(written).order_by("path").values_list("translation_key", "url_path"):
        found = address(url_path)
        if found:
            by_key[key][found[0]] = found[1]
    return by_key.values()
