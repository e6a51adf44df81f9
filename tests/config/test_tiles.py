"""Pictures of the land below the map come from another site only where one is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.environment import origin


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.tile.example.org:8443/{z}/{x}/{y}.png?key=1", "https://*.tile.example.org:8443"),
    ],
)
def test_the_policy_names_the_host_of_the_tiles_and_no_more(address: str, host: str) -> None:
    assert origin(address) == host


@pytest.mark.parametrize(
    "address",
    ["tile.example.org", "javascript:1", "https://", "https://a b/", "https://x;script-src *", "https://me@x/"],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        origin(address)


@pytest.mark.django_db
def test_the_map_names_a_tile_address_only_where_it_is_set(client: Client, settings: object) -> None:
    assert "data-tiles" not in client.get("/co-ops/?view=map").content.decode()
    settings.MAP_TILE_URL = "https://tile.example.org/{z}/{x}/{y}.png"  # type: ignore[attr-defined]
    page = client.get("/co-ops/?view=map").content.decode()
    assert 'data-tiles="https://tile.example.org/{z}/{x}/{y}.png"' in page
    assert "© OpenStreetMap contributors" in page
