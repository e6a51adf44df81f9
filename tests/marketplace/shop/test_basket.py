"""The basket: what is put in stays, whatever is typed, clicked twice, or changes meanwhile."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.utils import timezone

from directory.coops.models import State
from marketplace.cart.models import Cart, CartLine
from marketplace.cart.services import clear_left_behind
from marketplace.catalog.models import Stock
from tests.factories import UserFactory
from tests.marketplace.trade import good

pytestmark = pytest.mark.django_db


def put(client, variant, quantity=None, **extra):
    data = {"variant": variant.public_id, **({"quantity": quantity} if quantity is not None else {}), **extra}
    return client.post("/basket/add/", data)


def change(client, variant, quantity, **extra):
    return client.post("/basket/change/", {f"q-{variant.public_id}": quantity, **extra})


def held():
    return list(CartLine.objects.order_by("pk").values_list("variant__listing__title_en", "quantity"))


def test_a_guests_basket_is_known_by_a_signed_cookie(client, greens):
    put(client, greens)
    cookie = client.cookies["cart"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 2_592_000)
    assert cookie.value.startswith(Cart.objects.get().public_id)
    assert client.cookies["basket_n"].value == "1"
    assert "sessionid" not in client.cookies


def test_an_altered_cookie_opens_no_basket(client, greens):
    put(client, greens)
    client.cookies["cart"] = Cart.objects.get().public_id + ":1abc:forged"
    assert "Nothing in it yet" in client.get("/basket/").text


def test_from_a_card_one_goes_back_to_where_one_was(client, greens):
    page = client.post(
        "/basket/add/", {"variant": greens.public_id}, headers={"referer": "http://testserver/market/?page=2"}
    )
    assert page.headers["Location"] == "http://testserver/market/?page=2"
    away = client.post("/basket/add/", {"variant": greens.public_id}, headers={"referer": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/market/"


def test_from_the_things_page_one_goes_to_the_basket(client, greens):
    assert put(client, greens, "2").headers["Location"] == "/basket/"
    assert held() == [("Collards", 2)]


def test_who_came_for_one_thing_goes_on_to_the_checkout(client, greens):
    sent = client.post("/basket/add/", {"variant": greens.public_id, "quantity": "2", "then": "order"}, follow=True)
    assert sent.redirect_chain == [("/checkout/", 302)]
    assert "Collards" in sent.text
    assert held() == [("Collards", 2)]
    wrong = client.post("/basket/add/", {"variant": greens.public_id, "quantity": "-1", "then": "order"})
    assert wrong.status_code == 422
    assert held() == [("Collards", 2)]


def test_adding_again_adds_up(client, greens):
    put(client, greens, "2")
    put(client, greens, "3")
    assert held() == [("Collards", 5)]


def test_a_double_click_adds_once(greens):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get("/market/").text)[1]
    put(client, greens, csrfmiddlewaretoken=token)
    put(client, greens, csrfmiddlewaretoken=token)
    put(client, greens, csrfmiddlewaretoken=token)
    assert held() == [("Collards", 1)]
    again = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get("/market/").text)[1]
    put(client, greens, csrfmiddlewaretoken=again)
    assert held() == [("Collards", 2)]


def test_more_than_are_left_with_what_is_in_it_already(client, greens):
    put(client, greens, "6")
    assert "Only 9 are left, and you have 6 in your basket." in put(client, greens, "4").text
    assert held() == [("Collards", 6)]


def test_the_last_one_is_in_the_basket_already(client, greens):
    Stock.objects.filter(pk=greens.stock_id).update(available=1)
    put(client, greens, "1")
    assert "Only 1 is left, and you have 1 in your basket." in put(client, greens, "1").text


def test_on_a_phone_the_basket_is_at_hand_on_every_page(client, greens):
    assert "basket-strip" not in client.get("/co-ops/").text
    put(client, greens)
    for path in ("/co-ops/", "/search/", "/account/login/", "/es/chapters/"):
        assert client.get(path).text.count('class="basket-strip"') == 1, path
    assert "basket-strip" not in client.get("/checkout/").text


WRONG = {
    "0": "Choose 1 or more.",
    "-1": "Choose 1 or more.",
    "1000000000": "Only 9 are left.",
    "99999999999999999999": "Only 9 are left.",
    "1e9": "Type a whole number, such as 2.",
    "two": "Type a whole number, such as 2.",
    "": "Type a whole number, such as 2.",
    "1.5": "Type a whole number, such as 2.",
    "²": "Type a whole number, such as 2.",
    "10": "Only 9 are left.",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_amount_is_said_beside_the_field_and_kept(client, greens, typed):
    answer = put(client, greens, typed)
    assert answer.status_code == 422
    assert WRONG[typed] in answer.text
    assert 'aria-describedby="quantity_error"' in answer.text
    assert f'value="{typed[:12]}"' in answer.text
    assert held() == []


@pytest.mark.parametrize("typed", [typed for typed in WRONG if typed != "0"])
def test_in_the_basket_too(client, greens, bread, typed):
    put(client, greens, "2")
    put(client, bread, "1")
    answer = change(client, greens, typed, **{f"q-{bread.public_id}": "3"})
    assert answer.status_code == 422
    assert WRONG[typed].split(" ")[0] in answer.text
    assert f'value="{typed}"' in answer.text
    assert held() == [("Collards", 2), ("Sandwich loaf", 3)]


def test_amounts_change_and_zero_takes_out(client, greens, bread):
    put(client, greens, "2")
    put(client, bread, "1")
    change(client, greens, "0", **{f"q-{bread.public_id}": "4"})
    assert held() == [("Sandwich loaf", 4)]


def test_the_buttons_work_without_javascript(client, greens):
    put(client, greens, "2")
    change(client, greens, "2", **{f"step-{greens.public_id}": "1"})
    assert held() == [("Collards", 3)]
    change(client, greens, "3", **{f"step-{greens.public_id}": "-1"})
    assert held() == [("Collards", 2)]


def test_a_line_is_taken_out(client, greens, bread):
    put(client, greens)
    put(client, bread)
    client.post("/basket/remove/", {"variant": greens.public_id})
    assert held() == [("Sandwich loaf", 1)]


def test_it_is_one_receipt_with_many_coops(client, greens, bread):
    put(client, greens, "1")
    put(client, bread, "1")
    text = client.get("/basket/").text
    assert text.index("Morning Shift Bakery") < text.index("Three Creeks Growers")
    assert "$11.40 reaches them" in text
    assert "Sales tax 5%: $0.40" in text
    assert "$20.40" in text
    assert "Of $20.00, $19.00 reaches 2 co-ops." in text


def test_a_new_price_is_shown_and_agreed_to(client, greens):
    put(client, greens, "2")
    greens.price_minor = 1350
    greens.save()
    text = client.get("/basket/").text
    assert "The price was $12.00 when you chose it. Now it is $13.50." in text
    assert "Go to checkout" not in text
    assert client.get("/checkout/").headers["Location"] == "/basket/"
    client.post("/basket/confirm/", {"variant": greens.public_id, f"price-{greens.public_id}": "1350"})
    assert "Go to checkout" in client.get("/basket/").text


def test_a_still_newer_price_is_not_agreed_to_by_an_old_page(client, greens):
    put(client, greens, "2")
    greens.price_minor = 1900
    greens.save()
    client.post("/basket/confirm/", {"variant": greens.public_id, f"price-{greens.public_id}": "1350"})
    assert "Now it is $19.00." in client.get("/basket/").text


def test_another_amount_does_not_agree_to_a_new_price(client, greens):
    put(client, greens, "2")
    greens.price_minor = 1350
    greens.save()
    change(client, greens, "3")
    assert "Now it is $13.50." in client.get("/basket/").text


def test_fewer_left_than_wanted_is_said_and_taken(client, greens):
    put(client, greens, "5")
    Stock.objects.update(available=3)
    assert "Only 3 are left." in client.get("/basket/").text
    client.post("/basket/take/", {"variant": greens.public_id})
    assert held() == [("Collards", 3)]
    assert "Go to checkout" in client.get("/basket/").text


def test_sold_out_and_ended_are_said(client, greens, bread):
    put(client, greens)
    put(client, bread)
    Stock.objects.filter(pk=greens.stock_id).update(available=0)
    bread.listing.state = "hidden"
    bread.listing.save()
    text = client.get("/basket/").text
    assert "Sold out since then. Take it out to go on." in text
    assert "This is no longer for sale. Take it out to go on." in text


def test_a_closed_coop_is_said(client, greens, farm):
    put(client, greens)
    farm.state = State.CLOSED
    farm.save()
    assert "This is no longer for sale." in client.get("/basket/").text


def test_what_is_hidden_cannot_be_put_in(client, greens):
    greens.listing.state = "hidden"
    greens.listing.save()
    put(client, greens)
    assert held() == []


def test_nothing_unknown_can_be_put_in(client):
    assert client.post("/basket/add/", {"variant": "nosuchone"}).status_code == 404
    assert client.post("/basket/add/", {}).status_code == 404


def test_a_basket_comes_along_when_its_person_signs_in(client, greens, bread):
    user = UserFactory()
    own = Cart.objects.create(user=user)
    CartLine.objects.create(cart=own, variant=greens, quantity=1, seen_minor=1200)
    put(client, greens, "3")
    put(client, bread, "1")
    sign_in(client, user)
    assert Cart.objects.get() == own
    assert sorted(held()) == [("Collards", 3), ("Sandwich loaf", 1)]
    assert "Sandwich loaf" in client.get("/basket/").text


def sign_in(client, user):
    """As the real sign-in does: with the request that carries the browser's cookies."""
    request = RequestFactory(SERVER_NAME="testserver").get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    user_logged_in.send(sender=type(user), request=_with_session(request), user=user)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def _with_session(request):
    request.session = SessionStore()
    return request


