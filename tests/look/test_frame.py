"""The frame of every page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ground.templatetags import look
from ground.templatetags.look import in_language


def asked(path: str, **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    return request


def page(path: str = "/market/", **cookies: str) -> str:
    return render_to_string("base.html", {"messages": []}, request=asked(path, **cookies))


def test_it_can_be_skipped_and_says_its_language() -> None:
    html = page()
    assert '<html lang="en">' in html
    assert html.index('<a class="skip" href="#main">') < html.index("<header>")
    assert '<main id="main">' in html


@pytest.mark.parametrize(
    ("path", "language", "there"),
    [
        ("/", "es", "/es/"),
        ("/es/", "en", "/"),
        ("/market/?q=pan&page=2", "es", "/es/market/?q=pan&page=2"),
        ("/es/market/", "en", "/market/"),
        ("/es/market/", "es", "/es/market/"),
        ("/estate/", "en", "/estate/"),
    ],
)
def test_the_same_page_in_the_other_language(path: str, language: str, there: str) -> None:
    assert in_language(path, language) == there


def test_the_language_switch_stays_on_the_page() -> None:
    assert '<a href="/es/market/?q=bread" lang="es" hreflang="es">Español</a>' in page("/market/?q=bread")
    with translation.override("es"):
        assert '<a href="/market/" lang="en" hreflang="en">English</a>' in page("/es/market/")


def test_search_engines_learn_both_addresses_without_the_query(settings) -> None:
    settings.SITE_URL = "https://example.org"
    html = page("/market/?q=bread")
    assert '<link rel="canonical" href="https://example.org/market/">' in html
    assert '<link rel="alternate" hreflang="es" href="https://example.org/es/market/">' in html


def test_a_page_may_name_its_own_address_in_the_other_language(settings) -> None:
    settings.SITE_URL = "https://example.org"
    html = render_to_string("base.html", {"alternates": {"es": "/es/historias/pan/"}}, request=asked("/stories/bread/"))
    assert 'hreflang="es" href="https://example.org/es/historias/pan/"' in html
    assert '<a href="/es/historias/pan/" lang="es"' in html


@pytest.mark.parametrize(
    ("cookie", "count"),
    [("3", 3), ("3:1abc:sig", 3), ("0", 0), ("-4", 0), ("x", 0), ("", 0), ("99999999", 999), ("²", 0)],
)
def test_the_basket_counts_what_the_cookie_says(cookie: str, count: int) -> None:
    shown = Template("{% load look %}{% basket_count %}").render(Context({"request": asked("/", basket_n=cookie)}))
    assert shown == str(count)


def test_a_visitor_who_is_signed_out_costs_no_query() -> None:
    """This test has no access to a database: a query would raise."""
    assert page().count("</footer>") == 1


def test_an_address_that_is_not_served_is_left_out() -> None:
    assert Template('{% load look %}{% link "no_such_place" as url %}[{{ url }}]').render(Context()) == "[]"


def test_the_page_after_a_fault_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "Call a person" in html
    assert '<a class="touch" href="/es/"' in html


@pytest.mark.parametrize("name", ["403.html", "404.html", "403_csrf.html"])
def test_error_pages_are_kept_out_of_search_engines(name: str) -> None:
    html = render_to_string(name, {}, request=asked("/nowhere/"))
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


def test_what_all_pages_share_is_drawn_once_for_each_language(monkeypatch) -> None:
    drawn: list[str] = []

    def draw(name: str) -> str:
        drawn.append(f"{translation.get_language()} {name}")
        return render_to_string(name)

    monkeypatch.setattr("ground.templatetags.look.render_to_string", draw)
    look._drawn.cache_clear()
    for language in ("en", "es", "en", "es"):
        with translation.override(language):
            box = look.once("frame/search.html")
            assert ("Bienes" in box or "Productos" in box) == (language == "es"), box
    assert drawn == ["en frame/search.html", "es frame/search.html"]


def test_while_one_works_on_a_template_it_is_drawn_each_time(monkeypatch, settings) -> None:
    settings.DEBUG = True
    drawn: list[str] = []
    monkeypatch.setattr("ground.templatetags.look.render_to_string", drawn.append)
    look.once("frame/search.html")
    look.once("frame/search.html")
    assert len(drawn) == 2
