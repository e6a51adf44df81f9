"""The sitemap: every public page in each of its languages, with the addresses of the same page in the others."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ground.sitemap import registered
from ground.templatetags.look import in_language, link
from search.documents import everything

MOST = 50_000  # addresses; search engines read no more of one file
KEEP = 60 * 60  # seconds
_NAMED = ("home", "market", "pickup", "coops", "join", "chapters", "chapter_start", "data")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)

Paths = Mapping[str, str]  # language code -> path with the prefix of the language


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    written = cache.get("sitemap")
    if written is None:
        written = _HEAD + "".join(_lines()) + "</urlset>\n"
        cache.set("sitemap", written, KEEP)
    return HttpResponse(written, content_type="application/xml")


def _lines() -> Iterator[str]:
    seen: set[str] = set()
    for paths in _pages():
        if not seen.isdisjoint(paths.values()):
            continue
        if len(seen) + len(paths) > MOST:
            return
        seen.update(paths.values())
        yield from _page(paths)


def _pages() -> Iterator[Paths]:
    """What the packages above registered, the pages that have a name in the code, and all that can be found."""
    for name in _NAMED:
        if path := link(name):
            yield _in_all(in_language(path, settings.LANGUAGE_CODE))
    for pages in registered():
        yield from pages()
    for document in everything():
        if isinstance(document.path, str):
            yield _in_all(document.path)
        else:
            yield {code: in_language(path, code) for code, path in document.path.items()}


def _in_all(path: str) -> Paths:
    return {code: in_language(path, code) for code, _name in settings.LANGUAGES}


def _page(paths: Paths) -> Iterator[str]:
    addresses = {code: escape(settings.SITE_URL + path, {'"': "&quot;"}) for code, path in paths.items()}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>' for code, address in addresses.items()
    )
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{others}</url>\n"
