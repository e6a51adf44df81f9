"""What the shop shows on other packages' pages, and where to pick up."""

from datetime import UTC, datetime

import pytest
import time_machine

from directory.coops.acting import Buyer
from ground import outbox
from marketplace.fulfilment.models import PickupPlace
from marketplace.orders.checkout import ContactDetails
from tests.factories import UserFactory
from tests.marketplace.trade import Shopper, good, seller

pytestmark = pytest.mark.django_db


def test_a_coops_page_shows_some_of_its_goods_and_the_way_to_all(client, farm, bread):
    for n in range(10):
        good(farm, f"Thing {n}")
    text = client.get(farm.get_absolute_url()).text
    assert text.count('class="good"') == 8
    assert f'href="/market/?day=any&amp;seller={farm.slug}"' in text
    assert "Sandwich loaf" not in text


def test_a_coop_that_sells_nothing_shows_nothing(client, farm):
    assert "What they sell" not in client.get(farm.get_absolute_url()).text


def test_a_persons_account_shows_their_orders_and_no_ones_else(client, greens):
    ruth, sam = UserFactory(), UserFactory()
    mine = Shopper(Buyer(user=ruth)).puts(greens).orders()
    other = Shopper(Buyer(user=sam)).puts(greens).orders()
    client.force_login(ruth, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get("/account/").text
    assert f'href="/o/{mine.code}/{mine.token}/"' in text
    assert other.code not in text


def test_the_pickup_page_says_places_doors_and_times(client, greens, farm):
    place = farm.window_rules.get().place
    place.door_en = "Ramp on the left. Bus 4."
    place.save()
    visits = seller("Sure Foot Movers")
    at_home = visits.window_rules.get().place
    at_home.comes_to_buyer, at_home.name_en = True, "At your place"
    at_home.save()
    with time_machine.travel(datetime(2026, 11, 24, 18, tzinfo=UTC), tick=False):
        text = client.get("/pickup/").text
    assert "Poplar Street dock" in text
    assert "Saturday 28 November, 9\u00a0am to noon" in text
    assert "Ramp on the left. Bus 4." in text
    assert "They come to your address." in text


def test_without_any_pickup_the_page_says_whom_to_call(client):
    assert "No pickup in the coming days" in client.get("/pickup/").text


def test_a_place_is_named_in_the_readers_language_and_marked_where_it_has_no_name_in_it(client, greens, farm):
    place = farm.window_rules.get().place
    place.name_es = "Muelle de la calle Poplar"
    place.save()
    seller("Sew Good")  # at a dock of its own, which has an English name only
    with time_machine.travel(datetime(2026, 11, 24, 18, tzinfo=UTC), tick=False):
        text = client.get("/es/pickup/").text
        assert "Muelle de la calle Poplar" in client.get("/es/market/").text
        assert "Poplar Street dock" in client.get("/market/").text, "the days kept for one language served the other"
    assert ">Muelle de la calle Poplar</h2>" in text
    assert '<h3><span lang="en">Poplar Street dock</span></h3>' in text


def test_a_message_names_the_place_in_the_buyers_language(farm, greens, mailoutbox):
    PickupPlace.objects.update(name_es="Muelle de la calle Poplar")
    ruth = ContactDetails(name="Ms. Ruth", email="ruth@example.org", language="es")
    Shopper().puts(greens).orders(contact=ruth)
    outbox.run_due()
    (letter,) = mailoutbox
    assert "Muelle de la calle Poplar, 1 Poplar Street" in letter.body
