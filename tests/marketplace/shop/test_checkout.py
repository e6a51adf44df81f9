"""The checkout: one page, one button; nothing typed is lost, nothing is charged that was not seen."""

import re

import pytest
from django.test import Client

from directory.coops.models import Standing
from marketplace.catalog.models import Stock
from marketplace.orders.models import Order, Purchase, PurchaseState
from marketplace.orders.settle import give_up
from marketplace.payments.models import Payment
from marketplace.pricing.services import set_network_discount
from tests.factories import CoopFactory, MembershipFactory, PickupPlaceFactory, UserFactory, WindowRuleFactory
from tests.marketplace.trade import good, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(client, greens, bread):
    """A basket of $20.40: one bunch and one loaf."""
    client.post("/basket/add/", {"variant": greens.public_id})
    client.post("/basket/add/", {"variant": bread.public_id})
    return client


def fields_of(response):
    """What stands in the form, as a browser would send it."""
    form = response.text.split('action="/checkout/"')[1].split("</form>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if given.get("type") == "radio" and "checked" not in tag:
            continue
        if "name" in given:
            sent[given["name"]] = given.get("value", "")
    sent["language"] = re.search(r'<option value="(\w+)" selected', form)[1]
    return sent


def typed(client, **more):
    return {**fields_of(client.get("/checkout/")), "name": "Ms. Ruth", "reach": "601-555-0118", **more}


def place(client, **more):
    return client.post("/checkout/", typed(client, **more))


def test_a_name_and_a_phone_are_enough(filled):
    answer = place(filled)
    purchase = Purchase.objects.get()
    assert answer.headers["Location"] == f"/o/{purchase.code}/{purchase.token}/"
    assert (purchase.contact.name, purchase.contact.phone, purchase.contact.email) == ("Ms. Ruth", "+16015550118", "")
    assert (purchase.goods_minor, purchase.tax_minor, purchase.state) == (2000, 40, PurchaseState.CONFIRMED)
    assert filled.cookies["basket_n"].value == "0"


def test_a_name_and_an_email_are_enough(filled):
    place(filled, reach="Ruth@Example.org")
    contact = Purchase.objects.get().contact
    assert (contact.phone, contact.email) == ("", "ruth@example.org")


def test_each_line_shows_price_and_tax_and_the_button_the_sum(filled):
    text = filled.get("/checkout/").text
    assert "Place the order, $20.40" in text
    assert "Sales tax 5%: $0.40" in text
    assert "No sales tax: sold by its own grower" in text
    assert "Of $20.00, $19.00 reaches 2 co-ops." in text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Write a name."),
        ("name", "Ruth\nBcc: all@example.org", "Write it on one line."),
        ("reach", "", "Write a phone number or an e-mail."),
        ("reach", "ruth@", "This e-mail is not complete. It looks like name@example.org."),
        ("reach", '"ms ruth"@example.org', "This e-mail is not complete. It looks like name@example.org."),
        ("reach", "555", "Write the phone number with its area code"),
        ("reach", "call me", "Write a phone number with its area code, or an e-mail address."),
        ("pay", "barter", "Choose one of the ways to pay that are listed here."),
        ("language", "fr", "Choose English or Spanish."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(filled, field, value, message):
    answer = place(filled, **{field: value})
    assert answer.status_code == 422
    assert message in answer.text
    assert f'aria-describedby="id_{field}' in answer.text or field == "pay"
    if field != "name":
        assert 'value="Ms. Ruth"' in answer.text
    assert not Purchase.objects.exists()


def test_a_window_that_cannot_be_chosen_is_said(filled, farm):
    answer = place(filled, **{f"window_{farm.pk}": "1-20200101"})
    assert "This time can no longer be chosen. Choose another one." in answer.text
    assert not Purchase.objects.exists()


def test_the_chosen_place_and_window_are_kept(filled, farm):
    porch = PickupPlaceFactory(name_en="Porch", street="70 Pearl Street")
    rule = WindowRuleFactory(coop=farm, place=porch, weekday=2)
    text = filled.get("/checkout/").text
    key = re.search(rf'value="({rule.pk}-\d+)"', text)[1]
    place(filled, **{f"window_{farm.pk}": key})
    assert Order.objects.get(coop=farm).place == porch


def test_an_address_is_asked_only_where_they_come_to_the_buyer(filled, farm, bakery):
    rule = farm.window_rules.get()
    assert "address_" not in filled.get("/checkout/").text
    rule.place.comes_to_buyer = True
    rule.place.save()
    refused = place(filled)
    assert "Write the address where they should come." in refused.text
    assert f"address_{bakery.pk}" not in refused.text
    place(filled, **{f"address_{farm.pk}": "5 Elm Street"})
    assert Order.objects.get(coop=farm).address == "5 Elm Street"


def test_a_double_click_and_a_reload_are_one_order(filled):
    data = typed(filled)
    answers = {filled.post("/checkout/", data).headers["Location"] for _ in range(3)}
    assert (len(answers), Purchase.objects.count()) == (1, 1)


def test_a_changed_price_is_shown_and_the_next_press_agrees(filled, greens):
    data = typed(filled)
    greens.price_minor = 1350
    greens.save()
    answer = filled.post("/checkout/", data)
    assert "Nothing was ordered yet: something has changed" in answer.text
    assert "The price was $12.00 when you chose it. Now it is $13.50." in answer.text
    assert "Place the order, $21.90" in answer.text
    again = fields_of(answer)
    assert (again["name"], again["reach"], again["key"]) == ("Ms. Ruth", "601-555-0118", data["key"])
    assert not Purchase.objects.exists()
    filled.post("/checkout/", again)
    assert Purchase.objects.get().goods_minor == 2150


def test_more_of_it_put_in_from_another_window_is_said_and_the_next_press_agrees(filled, greens):
    data = typed(filled)
    filled.post("/basket/add/", {"variant": greens.public_id})
    answer = filled.post("/checkout/", data)
    assert "Your basket has changed since you opened this page" in answer.text
    assert "See what changed" not in answer.text
    assert not Purchase.objects.exists()
    filled.post("/checkout/", fields_of(answer))
    assert Purchase.objects.get().goods_minor == 3200


def test_a_seller_who_came_in_from_another_window_is_said_and_has_a_pickup_chosen(filled):
    data = typed(filled)
    filled.post("/basket/add/", {"variant": good(seller("Red Clay Soap Works"), "Soap", price=700).public_id})
    answer = filled.post("/checkout/", data)
    assert "Your basket has changed since you opened this page" in answer.text
    again = fields_of(answer)
    assert (again["name"], again["key"]) == ("Ms. Ruth", data["key"])
    filled.post("/checkout/", again)
    assert Purchase.objects.get().orders.count() == 3


def test_fewer_left_is_shown_before_paying_and_can_be_put_right_there(filled, greens):
    filled.post("/basket/change/", {f"q-{greens.public_id}": "3"})
    data = typed(filled)
    Stock.objects.filter(pk=greens.stock_id).update(available=2)
    answer = filled.post("/checkout/", data)
    assert "Only 2 are left." in answer.text
    assert "Place the order" not in answer.text
    fixed = filled.post("/checkout/", {**fields_of(answer), "fix": greens.public_id})
    assert "Place the order, $32.40" in fixed.text
    filled.post("/checkout/", fields_of(fixed))
    assert Purchase.objects.get().goods_minor == 3200


def test_the_last_piece_gone_can_be_left_out_there(filled, greens):
    data = typed(filled)
    Stock.objects.filter(pk=greens.stock_id).update(available=0)
    answer = filled.post("/checkout/", data)
    assert "Sold out since then." in answer.text
    fixed = filled.post("/checkout/", {**fields_of(answer), "fix": greens.public_id})
    assert "Place the order, $8.40" in fixed.text
    assert 'value="Ms. Ruth"' in fixed.text


def test_another_total_in_the_form_is_not_charged(filled):
    answer = place(filled, total="1")
    assert "something has changed" in answer.text
    assert not Purchase.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "<script>alert(1)</script>"])
