"""The site's main doors, on every page: `{% load doors %}{% main_nav %}`. Drawn once for each door one stands at."""

from functools import lru_cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


class Door(NamedTuple):
    """`also`: an address under which one stands behind the same door; "" for none."""

    stock: str
    url: str
    label: str
    also: str = ""

    def stands(self, path: str) -> str:
        """What `aria-current` says on the page at `path`; "" elsewhere."""
        for url in filter(None, (self.url, self.also)):
            if path.startswith(url):
                return "page" if path == url else "true"
        return ""


@register.simple_tag(takes_context=True)
def main_nav(context: template.Context) -> SafeString:
    request: HttpRequest | None = context.get("request")
    language, urlconf = get_language() or "", get_urlconf() or settings.ROOT_URLCONF
    doors = _doors(bool(context.get("has_cms")), language, urlconf)
    path = request.path if request is not None else ""
    return _drawn(doors, tuple(door.stands(path) for door in doors), language)


@lru_cache(maxsize=32)
def _doors(has_cms: bool, language: str, urlconf: str) -> tuple[Door, ...]:
    """Those that are open: a package that is not installed has none. `language` is the active one."""

    def url(name: str) -> str:
        try:
            return reverse(name, urlconf=urlconf)
        except NoReverseMatch:
            return ""

    home = url("home") or "/"
    doors = (
        Door("canary", url("market"), _("Market")),
        Door("sky", url("coops"), _("Co-ops")),
        Door("paper", f"{home}stories/" if has_cms else "", _("Stories")),
        Door("paper", f"{home}plan/" if has_cms else "", _("The Plan")),
        Door("rose", url("join"), _("Join"), also=url("chapters")),
    )
    return tuple(door for door in doors if door.url)


@lru_cache(maxsize=128)
def _drawn(doors: tuple[Door, ...], stands: tuple[str, ...], language: str) -> SafeString:
    """`stands`: for each door what `Door.stands` says. `language` is the active one."""
    return render_to_string("components/main_nav.html", {"doors": zip(doors, stands, strict=True)})
