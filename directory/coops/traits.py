"""Facts of an entry that are several: who works there, which languages are spoken, where else on the web it is."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.coops.states import Labour, LinkKind, Spoken
from directory.coops.web_addresses import web_address

_HOSTS = {
    LinkKind.FACEBOOK: ("facebook.com", "fb.com", "fb.me"),
    LinkKind.INSTAGRAM: ("instagram.com",),
    LinkKind.YOUTUBE: ("youtube.com", "youtu.be"),
    LinkKind.TIKTOK: ("tiktok.com",),
    LinkKind.LINKEDIN: ("linkedin.com",),
}


def check_labour(value: Any) -> None:
    """Raises ValidationError unless it is a list of words of Labour."""
    _check_each(value, Labour.values)


def check_languages(value: Any) -> None:
    """Raises ValidationError unless it is a list of tags of Spoken."""
    _check_each(value, Spoken.values)


def check_links(value: Any) -> None:
    """Raises ValidationError unless it maps kinds of LinkKind to addresses that a browser may be sent to."""
    if not isinstance(value, dict) or not set(value) <= set(LinkKind.values):
        raise ValidationError("Not a table of links.", code="links")
    for kind, address in value.items():
        check_link(kind, address)


def check_link(kind: str, address: Any) -> None:
    """An address of that kind, on its own site. Raises ValidationError, in words for whoever typed it."""
    if not isinstance(address, str) or web_address(address, []) != address:
        raise ValidationError(
            _("Write the address of a page that everybody can open, like https://example.org/us."), code="link"
        )
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    hosts = _HOSTS.get(LinkKind(kind), ())
    if hosts and not any(host == name or host.endswith(f".{name}") for name in hosts):
        raise ValidationError(
            _("This address is not on %(site)s."), code="other_site", params={"site": LinkKind(kind).label}
        )


def labels(values: list[str], words: type[Labour] | type[Spoken]) -> list[str]:
    """In the active language, in the order of the words; what is none of them is passed over."""
    return [str(word.label) for word in words if word.value in values]


def links_by_kind(links: dict[str, str]) -> list[tuple[LinkKind, str]]:
    return [(kind, links[kind.value]) for kind in LinkKind if links.get(kind.value)]


def _check_each(value: Any, known: list[str]) -> None:
    if not isinstance(value, list) or len(set(map(str, value))) != len(value) or not set(map(str, value)) <= set(known):
        raise ValidationError("Not a list of known words.", code="words")
