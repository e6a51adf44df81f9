"""One box for what, where and when: `greens near 39203, open on Saturday`."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from directory.coops.models import Cooperative, Hours
from directory.finder.wishes import Wish, taken_apart
from search import documents
from search.documents import Document
from search.engine import current
from tests.directory.finder.test_search_page import Fixed, find
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db


def greens(key: str, lat: float | None, *days: str, title: str = "Collard greens") -> Document:
    return Document(
        id=f"listing:{key}",
        title={"en": f"{title} {key}"},
        path=f"/market/{key}/",
        facets={"open": days},
        place=None if lat is None else (lat, -90.2),
        shown={"seller": f"Farm {key}", "seller_id": "abc", "seller_kind": "producer"},
    )


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def index(*goods: Document) -> None:
        monkeypatch.setitem(documents._sources, "listing", Fixed(*goods))
        current().rebuild(documents.everything())

    return index


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("greens near 39203, open on Saturday", Wish("greens", "39203", "saturday")),
        ("greens near Jackson open Saturdays", Wish("greens", "Jackson", "saturday")),
        ("Open on saturday: greens near Jackson, MS.", Wish(": greens", "Jackson, MS", "saturday")),
        ("open now near 39203", Wish("", "39203", "now")),
        ("verduras cerca de 39203, abierto el sábado", Wish("verduras", "39203", "saturday")),
        ("pan cerca de Jackson abierta los domingos", Wish("pan", "Jackson", "sunday")),
        ("near Clinton", Wish("", "Clinton", "")),
        ("greens", Wish("greens")),
        ("bread near the river", Wish("bread near the river")),
        ("open source", Wish("open source")),
        ("near", Wish("near")),
        ("nearly new clothes", Wish("nearly new clothes")),
        ("  ", Wish("  ")),
        ("open on saturday", Wish("", "", "saturday")),
    ],
)
def test_a_sentence_is_taken_apart_where_it_is_surely_meant(text: str, wish: Wish) -> None:
    assert taken_apart(text) == wish


def test_a_sentence_finds_what_is_near_and_open_of_equals_the_nearest_first(
    client: Client, indexed: Callable[..., None]
) -> None:
    indexed(
        greens("far", 32.6, "saturday"), greens("near", 32.325, "saturday", "monday"), greens("closed", 32.32, "monday"),
        greens("elsewhere", 35.0, "saturday"), greens("nowhere", None, "saturday"),
    )  # fmt: skip
    text = find(client, q="greens near 39203, open on Saturday")
    assert text.index("Collard greens near") < text.index("Collard greens far")
    for gone in ("greens closed", "greens elsewhere", "greens nowhere"):
        assert gone not in text, gone
    assert "Farm near, 1.1 miles" in text
    assert "Within 25 miles of 39203, open on Saturday." in text
    assert 'value="greens"' in text
    assert 'value="39203"' in text
    assert '<option value="saturday" selected>' in text


def test_place_and_day_can_be_chosen_as_well_and_go_along_to_one_kind(
    client: Client, indexed: Callable[..., None]
) -> None:
    indexed(*(greens(f"n{n}", 32.325, "saturday") for n in range(8)), greens("closed", 32.325, "monday"))
    text = find(client, q="greens", near="39203", open="saturday")
    assert "8 things to buy" in text
    assert "?q=greens&amp;kind=listing&amp;near=39203&amp;open=saturday" in text
    text = find(client, q="greens", near="39203", open="saturday", kind="listing", within=5)
    assert '<option value="relevance" selected>' in text
    assert '<option value="distance">' in text
    for kept in ('name="near" value="39203"', 'name="within" value="5"', 'name="open" value="saturday"'):
        assert kept in text, kept
    assert "closed" not in text


def test_what_is_called_so_comes_before_what_is_nearer_and_only_mentions_it(
    client: Client, indexed: Callable[..., None]
) -> None:
    bag = replace(greens("bag", 32.315, title="Tote"), body={"en": "For your greens and all the rest of the week."})
    indexed(bag, greens("x", 32.5))
    text = find(client, q="greens", near="39203")
    assert text.index("Collard greens x") < text.index("Tote bag")
    assert "nearest first" in find(client, near="39203")


def test_what_lacks_a_word_comes_after_however_near(client: Client, indexed: Callable[..., None]) -> None:
    indexed(greens("x", 32.315, title="Greens"), greens("y", 32.5, title="Collard greens"))
    text = find(client, q="collard greens", near="39203")
    assert text.index("Collard greens y") < text.index("Greens x")


def test_an_unknown_place_is_said_and_does_not_narrow(client: Client, indexed: Callable[..., None]) -> None:
    indexed(greens("far", 45.0))
    text = find(client, q="greens", near="Jaksn")
    for words in ("We do not know “Jaksn”.", "near=Jackson%2C+MS", "greens far"):
        assert words in text, words


def test_what_is_open_now_the_list_of_co_ops_knows(client: Client, indexed: Callable[..., None]) -> None:
    indexed(greens("near", 32.325))
    assert "/co-ops/?q=greens&amp;near=39203&amp;open=now" in find(client, q="greens open now near 39203")


def test_the_days_of_a_co_op_are_found(client: Client, indexed: Callable[..., None]) -> None:
    coops: list[Cooperative] = [CoopFactory(name=f"Bakery {n}", place=True) for n in range(2)]
    Hours.objects.create(place=coops[1].places.get(), weekday=5, opens=datetime.time(9), closes=datetime.time(17))
    indexed()
    text = find(client, q="bakery", open="saturday")
    assert "Bakery</strong> 1" in text or "Bakery 1" in text
    assert "Bakery 0" not in text


@pytest.mark.parametrize("query", ["near=%00", "near=39203&sort=distance", "q=x&sort=distance", "open=saturday", "q=a&open=now&near=99,999",
                                   "q=near+near+near", "q=open+on+Mondays+near+39203&kind=coop&page=2", "within=x&near=MS&q=a"])  # fmt: skip
def test_any_address_gives_a_page(client: Client, indexed: Callable[..., None], query: str) -> None:
    indexed(greens("near", 32.325))
    for prefix in ("", "/es"):
        assert client.get(f"{prefix}/search/?{query}").status_code == 200
