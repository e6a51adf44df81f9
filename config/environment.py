"""Reads the environment. Every setting that differs from one machine to another comes through here."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """A yes or no. Raises ImproperlyConfigured for any other word: a typing error must not switch a guard off."""
    word = os.environ.get(name, "").strip().lower()
    if not word:
        return default
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {word!r}.")


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    written = text(name)
    try:
        return int(written) if written else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {written!r}.") from None


def server(name: str) -> str:
    """The address of a server, with its scheme and port; "" where there is none. Raises ImproperlyConfigured for half an address."""
    written = text(name)
    try:
        parts = urlsplit(written)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname and parts.port)
    except ValueError:
        is_whole = False
    if written and not is_whole:
        raise ImproperlyConfigured(f"{name} must be an address such as http://localhost:9200, with its port.")
    return written


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).resolve()


def origin(address: str) -> str:
    """`https://tile.example.org` of an address, as a Content-Security-Policy names it; `{s}` in the host stands for any. Raises
    ImproperlyConfigured for what is no web address."""
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or set(parts.netloc) & set(" ;,'\"@"):
        raise ImproperlyConfigured(f"{address!r} is no web address.")
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
