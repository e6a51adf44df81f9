"""A form of the desk that is sent after the session has ended: its sender signs in and finds it filled. Nothing is saved by itself."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.coops.models import Membership
from directory.people import typed
from marketplace.catalog.models import Listing
from tests.marketplace.desk.conftest import text_of

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
CAKE = {
    "title": "Pound cake",
    "kind": "good",
    "price": "9,50",
    "unit": "each",
    "stock": "a few",
    "tax_class": "groceries",
    "alt": "",
    "description": "Eight inches.",
    "summary": "",
    "allergens": "",
    "shelf": "",
    "drawing": "",
    "other_title": "Panqué",
    "other_summary": "",
    "other_description": "",
    "other_allergens": "",
    "csrfmiddlewaretoken": "secret",
    "changed": "",
    "stock_seen": "",
    "kept_photo": "",
}
KEPT = "We kept what you typed. Check it and send it again."
AGAIN = "What you sent was not saved, because you were signed out."


def sent_signed_out(desk, path, data, *, stood_on=""):
    """Where the browser is led once its owner has signed in."""
    desk.client.logout()
    page = f"http://testserver{desk.root}{stood_on or path}"
    answer = desk.client.post(desk.root + path, data, headers={"referer": page})
    assert answer.status_code == 302
    sign_in = urlsplit(answer.headers["Location"])
    assert sign_in.path == "/account/login/"
    return parse_qs(sign_in.query)["next"][0]


def back(desk, user, path):
    desk.client.force_login(user, backend=BACKEND)
    return desk.client.get(path)


def test_the_form_stands_filled_again_and_nothing_was_saved(desk, dell):
    path = sent_signed_out(desk, "listings/new/", CAKE)
    page = back(desk, dell, path)
    form = page.context["form"]
    typed_again = {name: form[name].value() for name in CAKE if name in form.fields}
    assert typed_again == {name: value for name, value in CAKE.items() if name in form.fields}
    assert KEPT in text_of(page)
    assert '<details class="fold" open><summary>The same in Spanish' in text_of(page)
    assert not Listing.objects.exists()


def test_it_is_shown_once(desk, dell):
    path = sent_signed_out(desk, "listings/new/", CAKE)
    back(desk, dell, path)
    assert desk.client.get(path).context["form"]["title"].value() is None


def test_what_is_wrong_in_it_is_said_when_it_is_sent(desk, dell):
    path = sent_signed_out(desk, "listings/new/", CAKE)
    form = back(desk, dell, path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "photo"}
    assert "Write a whole number" in text_of(desk.client.post(path, sent))
    desk.client.post(path, {**sent, "stock": "4"})
    assert Listing.objects.get().title_en == "Pound cake"


def test_a_file_is_not_kept_and_that_is_said(desk, dell):
    photo = SimpleUploadedFile("cake.jpg", b"not looked at", "image/jpeg")
    path = sent_signed_out(desk, "listings/new/", {**CAKE, "photo": photo})
    assert "We kept what you typed, but no file." in text_of(back(desk, dell, path))


def test_after_an_hour_it_is_gone(desk, dell):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        path = sent_signed_out(desk, "listings/new/", CAKE)
    with time_machine.travel(now + dt.timedelta(minutes=59), tick=False):
        desk.client.force_login(dell, backend=BACKEND)
    with time_machine.travel(now + dt.timedelta(minutes=61), tick=False):
        page = desk.client.get(path)
    assert KEPT not in text_of(page)
    assert page.context["form"]["title"].value() is None
    assert "typed" not in desk.client.session


def test_more_than_fits_is_not_kept(desk, dell):
    path = sent_signed_out(desk, "listings/new/", {**CAKE, "description": "x" * typed.MOST})
    assert desk.client.session["typed"]["typed"] == ""
    page = back(desk, dell, path)
    assert AGAIN in text_of(page)
    assert page.context["form"]["title"].value() is None


def test_no_secret_is_kept(rf):
    request = rf.post(
        "/", {"csrfmiddlewaretoken": "a", "password": "b", "login-code": "c", "oldpassword": "d", "zip": "39203"}
    )
    request.session, request.user = _Session(), _Nobody()
    request._messages = _Messages()
    typed.keep(request)
    assert request.session["typed"]["typed"] == "zip=39203"


def test_a_button_that_was_pressed_signed_out_presses_nothing(desk, dell, otis):
    """Its form has a field named like one of another form on the page."""
    membership = Membership.objects.get(user=otis)
    path = sent_signed_out(desk, f"people/{membership.pk}/role/", {"role": "steward"}, stood_on="people/")
    assert path == f"{desk.root}people/"
    page = back(desk, dell, path)
    assert AGAIN in text_of(page)
    assert page.context["form"]["role"].value() == "seller"
    membership.refresh_from_db()
    assert membership.role == "packer"


def test_an_address_of_another_site_is_not_led_back_to(desk):
    desk.client.logout()
    answer = desk.client.post(
        f"{desk.root}prices/", {"percent": "10"}, headers={"referer": "https://elsewhere.example/x"}
    )
    assert answer.headers["Location"] == f"/account/login/?next={desk.root}prices/"


def test_a_form_whose_page_was_too_old_stands_filled_again(desk, dell):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(dell, backend=BACKEND)
    path = f"{desk.root}listings/new/"
    answer = strict.post(path, CAKE, headers={"origin": "http://testserver", "referer": f"http://testserver{path}"})
    assert answer.status_code == 403
    assert f'href="{path}">Back to the form' in answer.text
    page = strict.get(path)
    assert page.context["form"]["title"].value() == "Pound cake"
    assert KEPT in text_of(page)
    assert not Listing.objects.exists()


@pytest.mark.parametrize("stood_on", ["listings/?state=live", "listings/{id}/stock/"])
def test_a_count_stands_in_its_row_again(desk, dell, bread, rolls, stood_on):
    """Also from the page that says what is wrong with it, which cannot be opened."""
    bread_id, there = bread.listing.public_id, f"{desk.root}listings/?state=live"
    sent = {"stock": "12", "seen": "6", "next": there, "state": "live", "q": "", "page": "1"}
    path = sent_signed_out(desk, f"listings/{bread_id}/stock/", sent, stood_on=stood_on.format(id=bread_id))
    assert path == there
    page = back(desk, dell, path)
    rows = {row.listing.public_id: (row.stock_shown, row.seen, row.wrong) for row in page.context["rows"]}
    assert rows == {bread_id: ("12", "6", ""), rolls.listing.public_id: (9, 9, "")}
    assert 'name="stock" inputmode="numeric" autocomplete="off" value="12"' in text_of(page)
    assert KEPT in text_of(page)
    bread.stock.refresh_from_db()
    assert bread.stock.available == 5


def test_a_count_of_a_row_that_is_not_there_is_said_to_be_lost(desk, dell, bread, rolls):
    path = sent_signed_out(
        desk, f"listings/{bread.listing.public_id}/stock/", {"stock": "12"}, stood_on="listings/?q=rolls"
    )
    page = back(desk, dell, path)
    assert AGAIN in text_of(page)
    assert [row.stock_shown for row in page.context["rows"]] == [9]


def test_after_a_mistake_in_a_count_the_list_is_come_back_to(desk, bread):
    wrong = desk.post(f"listings/{bread.listing.public_id}/stock/", stock="some", seen="5", state="live")
    assert f'name="next" value="{desk.root}listings/?state=live"' in text_of(wrong)


def test_somebody_without_the_right_to_the_page_sees_nothing_of_it(desk, pearl):
    path = sent_signed_out(desk, "listings/new/", CAKE)
    answer = back(desk, pearl, path)
    assert answer.status_code == 404
    assert "Pound cake" not in text_of(answer)


def test_somebody_who_saved_meanwhile_is_not_overwritten_unseen(desk, dell, bread):
    path = f"listings/{bread.listing.public_id}/"
    form = desk.get(path).context["form"]
    sent = {name: "" if form[name].value() is None else form[name].value() for name in form.fields if name != "photo"}
    desk.post(path, **{**sent, "title": "Loaf of theirs"})
    there = sent_signed_out(desk, path, {**sent, "title": "Loaf of mine"})
    again = back(desk, dell, there).context["form"]
    answer = desk.client.post(there, {name: again[name].value() or "" for name in sent})
    assert "Somebody saved this listing while you had it open" in text_of(answer)
    assert Listing.objects.get().title_en == "Loaf of theirs"


class _Session(dict):
    def set_expiry(self, seconds):
        self["expiry"] = seconds


class _Nobody:
    is_authenticated = False


class _Messages(list):
    def add(self, level, message, extra_tags=""):
        self.append((level, message, extra_tags))