def test_one_persons_basket_is_not_anothers(client, greens):
    put(client, greens)
    client.cookies.clear()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert "Nothing in it yet" in client.get("/basket/").text


def test_a_persons_basket_is_not_opened_by_a_guests_cookie(client, greens):
    user = UserFactory()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    put(client, greens)
    assert "cart" not in client.cookies


def test_it_holds_at_most_a_hundred_things(client, farm, monkeypatch):
    monkeypatch.setattr("marketplace.cart.services.MOST_LINES", 2)
    for n in range(3):
        answer = put(client, good(farm, f"Thing {n}"))
    assert "Your basket is full." in answer.text
    assert len(held()) == 2


def test_it_is_nobody_elses_to_keep(client, greens):
    put(client, greens)
    assert client.get("/basket/").headers["Cache-Control"] == "private, no-store"


def test_it_asks_as_many_queries_for_one_line_as_for_twenty(client, farm, django_assert_max_num_queries):
    for n in range(20):
        put(client, good(farm, f"Thing {n}"))
    with django_assert_max_num_queries(5):
        client.get("/basket/")


def test_a_basket_that_nobody_came_back_to_goes_after_sixty_days(client, greens):
    client.post("/basket/add/", {"variant": greens.public_id})
    own = Cart.objects.create(user=UserFactory())
    with time_machine.travel(timezone.now() + timedelta(days=59)):
        assert clear_left_behind() == 0
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert clear_left_behind() == 1
    assert list(Cart.objects.all()) == [own]
