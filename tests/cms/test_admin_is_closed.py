"""Each address of the Wagtail admin, asked by a stranger and by somebody without the right to enter."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# The sign-in, the way out, and texts for the admin's scripts, which say nothing of the site.
OPEN = ("admin/login/", "admin/logout/", "admin/password_reset/", "admin/jsi18n/", "admin/sprite", "admin/icons/")


def _addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, path)
        elif path.startswith("admin/") and not path.startswith(OPEN) and "(" not in path and ".*" not in path:
            yield "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str|slug|path|uuid):\w+>|<\w+>", "x", path)).rstrip("$")


@pytest.fixture
def outsiders(site, signed_in) -> dict[str, Client]:
    return {"stranger": Client(), "resident": signed_in()}


def test_every_address_of_the_admin_sends_outsiders_away(outsiders):
    addresses = list(_addresses(get_resolver().url_patterns))
    assert len(addresses) > 150
    let_in = [
        (who, address, response.status_code)
        for who, client in outsiders.items()
        for address in addresses
        if not _is_refused(response := client.get(address))
    ]
    assert let_in == []


def _is_refused(response) -> bool:
    return response.status_code in (403, 404) or (
        response.status_code == 302 and "/login/" in response.headers["Location"]
    )
