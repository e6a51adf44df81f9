"""When something goes wrong each page says so in the site's look, in both languages, with a next step and a number."""

from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from config import trouble
from directory.chapters.models import Chapter
from tests.factories import CoopFactory, UserFactory
from tests.marketplace.trade import good, seller

BACKEND = "django.contrib.auth.backends.ModelBackend"
XHTML = "{http://www.w3.org/1999/xhtml}link"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def says(response, status, words):
    assert response.status_code == status
    text = response.text
    assert words in text
    assert "css/site" in text and "poster" in text
    assert 'href="tel:+16015550142"' in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.django_db
def test_too_big_a_form(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    for path, words in (("/chapters/start/", "Too big"), ("/es/chapters/start/", 'lang="es"')):
        says(Client(enforce_csrf_checks=True).post(path, {"reason": "x" * 2_000}), 413, words)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    many = {f"f{n}": "x" for n in range(9)}
    says(Client(enforce_csrf_checks=True).post("/chapters/start/", many), 413, "Nothing was kept.")


@pytest.mark.django_db
def test_too_long_an_address(client):
    says(client.get("/search/", {"q": "x" * trouble.LONGEST_ADDRESS}), 414, "This address is too long for us.")
    assert client.get("/search/", {"q": "x" * 1_000}).status_code == 200


def test_a_broken_request(client):
    says(client.get("/co-ops/%00/"), 400, "What came to us was broken on the way.")


def test_a_fault_needs_no_database(rf, settings):
    """This test has no access to a database: a query would raise."""
    settings.NETWORK_PHONE = "601-555-0199"
    answer = trouble.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert 'href="tel:+16015550199"' in answer.text and 'lang="es"' in answer.text


@pytest.mark.parametrize(("path", "other"), [("/market/", "/es/market/"), ("/es/market/", "/market/")])
def test_a_closed_site_says_so_without_a_database(client, settings, path, other):
    settings.CLOSED = True
    answer = client.get(path)
    says(answer, 503, 'class="btn big"')
    assert answer.headers["Retry-After"] == "900"
    assert f'href="{other}"' in answer.text


@pytest.mark.django_db
def test_staff_may_sign_in_to_a_closed_site_and_enter(client, settings):
    settings.CLOSED = True
    assert client.get(reverse("account_login")).status_code == 200
    client.force_login(UserFactory(), backend=BACKEND)
    assert client.get("/co-ops/").status_code == 503
    client.force_login(UserFactory(is_staff=True), backend=BACKEND)
    assert client.get("/co-ops/").status_code == 200


@pytest.fixture
def mapped(client, settings):
    settings.SITE_URL = "https://coop.example"
    cache.delete("sitemap")

    def read():
        tree = ElementTree.fromstring(client.get("/sitemap.xml").text)  # noqa: S314 - our own
        return {
            url.find(LOC).text: {link.get("hreflang"): link.get("href") for link in url.iter(XHTML)} for url in tree
        }

    yield read
    cache.delete("sitemap")


@pytest.mark.django_db
def test_the_sitemap_names_what_is_public_in_both_languages(mapped):
    coop = CoopFactory(slug="bakers")
    hidden = CoopFactory(slug="secret", state="hidden")
    greens = good(seller())
    Chapter.objects.create(name="River", slug="river", state=Chapter.State.ACTIVE)
    found = mapped()
    both = {"en": "https://coop.example/co-ops/bakers/", "es": "https://coop.example/es/co-ops/bakers/"}
    assert [found[address] for address in both.values()] == [both, both]
    for path in ("/market/", "/pickup/", "/co-ops/", "/join/", "/chapters/river/", greens.listing.get_absolute_url()):
        assert f"https://coop.example{path}" in found, path
        assert f"https://coop.example/es{path}" in found, path
    assert coop.slug != hidden.slug and not [address for address in found if "secret" in address]
    assert not [address for address in found if "/desk/" in address or "/account/" in address]


@pytest.mark.django_db
def test_robots_are_told_where_the_sitemap_is(client, settings):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").text
