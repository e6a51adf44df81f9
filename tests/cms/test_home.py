"""The home page: what this place is, what is fresh, who we are, one story."""

import re
from datetime import time

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page

from cms.home.models import HomePage
from cms.home.setup import ensure_site
from cms.stories import writing
from cms.stories.models import StoryPage
from directory.coops.models import Cooperative, Kind, Standing
from marketplace.catalog.models import Listing, ListingState, Variant
from marketplace.fulfilment.models import PickupPlace, WindowRule
from marketplace.tax.classes import TaxClass

BUDGET = 12


@pytest.fixture
def saturday(bakery) -> WindowRule:
    dock = PickupPlace.objects.create(name_en="Poplar Street dock", street="Poplar Street")
    return WindowRule.objects.create(
        coop=bakery, place=dock, weekday=5, starts=time(9), ends=time(12), cutoff_days=2, cutoff_time=time(18)
    )


@time_machine.travel("2026-11-24 12:00-06:00", tick=False)
def test_it_says_the_next_pickup_and_its_cutoff(client, site, loaf, saturday):
    html = client.get("/").content.decode()
    assert "<span>Sat</span><b>28</b><span>Nov</span>" in html
    assert "Order by Thursday 6\u00a0pm for Saturday pickup" in html
    assert "Poplar Street dock, 9\u00a0am to noon." in html
    assert "Sandwich loaf" in html


def test_what_can_be_had_stands_before_what_is_sold_out(client, site, bakery, loaf, saturday):
    loaf.stock.available = 0
    loaf.stock.save()
    _listings(bakery, 3)
    html = client.get("/").content.decode()
    assert html.index("Thing 2") < html.index("Sandwich loaf")


def test_without_a_pickup_day_it_still_opens(client, site, bakery):
    html = client.get("/").content.decode()
    assert "leaf-day" not in html
    assert "See what is for sale" in html


def test_members_of_the_network_are_patches_and_links(client, site, bakery):
    Cooperative.objects.create(slug="elsewhere", name="Elsewhere", kind=Kind.WORKER, standing=Standing.NONE)
    html = client.get("/").content.decode()
    assert 'href="/co-ops/morning-shift-bakery/"' in html
    assert "1 co-op, one cloth" in html
    assert "Elsewhere" not in html


def test_money_is_told_only_once_something_was_handed_over(client, site):
    assert 'id="dollar"' not in client.get("/").content.decode()


def test_the_latest_story_is_told_in_the_readers_language(client, story):
    assert "Fifty pigs" in client.get("/").content.decode()
    assert '<div class="wrap grid" lang="en">' in client.get("/es/").content.decode()


def test_it_has_a_search_box(client, site):
    assert 'action="/search/"' in client.get("/").content.decode()


def test_a_stranger_gets_no_session(client, site, saturday, loaf):
    response = client.get("/")
    assert "sessionid" not in response.cookies


@time_machine.travel("2026-11-24 12:00-06:00", tick=False)
def test_a_card_is_put_into_the_basket_without_leaving_the_page(site, saturday, loaf):
    client = Client(enforce_csrf_checks=True)
    html = client.get("/").text
    assert "htmx.min" in html and 'id="strip" role="status"' in html
    form = re.search(r'<form method="post" action="/basket/add/" data-hx-post="/basket/add/".*?</form>', html)[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]+)"', form))
    answer = client.post("/basket/add/", sent, headers={"hx-request": "true", "referer": "http://testserver/"})
    assert answer.status_code == 200
    assert "Sandwich loaf" in answer.text
    assert "sessionid" not in client.cookies


def test_nobody_elses_token_is_kept_in_the_page(site, saturday, loaf):
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
    of_each = [set(tokens.findall(Client().get("/").text)) for _reader in range(2)]
    assert all(of_each)
    assert not of_each[0] & of_each[1]


def test_without_goods_it_fetches_nothing_for_a_basket(client, site):
    html = client.get("/").text
    assert "htmx.min" not in html
    assert 'id="strip"' not in html


def _listings(coop, number: int) -> None:
    for n in range(number):
        listing = Listing.objects.create(
            slug=f"thing-{n}", coop=coop, state=ListingState.LIVE, title_en=f"Thing {n}", tax_class=TaxClass.values[0]
        )
        Variant.objects.create(listing=listing, price_minor=100 + n)


@pytest.mark.parametrize("rows", [20, 2_000])
def test_its_queries_do_not_grow(site, bakery, saturday, story, rows, django_assert_max_num_queries):
    Cooperative.objects.bulk_create(
        Cooperative(slug=f"coop-{n}", name=f"Coop {n}", kind=Kind.WORKER, standing=Standing.MEMBER)
        for n in range(rows // 20)
    )
    listings = Listing.objects.bulk_create(
        Listing(slug=f"t-{n}", coop=bakery, state=ListingState.LIVE, title_en=f"T {n}", tax_class=TaxClass.values[0])
        for n in range(rows)
    )
    Variant.objects.bulk_create(Variant(listing=listing, price_minor=100) for listing in listings)
    Client().get("/plan/")  # where the site stands is in the cache from the first visit on
    with django_assert_max_num_queries(BUDGET):
        assert Client().get("/").status_code == 200


@pytest.mark.parametrize("blocks", [1, 12])
def test_a_storys_queries_do_not_grow(site, bakery, loaf, blocks, django_assert_max_num_queries):
    page = writing.story_write(
        title="Long",
        standfirst="Long.",
        told_on=loaf.listing.created.date(),
        body=[
            writing.coop(bakery),
            writing.listing(loaf.listing),
            writing.text('<p><a linktype="page" id="3">x</a></p>'),
        ]
        * blocks,
    )
    with django_assert_max_num_queries(BUDGET):
        assert Client().get(page.path_here).status_code == 200


def _copies(story, number):
    """Rows of stories beside the one that is there, past the services."""
    pages = [
        Page(
            title=f"Story {n}", slug=f"story-{n}", path=f"{story.path[:-4]}Z{n:03X}", depth=story.depth,
            url_path=f"{story.url_path}{n}/", content_type_id=story.content_type_id, locale_id=story.locale_id, live=True,
        )
        for n in range(number)
    ]  # fmt: skip
    for page in Page.objects.bulk_create(pages):
        copy = StoryPage(page_ptr=page, standfirst="So.", told_on=story.told_on)
        copy.save_base(raw=True)


@pytest.mark.parametrize("number", [20, 2_000])
def test_the_list_of_stories_has_a_budget(story, number, django_assert_max_num_queries):
    _copies(story, number)
    with django_assert_max_num_queries(BUDGET):
        assert "Story 1" in Client().get("/stories/").content.decode()


def test_nobody_is_offered_a_second_home_page(db):
    ensure_site()
    assert not HomePage.can_create_at(Page.get_first_root_node())
