"""Each component draws itself with the least and with the most it can be given."""

import datetime as dt
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from directory.coops.marks import mark_svg

DAY = dt.date(2026, 11, 21)
MARK = mark_svg("c1", "worker", "mark-48")
COOP = {"public_id": "c1", "kind": "worker", "name": "Morning Shift Bakery", "url": "/co-ops/bakery/"}
PHOTO = {
    "src": "/media/a.webp",
    "srcset": "/media/a.webp 320w",
    "sizes": "50vw",
    "alt": "A loaf",
    "width": 320,
    "height": 240,
}
CARD = {"url": "/market/loaf/", "title": "Sandwich loaf", "seller_id": "c1", "seller_kind": "worker"}
FULL_CARD = CARD | {
    "lang": "en",
    "seller": "Morning Shift Bakery",
    "price": "$6.00",
    "unit": "a loaf",
    "photo": PHOTO,
    "stock": "rose",
    "note": "6 left",
    "add_url": "/basket/",
    "add_value": "v1",
}
TALE = {"url": "/stories/a/", "title": "A roof fund that holds"}
ROWS = [
    {"label": "Loaf", "amount": "$6.00", "small": "two", "mark": MARK},
    {"label": "Off", "amount": "-$1.00", "minus": True},
]

LEAST: dict[str, dict[str, Any]] = {
    "good_card": {"card": CARD},
    "price_stack": {"price": "$12.00"},
    "share_bar": {"share": 95},
    "leaf": {"day": DAY},
    "notice": {"head": "Saved"},
    "empty": {"head": "Nothing yet"},
    "stepper": {"name": "qty", "value": 1, "what": "Loaf"},
    "ledger": {"rows": []},
    "filters": {"action": "/market/"},
    "searchbar": {"action": "/search/"},
    "suggestions": {"groups": [], "all_url": "/search/?q=l", "text": "l", "says": "0 results"},
    "tabs": {"tabs": [], "label": "Kinds"},
    "photo": {"drawing": "bread.svg"},
    "tale": {"tale": TALE},
    "doors": {},
    "entry": {"entry": {"day": DAY, "what": "Order 142", "amount": "$96.90", "rows": []}},
    "facts": {"facts": []},
    "page_head": {"title": "Checkout"},
    "basket_strip": {"count": 0, "url": "/basket/"},
    "pull": {"quote": "We own it."},
    "message": {"message": "Saved"},
    "footer": {},
    "desk_head": {"name": "Bakery", "items": [], "leave_url": "/", "leave_label": "Leave desk", "label": "Desk"},
}
MOST: dict[str, dict[str, Any]] = {
    "good_card": {"card": FULL_CARD},
    "price_stack": {
        "price": "$10.20",
        "unit": "a box",
        "public_price": "$12.00",
        "why": "15% off: you are a network co-op",
        "seller_gets": "$9.69",
        "share": 95,
        "seller_word": "the farm",
        "note": "You pay for 5 lb now.",
    },
    "leaf": {
        "day": DAY,
        "title": "Pickup",
        "url": "/",
        "kicker": "Jackson",
        "text": "Dock",
        "cutoff": "Closed",
        "past": True,
        "small": "9 am",
    },
    "notice": {
        "head": "Saved",
        "text": "Twelve sacks",
        "ink": "good",
        "url": "/",
        "link": "See them",
        "role": "status",
    },
    "empty": {"head": "Nothing yet", "text": "Ask us", "url": "/", "link": "Ask"},
    "stepper": {"name": "qty", "value": 0, "what": "Loaf", "id": "q1", "min": 0, "max": 40, "wrong": "q1_error"},
    "ledger": {"rows": ROWS, "total_label": "To pay", "total": "$5.00"},
    "filters": {
        "action": "/market/",
        "hidden": [("q", "bread")],
        "sorts": [("fresh", "Fresh first")],
        "sort": "fresh",
        "facets": [
            {
                "name": "kind",
                "legend": "What",
                "options": [{"value": "b", "label": "Bread", "count": 6, "checked": True}],
            }
        ],
        "button": "Show 6",
        "narrowed": True,
    },
    "searchbar": {
        "action": "/search/",
        "ahead": "/search/suggest/",
        "landmark": "The whole site",
        "label": "Search",
        "value": "bread",
        "placeholder": "Collards",
        "id": "find",
    },
    "suggestions": {
        "id": "find-list",
        "groups": [
            {
                "kind": "listing",
                "name": "Goods",
                "options": [{"url": "/market/loaf/", "title": "Loaf", "lang": "en", "note": "Bakery"}],
            }
        ],
        "all_url": "/search/?q=lo",
        "text": "lo",
        "says": "1 result",
    },
    "tabs": {"tabs": [{"url": "/", "label": "All", "count": 0, "current": True}], "label": "Kinds"},
    "photo": {"photo": PHOTO, "caption": "A loaf", "stock": "rose", "eager": True},
    "tale": {"tale": TALE | {"text": "Twelve homes", "kicker": "Demo", "stock": "sky", "photo": PHOTO, "lang": "en"}},
    "doors": {"doors": [{"url": "/", "label": "Market", "text": "Fresh", "stock": "canary"}]},
    "entry": {"entry": {"day": DAY, "what": "Order 142", "amount": "$96.90", "rows": ROWS, "open": True}},
    "page_head": {
        "poster": ["Grown here."],
        "stock": "canary",
        "lead": "38 things",
        "day": DAY,
        "cutoff": "Order by",
        "small": "Dock",
        "brief": True,
    },
    "basket_strip": {"count": 3, "total": "$24.00", "cutoff": "Order by Thursday", "url": "/basket/"},
    "pull": {"quote": "We own it.", "who": "Demo"},
    "desk_head": {
        "name": "Bakery",
        "mark": MARK,
        "items": [{"url": "/desk/", "label": "Today"}, {"url": "/desk/orders/", "label": "Orders", "count": 2}],
        "root_url": "/desk/",
        "leave_url": "/",
        "leave_label": "Leave desk",
        "label": "Desk",
    },
}


def drawn(name: str, context: dict[str, Any], path: str = "/market/") -> str:
    return render_to_string(f"components/{name}.html", context, request=RequestFactory().get(path))


@pytest.mark.parametrize("name", sorted(LEAST))
def test_it_draws_itself_with_the_least(name: str) -> None:
    html = drawn(name, LEAST[name])
    assert "None" not in html
    assert "{%" not in html


@pytest.mark.parametrize("name", sorted(MOST))
def test_it_draws_itself_with_the_most(name: str) -> None:
    html = drawn(name, MOST[name])
    assert "None" not in html
    assert " style=" not in html


def test_a_card_without_picture_stands_on_the_sellers_cloth() -> None:
    html = drawn("good_card", {"card": CARD})
    assert 'class="cover"' in html
    assert '<p class="label" aria-hidden="true">Sandwich loaf</p>' in html


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
    assert drawn("basket_strip", LEAST["basket_strip"]).strip() == ""


def test_the_desk_marks_where_one_is() -> None:
    html = drawn("desk_head", MOST["desk_head"], "/desk/orders/214/")
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
