"""Times of pickup and a co-op's own places, changed at the desk; who has ordered is never moved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.models import AuditEvent
from marketplace.fulfilment.models import PickupPlace, WindowRule
from marketplace.orders.models import Order
from tests.factories import PickupPlaceFactory, WindowRuleFactory
from tests.marketplace.desk.conftest import bought, said_by, text_of

pytestmark = pytest.mark.django_db

COUNTER = {
    "name_en": "Counter",
    "name_es": "",
    "street": "12 Oven Street",
    "city": "Jackson",
    "postcode": "39202",
    "door_en": "Ring twice.",
    "door_es": "Toque dos veces.",
}


@pytest.fixture
def counter(bakery):
    return PickupPlace.objects.create(coop=bakery, **COUNTER)


def times(place, **changes):
    friday = {"weekday": "4", "starts": "16:00", "ends": "18:00", "cutoff_days": "1", "cutoff_time": "12:00"}
    return {"place": str(place.pk), **friday, **changes}


def test_a_place_of_ones_own_is_added_and_buyers_can_choose_it(desk, bakery, client):
    assert desk.post("pickup/places/new/", **COUNTER).status_code == 302
    place = PickupPlace.objects.get(coop=bakery)
    assert (place.name_en, place.street, place.source_language, place.is_open) == (
        "Counter",
        "12 Oven Street",
        "en",
        True,
    )
    assert desk.post("pickup/windows/new/", **times(place)).status_code == 302
    rule = bakery.window_rules.get(place=place)
    assert (rule.get_weekday_display(), f"{rule.starts:%H:%M}", rule.cutoff_days) == ("Friday", "16:00", 1)
    page = text_of(client.get("/pickup/"))
    assert "12 Oven Street" in page and "Ring twice." in page
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "pickup place created",
        "pickup window set",
    ]


@pytest.mark.parametrize(
    ("city", "jurisdiction"), [("Jackson", "us-ms-jackson"), ("jackson", "us-ms-jackson"), ("Clinton", "us-ms")]
)
def test_the_city_decides_the_sales_tax(desk, bakery, city, jurisdiction):
    desk.post("pickup/places/new/", **{**COUNTER, "city": city})
    assert PickupPlace.objects.get(coop=bakery).tax_jurisdiction == jurisdiction


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name_en", "", "Give it a name in one language."),
        ("name_en", "A\nB", "Write it on one line."),
        ("name_en", "x" * 121, "at most 120 characters"),
        ("street", "", "Write where people find it."),
        ("city", " ", "This field is required."),
        ("postcode", "3920", "A ZIP code has five digits"),
        ("door_es", "x" * 301, "at most 300 characters"),
    ],
)
def test_what_is_wrong_with_a_place_is_told_and_what_was_typed_is_kept(desk, bakery, field, value, words):
    page = desk.post("pickup/places/new/", **{**COUNTER, field: value})
    assert (page.status_code, page.context["form"].errors.keys()) == (422, {field})
    assert words in text_of(page) and "Ring twice." in text_of(page)
    assert not bakery.pickup_places.exists()


def test_a_name_in_spanish_is_enough(desk, bakery):
    desk.post("pickup/places/new/", **{**COUNTER, "name_en": "", "name_es": "Mostrador"})
    assert str(bakery.pickup_places.get().name) == "Mostrador"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"ends": "16:00"}, "ends", "The end must be later than the beginning."),
        ({"starts": "soon"}, "starts", "Enter a valid time."),
        ({"weekday": "7"}, "weekday", "Select a valid choice."),
        ({"cutoff_days": "7"}, "cutoff_days", "Select a valid choice."),
        ({"cutoff_days": "0", "cutoff_time": "16:30"}, "cutoff_time", "Orders must close before pickup begins."),
        ({"weekday": "5", "starts": "11:00", "ends": "13:00"}, "starts", "You hand over there at that time already."),
    ],
)
def test_what_is_wrong_with_a_time_is_told(desk, bakery, changes, field, words):
    dock = bakery.window_rules.get().place
    page = desk.post("pickup/windows/new/", **times(dock, **changes))
    assert (page.status_code, page.context["form"].errors.keys()) == (422, {field})
    assert words in text_of(page) and 'value="12:00"' in text_of(page).replace('value="16:30"', 'value="12:00"')
    assert bakery.window_rules.count() == 1


def test_nobody_hands_over_at_a_place_of_others_or_at_a_closed_one(desk, bakery, farm):
    theirs = PickupPlaceFactory(coop=farm)
    closed = PickupPlaceFactory(is_open=False)
    for place in (theirs, closed):
        assert desk.post("pickup/windows/new/", **times(place)).context["form"].errors.keys() == {"place"}
    assert bakery.window_rules.count() == 1


def test_a_time_that_changes_is_a_new_one_so_that_an_open_checkout_asks_again(desk, bakery):
    old = bakery.window_rules.get()
    assert desk.post(f"pickup/windows/{old.public_id}/", **times(old.place, weekday="5")).status_code == 302
    old.refresh_from_db()
    new = bakery.window_rules.get(is_active=True)
    assert (old.is_active, new.pk == old.pk, f"{new.starts:%H:%M}") == (False, False, "16:00")


def test_a_time_that_is_refused_leaves_the_old_one(desk, bakery):
    old = bakery.window_rules.get()
    WindowRuleFactory(coop=bakery, place=old.place, weekday=4)
    clash = times(old.place, starts="09:30", ends="10:00")
    assert desk.post(f"pickup/windows/{old.public_id}/", **clash).status_code == 422
    assert bakery.window_rules.filter(is_active=True).count() == 2


def test_orders_keep_their_day_when_a_time_ends(desk, bakery, bread):
    order, rule = bought((bread, 1)), bakery.window_rules.get()
    answer = desk.post(f"pickup/windows/{rule.public_id}/end/")
    assert said_by(answer) == ["Ended. Orders that were placed keep their day."]
    again = Order.objects.get(pk=order.pk)
    assert (again.window_starts, again.place, again.state) == (order.window_starts, rule.place, "placed")
    assert not WindowRule.objects.filter(coop=bakery, is_active=True).exists()


def test_closing_a_place_says_who_still_comes_and_keeps_their_orders(desk, bakery, bread, counter):
    bakery.window_rules.update(place=counter)
    order = bought((bread, 1))
    answer = desk.post(f"pickup/places/{counter.public_id}/close/")
    assert said_by(answer) == ["Closed. 1 order that was placed before is still handed over there."]
    assert (Order.objects.get(pk=order.pk).place, Order.objects.get(pk=order.pk).state) == (counter, "placed")
    page = text_of(desk.get("pickup/"))
    assert "1 order to hand over." in page and "This place is closed: nobody can order for it." in page
    desk.post(f"pickup/places/{counter.public_id}/open/")
    assert "This place is closed" not in text_of(desk.get("pickup/"))


def test_an_address_stays_while_people_have_orders_there(desk, bakery, bread, counter):
    bakery.window_rules.update(place=counter)
    bought((bread, 1))
    url = f"pickup/places/{counter.public_id}/"
    page = desk.post(url, **{**COUNTER, "street": "99 Far Away"})
    assert (page.status_code, page.context["form"].errors.keys()) == (422, {"street"})
    assert 'value="99 Far Away"' in text_of(page)
    assert PickupPlace.objects.get(pk=counter.pk).street == "12 Oven Street"
    assert desk.post(url, **{**COUNTER, "name_es": "Mostrador"}).status_code == 302
    assert PickupPlace.objects.get(pk=counter.pk).name_es == "Mostrador"


@pytest.mark.parametrize("rows", [2, 200])
def test_the_page_asks_at_most_12_times(desk, bakery, rows):
    for _ in range(rows):
        WindowRuleFactory(coop=bakery, place=PickupPlaceFactory(coop=bakery))
    with CaptureQueriesContext(connection) as asked:
        assert desk.get("pickup/").status_code == 200
    assert len(asked) <= 12
