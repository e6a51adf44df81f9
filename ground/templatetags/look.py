"""What every page's frame needs: `{% load look %}`."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ground import woodtype
from ground.drawings import address_of

register = template.Library()

_MOST_SHOWN = 999
_NEAR = 2
_HOME_CODE = "1"
_FOOTER_KNOWS = ("demonstration", "has_marketplace", "has_cms", "network_phone")
_HERE, _UNDER_HERE, _ELSEWHERE = (mark_safe(words) for words in (' aria-current="page"', ' aria-current="true"', ""))


@register.simple_tag
def link(name: str, *args: object, **kwargs: object) -> str:
    """`{% link "market" as url %}`: the address, or "" where the package that serves it is not installed."""
    if not (args or kwargs):
        return _address(name, get_language() or "", get_urlconf() or settings.ROOT_URLCONF)
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_block_tag
def piece(content: SafeString) -> SafeString:
    """`{% piece as beside %}<p>…</p>{% endpiece %}`: markup as an argument of a component."""
    return content


@lru_cache(maxsize=512)
def _address(name: str, language: str, urlconf: str) -> str:
    """Kept, since each page asks for the same dozen; `language` is the active one."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def site_footer(context: template.Context) -> SafeString:
    """The foot of the page. It says the same on each page of a language, so it is drawn once."""
    known = tuple(context.get(name) for name in _FOOTER_KNOWS)
    return _footer(known, get_language() or "", get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=32)
def _footer(known: tuple[object, ...], language: str, urlconf: str) -> SafeString:
    return render_to_string("components/footer.html", dict(zip(_FOOTER_KNOWS, known, strict=True)))


@register.simple_tag
def once(template_name: str) -> SafeString:
    """`{% once "frame/head.html" %}`: what says the same on every page of a language is drawn once."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(template_name, get_language() or "", get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=32)
def _drawn(template_name: str, language: str, urlconf: str) -> SafeString:
    return render_to_string(template_name)


def in_language(path: str, language: str) -> str:
    """The same path under another language. Only the prefix differs: no route of the site is translated."""
    for code, _name in settings.LANGUAGES:
        prefix = f"/{code}/"
        if code != settings.LANGUAGE_CODE and path.startswith(prefix):
            path = path[len(prefix) - 1 :]
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def _page_of(request: HttpRequest) -> tuple[str, str]:
    """Path and query ("?q=pan") of this page. What answers a form may have no address that one can open, so there it is
    the page on which the form stood.
    """
    if request.method == "POST":
        form = urlsplit(request.headers.get("Referer", ""))
        if form.netloc == request.get_host() and not form.path.startswith("//"):  # which would lead to another site
            return form.path, f"?{form.query}" if form.query else ""
    path, mark, query = request.get_full_path().partition("?")
    return path, mark + query


@register.inclusion_tag("components/switch_language.html", takes_context=True)
def switch_language(context: template.Context) -> dict[str, object]:
    """Links to this page in the other languages.

    A page whose other language has a path of its own puts `alternates` ({code: path}) in its context.
    """
    request: HttpRequest = context["request"]
    here = get_language() or settings.LANGUAGE_CODE
    alternates: dict[str, str] = context.get("alternates") or {}
    path, query = _page_of(request)
    names = {"en": "English", "es": "Español"}
    return {
        "languages": [
            {
                "code": code,
                "name": names.get(code, code),
                "url": (alternates.get(code) or in_language(path, code)) + query,
            }
            for code, _name in settings.LANGUAGES
            if code != here
        ]
    }


@register.inclusion_tag("components/addresses.html", takes_context=True)
def page_addresses(context: template.Context) -> dict[str, object]:
    """The canonical address of this page and its addresses in each language, absolute, without the query."""
    request: HttpRequest = context["request"]
    alternates: dict[str, str] = context.get("alternates") or {}
    return {
        "canonical": settings.SITE_URL + (context.get("canonical_path") or request.path),
        "alternates": [
            (code, settings.SITE_URL + (alternates.get(code) or in_language(request.path, code)))
            for code, _name in settings.LANGUAGES
        ],
    }


@register.simple_tag(takes_context=True)
def basket_count(context: template.Context) -> int:
    """How many things the visitor's basket holds, from a cookie the shop sets: it costs no query and no session.

    The number is only shown to the one who sent it, so its signature ("3:...") is not checked here.
    """
    request: HttpRequest | None = context.get("request")
    written = (request.COOKIES.get("basket_n", "") if request else "").partition(":")[0]
    return min(int(written), _MOST_SHOWN) if written.isascii() and written.isdigit() else 0


@register.simple_tag
def poster_line(line: str) -> SafeString:
    """A line of wood type that fills its column, at most four words.

    `{% translate "Grown here." as line %}{% poster_line line %}`
    """
    return format_html('<span class="poster-line {}">{}</span> ', woodtype.fit(str(line)), line)


@register.simple_tag(takes_context=True)
def current(context: template.Context, *urls: str) -> SafeString:
    """` aria-current="page"` when this page stands at or under one of the addresses, else nothing."""
    request: HttpRequest | None = context.get("request")
    if request is not None:
        for url in urls:
            if url and request.path == url:
                return _HERE
            if url and request.path.startswith(url):
                return _UNDER_HERE
    return _ELSEWHERE


@register.simple_tag
def drawing(name: str) -> str:
    """The address of a drawing of a good: `{% drawing "collards.svg" %}`; "" for a name that is none of ours."""
    return address_of(name)


@register.filter
def whole(words: str) -> SafeString:
    """A phone number, a code or an address that no line should break as long as it fits on one."""
    return format_html('<span class="whole">{}</span>', words)


@register.filter
def tel(phone: str) -> str:
    """What a telephone dials for a number as it is said: "tel:+16015550142". One without a country code is of the US."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    is_home = not phone.lstrip().startswith("+") and not digits.startswith("1")
    return f"tel:+{_HOME_CODE if is_home else ''}{digits}"


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> list[int | None]:
    """The pages worth a link around `number`: first, last, and two to each side; None stands for a gap."""
    last = paginator.num_pages
    near = sorted({1, last, *range(max(1, number - _NEAR), min(last, number + _NEAR) + 1)})
    shown: list[int | None] = []
    for n in near:
        if shown and n != (shown[-1] or 0) + 1:
            shown.append(None)
        shown.append(n)
    return shown