def test_a_key_that_is_none_places_nothing(filled, key):
    assert place(filled, key=key).status_code == 422
    assert not Purchase.objects.exists()


def test_an_empty_basket_leads_back(client):
    assert client.get("/checkout/").headers["Location"] == "/basket/"
    assert client.post("/checkout/", {"name": "Ruth"}).headers["Location"] == "/basket/"


def test_what_we_know_of_a_person_stands_there_already(client, greens):
    client.force_login(
        UserFactory(name="Ruth", email="ruth@example.org"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.post("/basket/add/", {"variant": greens.public_id})
    shown = fields_of(client.get("/checkout/"))
    assert (shown["name"], shown["reach"]) == ("Ruth", "ruth@example.org")


def test_messages_go_out_in_the_language_chosen(filled):
    place(filled, language="es")
    assert Purchase.objects.get().language == "es"


def test_buying_for_a_coop_is_said_and_priced_and_kept(client, greens, farm):
    set_network_discount(seller=farm, percent_off_bp=1000)
    kitchen = CoopFactory(name="The Kitchen", standing=Standing.MEMBER, has_resale_certificate=True)
    buyer = MembershipFactory(cooperative=kitchen, role="buyer").user
    client.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["buying_for"] = kitchen.pk
    session.save()
    client.post("/basket/add/", {"variant": greens.public_id})
    text = client.get("/checkout/").text
    assert "You are buying for The Kitchen." in text
    assert "Network co-op price: 10% off" in text
    assert "Place the order, $10.80" in text
    place(client)
    purchase = Purchase.objects.get()
    assert (purchase.buying_coop, purchase.user, purchase.goods_minor) == (kitchen, buyer, 1080)
    line = purchase.orders.get().lines.get()
    assert (line.public_minor, line.price_reason, line.reason_percent_bp) == (1200, "network", 1000)
    assert "Network co-op price: 10% off" in client.get(f"/o/{purchase.code}/{purchase.token}/").text


def test_a_member_who_buys_for_herself_again_pays_the_public_price(client, greens, farm):
    """A form opened for the co-op and sent after choosing oneself again: another cart, so nothing is bought by it."""
    set_network_discount(seller=farm, percent_off_bp=1000)
    kitchen = CoopFactory(standing=Standing.MEMBER)
    buyer = MembershipFactory(cooperative=kitchen, role="buyer").user
    client.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["buying_for"] = kitchen.pk
    session.save()
    client.post("/basket/add/", {"variant": greens.public_id})
    data = typed(client)
    session = client.session
    del session["buying_for"]
    session.save()
    client.post("/basket/add/", {"variant": greens.public_id})
    client.post("/checkout/", data)
    assert not Purchase.objects.exists()


def test_a_form_without_its_token_comes_back_as_it_was_typed(greens):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get("/market/").text)[1]
    client.post("/basket/add/", {"variant": greens.public_id, "csrfmiddlewaretoken": token})
    data = {**typed(client), "csrfmiddlewaretoken": "gone"}
    answer = client.post("/checkout/", data, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "All you typed is still here." in answer.text
    assert 'value="Ms. Ruth"' in answer.text
    assert not Purchase.objects.exists()
    sent = client.post("/checkout/", fields_of(answer), headers={"origin": "http://testserver"})
    assert sent.headers["Location"].startswith("/o/")


def test_a_form_from_another_site_is_not_shown_again(greens):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/checkout/", {"name": "Mallory"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "Mallory" not in answer.text


def test_the_demonstration_card_is_not_offered_outside_a_demonstration(filled, settings):
    settings.DEMONSTRATION = False
    assert "Demonstration card" not in filled.get("/checkout/").text
    assert place(filled, pay="demonstration").status_code == 422
    assert not Payment.objects.exists()


def test_it_asks_few_queries(filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        filled.get("/checkout/")


def test_too_many_orders_from_one_place_are_put_off_and_nothing_typed_is_lost(filled, bread, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "checkout": "1/m/ip"}
    place(filled)
    filled.post("/basket/add/", {"variant": bread.public_id})
    answer = place(filled, name="Ms. Ruth again")
    assert answer.status_code == 429
    assert "Wait a few minutes" in answer.text
    assert 'value="Ms. Ruth again"' in answer.text
    assert Purchase.objects.count() == 1


def test_one_phone_is_not_written_to_by_order_after_order(filled, bread, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "checkout": "1/h/key"}
    place(filled)
    for reach, status in (("601-555-0118", 429), ("601-555-0119", 302)):
        filled.post("/basket/add/", {"variant": bread.public_id})
        assert place(filled, reach=reach).status_code == status


def test_who_goes_back_after_an_order_is_told_where_it_is(filled):
    ticket = place(filled).headers["Location"]
    page = filled.get("/basket/").text
    assert "You placed an order a moment ago." in page
    assert f'href="{ticket}"' in page
    assert Purchase.objects.get().code in page


def test_of_a_card_that_was_not_paid_the_basket_says_so(filled):
    place(filled, pay="demonstration")
    assert "Your order still waits for its payment." in filled.get("/basket/").text
    give_up(Purchase.objects.get().pk)
    assert "order" not in filled.get("/basket/").text.split("<main")[1].split("</main>")[0].lower()


def test_nobody_else_is_told_of_it(filled):
    place(filled)
    assert "You placed an order" not in Client().get("/basket/").text
    filled.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert "You placed an order" not in filled.get("/basket/").text


def test_the_next_basket_is_not_about_the_last_order(filled, bread):
    place(filled)
    filled.post("/basket/add/", {"variant": bread.public_id})
    assert "You placed an order" not in filled.get("/basket/").text


def test_putting_in_and_placing_ask_few_queries(client, greens, bread, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.post("/basket/add/", {"variant": greens.public_id})
    with django_assert_max_num_queries(8):
        client.post("/basket/add/", {"variant": bread.public_id})
    data = typed(client)
    with django_assert_max_num_queries(30):
        client.post("/checkout/", data)
    assert Purchase.objects.get().state == PurchaseState.CONFIRMED
