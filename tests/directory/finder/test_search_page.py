"""The search page: one box, whatever is typed into it."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlencode

import pytest
from django.test import Client

from directory.coops.models import Cooperative
from search import documents
from search.documents import Document
from search.engine import current
from tests.factories import CoopFactory, TopicFactory

pytestmark = pytest.mark.django_db


class Fixed:
    """A source of documents as a package above would register."""

    def __init__(self, *found: Document) -> None:
        self.found = {document.id.partition(":")[2]: document for document in found}

    def ids(self) -> Iterator[str]:
        yield from self.found

    def load(self, keys: Sequence[object]) -> list[Document]:
        return [self.found[str(key)] for key in keys if str(key) in self.found]


GREENS = Document(
    id="listing:1",
    title={"en": "Collard greens", "es": "Hojas de berza"},
    path="/market/collards-x/",
    facets={"seller": ("three-creeks",), "kind": ("good",)},
    numbers={"price": 350},
    shown={
        "seller": "Three Creeks",
        "seller_id": "abc",
        "seller_kind": "producer",
        "price": "$3.50",
        "drawing": "collards",
    },
)
STORY = Document(id="story:1", title={"en": "Why collards"}, path="/stories/why/", body={"en": "Greens & <b>bread</b>"})


@pytest.fixture
def goods_and_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(documents._sources, "listing", Fixed(GREENS))
    monkeypatch.setitem(documents._sources, "story", Fixed(STORY))


@pytest.fixture
def all_indexed(goods_and_stories: None) -> Callable[[], None]:
    return lambda: current().rebuild(documents.everything()) and None


def find(client: Client, prefix: str = "", **query: object) -> str:
    response = client.get(f"{prefix}/search/?" + urlencode(query, doseq=True))
    assert response.status_code == 200
    return response.content.decode()


def test_goods_co_ops_and_stories_stand_together(client: Client, all_indexed: Callable[[], None]) -> None:
    CoopFactory(name="Collard Hill Growers", place=True)
    all_indexed()
    text = find(client, q="collard")
    goods = ("1 thing to buy", "Collard greens", "Three Creeks", "$3.50")
    others = ("1 co-op", "Collard Hill Growers", "1 story", "Why ")
    positions = [text.index(words) for words in (*goods, *others)]
    assert positions == sorted(positions)


def test_one_kind_has_facets_and_a_pager(client: Client, all_indexed: Callable[[], None]) -> None:
    food = TopicFactory(slug="food", name_en="Food", name_es="Comida")
    for n in range(30):
        coop = CoopFactory(name=f"Collard {n}", kind="worker" if n % 2 else "producer", place=True)
        coop.topics.set([food] if n < 3 else [])
    all_indexed()
    assert "See all" in find(client, q="collard")
    response = client.get("/search/?q=collard&kind=coop")
    assert len(response.context["finds"]) == 24
    legends = {facet["legend"]: facet["options"] for facet in response.context["facets"]}
    assert {(option["label"], option["count"]) for option in legends["Kind"]} == {
        ("Worker co-op", 15),
        ("Producer co-op", 15),
    }
    assert "q=collard&amp;kind=coop&amp;page=2" in response.content.decode()
    assert len(client.get("/search/?q=collard&kind=coop&page=2").context["finds"]) == 6
    narrowed = client.get("/search/?q=collard&kind=coop&topic=food&sort_of=worker")
    assert [find.hit.title for find in narrowed.context["finds"]] == ["Collard 1"]


def test_a_misspelt_word_is_put_right_and_says_so(client: Client, all_indexed: Callable[[], None]) -> None:
    all_indexed()
    text = find(client, q="colard")
    assert "Collard greens" in text
    assert "You wrote “colard”." in text
    assert "Nothing yet" in find(client, q="colard", **{"as": "written"})


def test_few_finds_are_followed_by_what_lacks_a_word_and_that_is_said(
    client: Client, all_indexed: Callable[[], None]
) -> None:
    all_indexed()
    text = find(client, q="bread collards")
    for words in ("Those that lack one come last", "Collard greens", "as=written"):
        assert words in text, words
    text = find(client, q="bread collards", **{"as": "written"})
    assert "Those that lack one come last" not in text


def test_nothing_found_offers_next_steps(client: Client, all_indexed: Callable[[], None]) -> None:
    all_indexed()
    text = find(client, q="zzyzx collard")
    for words in ("Nothing yet", "zzyzx collard", "What comes close", "Collard greens", "601-555-0142", "/co-ops/"):
        assert words in text, words


def test_without_words_it_asks_for_some(client: Client) -> None:
    assert "What do you need?" in find(client)
    assert "What do you need?" in find(client, q="   ")


def test_it_speaks_spanish_and_links_to_spanish_pages(client: Client, all_indexed: Callable[[], None]) -> None:
    coop = CoopFactory(name="Berza Verde")
    all_indexed()
    text = find(client, "/es", q="berza")
    assert 'href="/es/market/collards-x/"' in text
    assert "Hojas de" in text
    assert f'href="/es/co-ops/{coop.slug}/"' in text


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"',
            "'",
            "*",
            "(",
            "a OR",
            "NEAR(",
            "-",
            "--",
            "a AND NOT",
            'title:"x',
            "\x00",
            "💚",
            "%",
            "_",
            "\\",
            "\u202e",
        ),
        *("ñ́", "<script>alert(1)</script>", "' OR 1=1; DROP TABLE coops_cooperative; --", "{{ 7|add:7 }}"),
        *("x" * 3_000, "a " * 1_000, "í\xa0\x80"),
    ],
)
def test_any_words_give_a_page(client: Client, all_indexed: Callable[[], None], text: str) -> None:
    all_indexed()
    for more in ({}, {"kind": "listing"}):
        page = find(client, q=text, **more)
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    "query",
    ["kind=none&q=a", "kind=coop&page=0", "kind=coop&page=999999999", "kind=coop&page=%F0", "kind=coop&sort=;", "q=a&kind=coop&topic=%00&city=%22",
     "q=%ff", "q=a&q=b&as=x", "kind=coop&sort_of=worker&sort_of=", "kind=listing&sort=price_minor&seller=x"],
)  # fmt: skip
def test_any_address_gives_a_page(client: Client, all_indexed: Callable[[], None], query: str) -> None:
    CoopFactory()
    all_indexed()
    assert client.get(f"/search/?{query}").status_code == 200


def test_texts_of_people_are_escaped(client: Client, all_indexed: Callable[[], None]) -> None:
    CoopFactory(name="<b>Greens</b>", summary_en="<img src=x onerror=alert(1)> greens")
    all_indexed()
    text = find(client, q="greens")
    assert "<img src=x" not in text
    assert "<b>Greens</b>" not in text


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_public_is_never_found(client: Client, all_indexed: Callable[[], None], state: str) -> None:
    CoopFactory(name="Secret Bakers", state=state)
    all_indexed()
    assert "Secret Bakers" not in find(client, q="secret bakers")


def test_asking_changes_nothing(client: Client) -> None:
    assert client.post("/search/", {"q": "x"}).status_code == 405


@pytest.mark.parametrize("rows", [20, 2_000])
def test_it_asks_the_database_at_most_twelve_times(
    client: Client, all_indexed: Callable[[], None], django_assert_max_num_queries: Callable[..., object], rows: int
) -> None:
    food = TopicFactory(slug="food")
    coops = Cooperative.objects.bulk_create(CoopFactory.build_batch(rows))
    tagged = Cooperative.topics.through
    tagged.objects.bulk_create(tagged(cooperative_id=coop.pk, topic_id=food.pk) for coop in coops)
    all_indexed()
    for query in ("q=co-op", "q=co-op&kind=coop", "kind=listing"):
        with django_assert_max_num_queries(12):
            client.get(f"/search/?{query}")
