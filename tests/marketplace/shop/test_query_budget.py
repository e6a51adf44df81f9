"""Pages that show goods ask the database at most 12 times, with 20 listings and with 2,000, kept or not."""

import pytest
from django.core.cache import cache

from tests.marketplace.bulk import many_listings
from tests.marketplace.trade import good, seller

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture(params=[20, 2_000])
def crowd(request, farm, bakery):
    many_listings(farm, request.param // 2)
    many_listings(bakery, request.param // 2)


@pytest.fixture
def asks_little(client, django_assert_max_num_queries):
    def look(path):
        cache.clear()
        for _ in ("made anew", "kept"):
            with django_assert_max_num_queries(BUDGET):
                assert client.get(path).status_code == 200

    return look


@pytest.mark.parametrize("query", ["", "?sort=name&page=2", "?kind=good&seller=morning-shift-bakery"])
def test_the_market(crowd, asks_little, query):
    asks_little(f"/market/{query}")


def test_the_page_of_a_listing(crowd, farm, asks_little):
    asks_little(good(farm, "Okra").listing.get_absolute_url())


def test_the_page_of_a_coop(crowd, farm, asks_little):
    asks_little(farm.get_absolute_url())


@pytest.mark.parametrize("lines", [1, 20])
def test_the_basket_and_the_checkout(crowd, client, asks_little, lines):
    for n in range(lines):
        client.post("/basket/add/", {"variant": good(seller(f"Farm {n}"), f"Okra {n}").public_id, "quantity": "1"})
    asks_little("/basket/")
    asks_little("/checkout/")
