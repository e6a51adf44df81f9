"""Search as you type: the piece of a page that a box shows below itself."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from directory.finder import ahead
from search import documents
from search.documents import Document
from search.engine import current
from tests.directory.finder.test_search_page import GREENS, STORY, Fixed
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def index(*more: Document) -> None:
        goods = [document for document in (GREENS, *more) if document.kind == "listing"]
        monkeypatch.setitem(documents._sources, "listing", Fixed(*goods))
        monkeypatch.setitem(documents._sources, "story", Fixed(STORY))
        current().rebuild(documents.everything())

    return index


def shown(client: Client, typed: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/search/suggest/?q={quote(typed)}")
    assert answer.status_code == 200
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    return answer.content.decode()


def options(html: str) -> list[tuple[str, str]]:
    """Address and words of each option."""
    found = re.findall(r'<a [^>]*role="option"[^>]*href="([^"]+)">(.*?)</a>', html)
    return [(address, re.sub(r"<[^>]+>", "", words)) for address, words in found]


def test_suggestions_stand_in_groups_and_the_last_one_leads_to_all(
    client: Client, indexed: Callable[..., None]
) -> None:
    coop = CoopFactory(name="Collard Hill Growers", place=True)
    indexed()
    html = shown(client, "coll")
    assert html.count('role="listbox"') == 1
    kinds = re.findall(r'<div role="group" aria-labelledby="([^"]+)"><span [^>]*id="([^"]+)">([^<]+)<', html)
    assert {name for _by, _id, name in kinds} == {"Goods", "Co-ops", "Stories"}
    assert all(by == own for by, own, _name in kinds)
    assert 'data-says="3 results"' in html
    *found, last = options(html)
    assert ("/market/collards-x/", "Collard greens Three Creeks") in found
    assert ("/stories/why/", "Why collards") in found
    assert any(address == f"/co-ops/{coop.slug}/" for address, _words in found)
    assert last == ("/search/?q=coll", "See everything for “coll”")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_it_speaks_the_language_of_the_page(client: Client, indexed: Callable[..., None]) -> None:
    indexed()
    html = shown(client, "berz", "/es")
    assert ">Productos<" in html
    assert 'data-says="1 resultado"' in html
    assert options(html) == [
        ("/es/market/collards-x/", "Hojas de berza Three Creeks"),
        ("/es/search/?q=berz", "Ver todo para “berz”"),
    ]
    # What exists in English only says so to a voice that reads Spanish.
    assert '<span lang="en">Why collards</span>' in shown(client, "coll", "/es")


def test_many_goods_leave_room_for_others_and_eight_is_the_most(client: Client, indexed: Callable[..., None]) -> None:
    indexed(*(Document(f"listing:c{n}", {"en": f"Collards {n}"}, f"/market/c{n}/") for n in range(20)))
    found = options(shown(client, "coll"))
    assert len(found) == 9
    assert "/stories/why/" in {address for address, _words in found}


def test_no_price_is_among_them(client: Client, indexed: Callable[..., None]) -> None:
    indexed()
    assert "$" not in shown(client, "coll")


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "c", "\x00", '"', '""""', "' -", "%", "_%", "\\", "💚💚", "zzyzx", "a" * 201, "coll " * 41),
        *("' OR 1=1; --", "\u202e\u202e", "**", "(("),
    ],
)
def test_nothing_to_suggest_is_an_empty_answer(client: Client, indexed: Callable[..., None], typed: str) -> None:
    indexed()
    answer = client.get(f"/search/suggest/?q={quote(typed)}")
    assert (answer.status_code, answer.content) == (204, b"")


def test_any_address_is_good(client: Client, indexed: Callable[..., None]) -> None:
    indexed()
    for query in ("", "q", "q=%F0", "q=a&q=b", "q=%ED%A0%80", "Q=coll"):
        assert client.get(f"/search/suggest/?{query}").status_code == 204, query
    assert client.get(f"/search/suggest/?q={'a' * 10_000}").status_code == 414
    assert client.post("/search/suggest/", {"q": "coll"}).status_code == 405
    assert "Collard greens" in shown(client, "coll\x00")


def test_texts_of_people_are_escaped(client: Client, indexed: Callable[..., None]) -> None:
    CoopFactory(name="<b>Collards</b> & Sons")
    indexed()
    html = shown(client, 'coll "<')
    assert "&lt;b&gt;Collards&lt;/b&gt; &amp; Sons" in shown(client, "coll")
    assert options(html)[-1] == ("/search/?q=coll+%22%3C", "See everything for “coll &quot;&lt;”")


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_public_is_never_suggested(client: Client, indexed: Callable[..., None], state: str) -> None:
    CoopFactory(name="Secret Bakers", state=state)
    indexed()
    assert client.get("/search/suggest/?q=secret+bak").status_code == 204


def test_it_asks_the_database_at_most_three_times(
    client: Client, indexed: Callable[..., None], django_assert_max_num_queries: Callable[..., object]
) -> None:
    indexed()
    for typed, status in (("coll", 200), ("collrad", 200), ("zzyzxx", 204)):
        with django_assert_max_num_queries(3):
            assert client.get(f"/search/suggest/?q={typed}").status_code == status


def test_an_address_that_asks_without_end_is_told_to_wait(
    client: Client, indexed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed()
    monkeypatch.setattr(ahead, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(ahead.time, "time", lambda: 1_700_000_000.0)
    cache.clear()
    answers = [client.get("/search/suggest/?q=coll").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


@pytest.mark.parametrize("path", ["/search/", "/search/?q=coll", "/search/?q=zzyzx", "/search/?kind=coop"])
def test_the_search_page_has_one_box_and_other_pages_have_theirs_on_top(
    client: Client, indexed: Callable[..., None], path: str
) -> None:
    indexed()
    box = 'data-ahead="/search/suggest/"'
    page = client.get(path).content.decode()
    assert page.count(box) == 1
    assert box in page[page.index("<main") :]
    page = client.get("/co-ops/").content.decode()
    assert page.count(box) == 1
    assert box in page[: page.index("<main")]
