"""The market's page: what can be had on which day, narrowed, in few queries."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from directory.coops.models import State
from marketplace.catalog.models import Listing, Stock, Variant
from tests.factories import (
    CoopFactory,
    ListingFactory,
    PickupPlaceFactory,
    TopicFactory,
    VariantFactory,
    WindowRuleFactory,
)
from tests.marketplace.trade import good, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel(datetime(2026, 11, 24, 18, tzinfo=UTC), tick=False):
        yield


def names(response):
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', response.text)


def test_it_opens_on_the_next_pickup_day(client, greens, farm):
    wednesday = seller("Sew Good")
    wednesday.window_rules.update(weekday=2)
    good(wednesday, "Apron")
    shown = client.get("/market/")
    assert names(shown) == ["Collards"]
    assert "Saturday’s market" in shown.text
    assert "Order by Thursday 6\u00a0pm for Saturday pickup" in shown.text
    assert "Poplar Street dock, 9\u00a0am to noon" in shown.text


def test_another_day_can_be_chosen_and_any_day(client, greens):
    wednesday = seller("Sew Good")
    wednesday.window_rules.update(weekday=2)
    good(wednesday, "Apron")
    assert names(client.get("/market/?day=2026-12-02")) == ["Apron"]
    assert sorted(names(client.get("/market/?day=any"))) == ["Apron", "Collards"]


@pytest.mark.parametrize(
    "query", ["day=tomorrow", "day=2026-13-99", "page=999", "page=x", "sort=;drop", "kind=x", "kind=good"]
)
def test_an_address_that_makes_no_sense_shows_the_market(client, greens, query):
    assert names(client.get(f"/market/?{query}")) == ["Collards"]


def test_it_narrows_by_topic_kind_and_seller(client, farm, bakery, greens, bread):
    food = TopicFactory(slug="food")
    bread.listing.topics.add(TopicFactory(slug="bread", parent=food))
    good(farm, "Lawn care", kind="service", stock=None, tax_class="service_taxed")
    assert names(client.get("/market/?topic=food")) == ["Sandwich loaf"]
    assert names(client.get("/market/?topic=bread&kind=service")) == []
    assert names(client.get("/market/?kind=service")) == ["Lawn care"]
    assert sorted(names(client.get(f"/market/?seller={farm.slug}"))) == ["Collards", "Lawn care"]
    assert names(client.get("/market/c/food/")) == ["Sandwich loaf"]
    assert client.get("/market/c/nothing/").status_code == 404


def test_the_page_of_a_topic_offers_only_who_sells_some_of_it_and_a_way_back_to_all(
    client, farm, bakery, greens, bread
):
    food = TopicFactory(slug="food")
    for variant in (greens, bread):
        variant.listing.topics.add(food)
    apron = good(seller("Sew Good"), "Apron")
    shown = client.get("/market/c/food/").text
    assert set(re.findall(r'name="seller" value="([^"]+)"', shown)) == {farm.slug, bakery.slug}
    assert '<a class="touch" href="/market/">Clear</a>' in shown
    assert apron.listing.coop.slug in client.get("/market/").text


def test_what_was_found_stands_before_the_filters_however_it_was_narrowed(client, greens, bread):
    assert '<details class="fold filters">' in client.get("/market/?kind=good").text


def test_it_sorts(client, farm, greens):
    good(farm, "Arugula", price=300)
    assert names(client.get("/market/?sort=price")) == ["Arugula", "Collards"]
    assert names(client.get("/market/?sort=name")) == ["Arugula", "Collards"]
    assert names(client.get("/market/")) == ["Arugula", "Collards"]


def test_drafts_hidden_listings_and_closed_coops_are_not_there(client, farm, greens, bread):
    good(farm, "Draft", state="draft")
    good(farm, "Hidden", state="hidden")
    bread.listing.coop.state = State.CLOSED
    bread.listing.coop.save()
    assert names(client.get("/market/?day=any")) == ["Collards"]


def test_a_variant_that_is_not_sold_any_more_does_not_make_a_thing_cheap(client, farm, greens):
    good(farm, "Arugula", price=1000)
    Variant.objects.create(listing=greens.listing, price_minor=100, is_active=False)
    assert names(client.get("/market/?sort=price")) == ["Arugula", "Collards"]


def test_a_kept_card_follows_stock_and_price_at_once(client, greens):
    assert "9 left" in client.get("/market/").text
    Stock.objects.update(available=2)
    assert "2 left" in client.get("/market/").text
    Stock.objects.update(available=0)
    assert "Sold out for Saturday" in client.get("/market/").text
    greens.price_minor = 1350
    greens.save()
    assert "$13.50" in client.get("/market/").text


def test_a_kept_card_carries_each_readers_own_token(client, greens):
    texts = [client.get("/market/").text for _ in range(2)]
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)) for text in texts]
    assert len(tokens[0]) == len(tokens[1]) == 1
    assert all(len(token) == 64 for token in tokens[0] | tokens[1])


def test_a_card_in_the_other_language_is_another_card(client, greens):
    Listing.objects.update(title_es="Berza")
    assert names(client.get("/market/")) == ["Collards"]
    assert names(client.get("/es/market/")) == ["Berza"]


def test_a_name_in_one_language_only_says_which(client, farm):
    good(farm, "", title_es="Berza", slug="berza", source_language="es")
    assert '<h3 lang="es">' in client.get("/market/").text


def test_24_stand_on_a_page(client, farm):
    for n in range(25):
        good(farm, f"Thing {n}")
    assert len(names(client.get("/market/"))) == 24
    assert len(names(client.get("/market/?page=2"))) == 1
    assert "25 things" in client.get("/market/").text


def queries_with(rows, client, django_assert_max_num_queries):
    coops = [CoopFactory() for _ in range(10)]
    place = PickupPlaceFactory()
    for coop in coops:
        WindowRuleFactory(coop=coop, place=place)
    topic = TopicFactory(slug="food")
    made = [ListingFactory(coop=coops[n % 10], variant__stock=5) for n in range(rows)]
    topic.listings.add(*made)
    cache.clear()
    with django_assert_max_num_queries(12) as counted:
        assert len(names(client.get("/market/?topic=food&sort=price&page=1"))) == min(rows, 24)
    return len(counted)


@pytest.mark.parametrize("rows", [20, 2_000])
def test_it_asks_at_most_twelve_queries(client, rows, django_assert_max_num_queries):
    assert queries_with(rows, client, django_assert_max_num_queries) == 11


def test_a_second_look_asks_less(client, greens):
    client.get("/market/")
    with CaptureQueriesContext(connection) as counted:
        client.get("/market/")
    assert len(counted) == 2  # the listings and their variants


@pytest.mark.parametrize(("language", "market"), [("en", "/market/"), ("es", "/es/market/")])
def test_of_several_sizes_one_chooses_first(client, greens, language, market):
    VariantFactory(listing=greens.listing, price_minor=2200, unit="box")
    shown = client.get(market).text
    with override(language):
        path, words = greens.listing.get_absolute_url(), gettext("Choose a size")
    assert f'<a class="btn line" href="{path}">{words}<span' in shown
    assert 'name="variant"' not in shown
