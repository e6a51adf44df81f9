"""Each component draws itself in each of its states, as the specimen shows them, in both languages."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from config.specimen.states import STATES
from config.specimen.things import CARD, FULL_CARD, PHOTO

EVERY = [(name, number) for name, states in STATES.items() for number in range(len(states))]


def drawn(name: str, context: dict[str, Any], path: str = "/market/") -> str:
    return render_to_string(f"components/{name}.html", context, request=RequestFactory().get(path))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("name", "number"), EVERY)
def test_it_draws_itself_with_the_least_and_with_the_most(name: str, number: int, language: str) -> None:
    with translation.override(language):
        html = drawn(name, dict(STATES[name][number]))
    assert "None" not in html
    assert "{%" not in html
    assert " style=" not in html


def test_a_photo_of_a_card_is_drawn_with_its_sizes() -> None:
    html = drawn(
        "good_card", {"card": FULL_CARD | {"photo": PHOTO | {"srcset": "/media/a.webp 320w", "sizes": "50vw"}}}
    )
    assert 'srcset="/media/a.webp 320w" sizes="50vw" alt="A loaf"' in html


def test_a_card_without_picture_stands_on_the_sellers_cloth() -> None:
    html = drawn("good_card", {"card": CARD})
    assert 'class="cover"' in html
    assert '<p class="label" aria-hidden="true">Work apron</p>' in html


def test_a_card_that_is_sold_out_has_no_button_and_says_so() -> None:
    html = drawn("good_card", {"card": FULL_CARD | {"out": "Sold out for Saturday"}})
    assert "<form" not in html
    assert '<p class="state bad-ink">Sold out for Saturday</p>' in html


def test_a_title_in_another_language_says_which() -> None:
    assert '<h3 lang="es">' in drawn("good_card", {"card": CARD | {"lang": "es"}})


def test_what_people_wrote_is_escaped() -> None:
    html = drawn("good_card", {"card": FULL_CARD | {"title": "<b>Loaf</b>", "seller": '"><script>'}})
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_price_without_reason_shows_no_network_price() -> None:
    html = drawn("price_stack", {"price": "$12.00"})
    assert "Network price" not in html
    assert "why" not in html


def test_the_share_bar_is_as_long_as_the_share() -> None:
    assert 'd="M0 0h95v1H0z"' in drawn("share_bar", {"share": 95})


def test_pages_of_a_list_keep_the_rest_of_the_query() -> None:
    html = drawn("pager", {"page": Paginator(range(400), 10).page(5)}, "/market/?kind=bread&page=5")
    assert '<span aria-current="page">5</span>' in html
    assert 'href="?kind=bread&amp;page=6"' in html
    assert html.count("<span>…</span>") == 2


def test_a_list_of_one_page_has_no_pages() -> None:
    assert drawn("pager", {"page": Paginator(range(3), 10).page(1)}).strip() == ""


def test_an_empty_basket_has_no_strip() -> None:
    assert drawn("basket_strip", dict(STATES["basket_strip"][0])).strip() == ""


def test_the_desk_marks_where_one_is() -> None:
    html = drawn("desk_head", dict(STATES["desk_head"][-1]), "/desk/orders/214/")
    assert html.count("aria-current") == 1
    assert '<a href="/desk/orders/" aria-current="true">' in html


def test_a_card_without_a_button_asks_for_no_token() -> None:
    """Asking for the token sets a cookie, and a page with a cookie is nobody else's to keep."""
    request = RequestFactory().get("/market/")
    render_to_string("components/good_card.html", {"card": CARD}, request=request)
    assert "CSRF_COOKIE" not in request.META
    html = render_to_string("components/good_card.html", {"card": FULL_CARD}, request=request)
    assert "CSRF_COOKIE" in request.META
    assert 'name="csrfmiddlewaretoken" value="' in html
    assert 'name="variant" value="v1"' in html
