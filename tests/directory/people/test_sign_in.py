"""Signing in: one field, one code, the same answer for everybody."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from directory.people.services import account_for, clear_unused_accounts
from ground import outbox
from ground.audit import record
from ground.models import OutboxTask

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b(\d{6})\b")


@pytest.fixture
def texts(monkeypatch):
    """Text messages that went out: [(phone, text)]."""
    sent = []
    monkeypatch.setattr("ground.messages.ConsoleSms.send", lambda self, *, phone, text: sent.append((phone, text)))
    return sent


def ask(client, address, **more):
    return client.post(reverse("account_login"), {"login": address, **more})


def mailed_code():
    outbox.run_due()
    return CODE.search(mail.outbox[-1].body)[1]


def type_code(client, code, query=""):
    return client.post(reverse("account_confirm_login_code") + query, {"code": code})


def test_a_known_email_signs_in_by_code(client):
    user = User.objects.create_user(email="ruth@example.org")
    assert ask(client, "Ruth@Example.org ").url == reverse("account_confirm_login_code")
    answer = type_code(client, mailed_code())
    assert answer.url == reverse("account")
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.email_verified


def test_a_new_phone_makes_an_account_in_the_pages_language(client, texts):
    assert client.post("/es/account/login/", {"login": "(601) 555-0142"}).url == "/es/account/login/code/confirm/"
    outbox.run_due()
    [(phone, text)] = texts
    assert phone == "+16015550142"
    assert client.post("/es/account/login/code/confirm/", {"code": CODE.search(text)[1]}).url == "/es/account/"
    user = User.objects.get()
    assert (user.phone, user.phone_verified, user.email, user.language) == ("+16015550142", True, None, "es")


@pytest.mark.parametrize("typed", ["601-555-0142", "+1 601 555 0142", "1 (601) 555.0142", "６０１-555-0142"])
def test_a_phone_may_be_typed_in_any_way(client, texts, typed):
    user = User.objects.create_user(phone="+16015550142")
    ask(client, typed)
    assert User.objects.get() == user


@pytest.mark.parametrize(
    "typed", ["", "601", "ruth@", "@example.org", "ruth example.org", "9" * 300, "a\r\nBcc: x@y.org", "601-555-0142 x5"]
)
def test_what_is_neither_phone_nor_email_is_told_beside_the_field(client, typed):
    page = ask(client, typed)
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"login"}
    assert User.objects.count() == OutboxTask.objects.count() == 0


def test_known_unknown_and_closed_addresses_get_the_same_answer(client):
    User.objects.create_user(email="known@example.org")
    User.objects.create_user(email="closed@example.org", is_active=False)
    pages = []
    for name in ("known", "fresh", "closed"):
        client.cookies.clear()
        address = f"{name}@example.org"
        first = ask(client, address)
        second = client.get(first.url)
        page = re.sub(r'value="[^"]{64}"|nonce="[^"]*"', "", second.content.decode()).replace(address, "")
        pages.append((first.status_code, first.url, second.status_code, page))
    assert pages[0] == pages[1] == pages[2]


def test_a_closed_account_gets_no_code(client):
    User.objects.create_user(email="closed@example.org", is_active=False)
    ask(client, "closed@example.org")
    outbox.run_due()
    assert mail.outbox == []


def test_a_wrong_code_is_told_and_the_third_ends_it(client):
    User.objects.create_user(email="ruth@example.org")
    ask(client, "ruth@example.org")
    right = mailed_code()
    wrong = "000000" if right != "000000" else "111111"
    assert type_code(client, wrong).context["form"].errors.keys() == {"code"}
    type_code(client, wrong)
    assert type_code(client, wrong).status_code == 302
    assert type_code(client, right).url == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session


def test_a_code_works_once_and_only_in_the_browser_that_asked(client):
    User.objects.create_user(email="ruth@example.org")
    ask(client, "ruth@example.org")
    code = mailed_code()
    stranger = client.__class__()
    assert type_code(stranger, code).url == reverse("account_request_login_code")
    type_code(client, code)
    client.logout()
    assert type_code(client, code).url == reverse("account_request_login_code")


def test_a_code_is_too_old_after_ten_minutes(client, time_machine):
    time_machine.move_to("2026-11-24T15:00:00Z")
    User.objects.create_user(email="ruth@example.org")
    ask(client, "ruth@example.org")
    code = mailed_code()
    time_machine.move_to("2026-11-24T15:10:01Z")
    assert type_code(client, code).status_code == 302
    assert "_auth_user_id" not in client.session


def test_codes_for_one_address_run_out(client):
    User.objects.create_user(email="ruth@example.org")
    answers = []
    for _ in range(4):
        client.cookies.clear()
        answers.append(ask(client, "ruth@example.org"))
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert answers[-1].context["form"].errors.keys() == {"login"}


def test_no_code_and_no_address_stands_readable_in_the_outbox(client):
    User.objects.create_user(email="ruth@example.org")
    ask(client, "ruth@example.org")
    kept = str(list(OutboxTask.objects.values()))
    assert "ruth" not in kept and "example.org" not in kept
    assert mailed_code() not in str(list(OutboxTask.objects.values()))


def test_a_password_signs_in_when_there_is_one(client):
    User.objects.create_user(email="ruth@example.org", password="collards-and-cornbread")
    wrong = ask(client, "ruth@example.org", password="something else", **{"with": "password"})
    assert wrong.status_code == 200 and wrong.context["form"].errors
    unknown = ask(client, "nobody@example.org", password="something else", **{"with": "password"})
    assert unknown.context["form"].errors == wrong.context["form"].errors
    right = ask(client, "ruth@example.org", password="collards-and-cornbread", **{"with": "password"})
    assert right.url == reverse("account")
    assert User.objects.count() == 1


def test_enter_in_a_field_takes_the_password_that_is_there_and_else_sends_a_code(client):
    User.objects.create_user(email="ruth@example.org", password="collards-and-cornbread")
    page = client.get(reverse("account_login")).text
    unseen = re.search(r'<form[^>]*class="stack-24".*?<button[^>]*name="with" value="([^"]*)"', page, re.DOTALL)[1]
    answer = ask(client, "ruth@example.org", password="collards-and-cornbread", **{"with": unseen})
    assert answer.url == reverse("account")
    client.logout()
    assert ask(client, "ruth@example.org", **{"with": unseen}).url == reverse("account_confirm_login_code")


def test_a_phone_and_password_sign_in_too(client):
    User.objects.create_user(phone="+16015550142", password="collards-and-cornbread")
    assert ask(client, "601 555 0142", password="collards-and-cornbread", **{"with": "password"}).url == "/account/"


def test_a_shared_computer_forgets(client):
    User.objects.create_user(email="ruth@example.org")
    ask(client, "ruth@example.org", shared="on")
    type_code(client, mailed_code())
    assert client.session.get_expire_at_browser_close()
    client.logout()
    ask(client, "ruth@example.org")
    type_code(client, mailed_code())
    assert not client.session.get_expire_at_browser_close()


def test_what_was_typed_before_stays_through_the_sign_in(client):
    session = client.session
    session["basket"] = "two loaves"
    session.save()
    ask(client, "ruth@example.org")
    type_code(client, mailed_code())
    assert client.session["basket"] == "two loaves"


@pytest.mark.parametrize(
    ("onward", "goes"),
    [
        ("/checkout/", "/checkout/"),
        ("https://evil.example/", "/account/"),
        ("//evil.example/", "/account/"),
        ("javascript:alert(1)", "/account/"),
    ],
)
def test_it_goes_on_to_pages_of_this_site_only(client, onward, goes):
    first = client.post(reverse("account_login"), {"login": "ruth@example.org", "next": onward})
    answer = client.post(first.url, {"code": mailed_code()})
    assert answer.url == goes


def test_the_language_of_the_person_is_set_and_used(client):
    User.objects.create_user(email="ines@example.org", language="es")
    ask(client, "ines@example.org")
    answer = type_code(client, mailed_code())
    assert answer.url == "/es/account/"
    assert answer.cookies["django_language"].value == "es"


def test_a_second_press_makes_no_second_account(client):
    for _ in range(2):
        client.cookies.clear()
        ask(client, "new@example.org")
    assert User.objects.count() == EmailAddress.objects.count() == 1


def test_accounts_that_nobody_signed_in_to_are_cleared_after_a_day(client):
    ask(client, "typo@example.org")
    ask(client.__class__(), "used@example.org")
    used = User.objects.get(email="used@example.org")
    client.__class__().force_login(used)
    given = account_for(email="given@example.org")
    give_role(given, NetworkRole.COMMUNICATIONS)
    record(actor=given, action="wrote a story", subject="story:1")
    made = User.objects.create_user(email="made@example.org")
    User.objects.update(joined=timezone.now() - timedelta(days=2))
    fresh = account_for(email="fresh@example.org")
    assert clear_unused_accounts() == 1
    assert set(User.objects.all()) == {used, given, made, fresh}


def test_signing_up_and_asking_for_a_code_lead_to_the_one_page(client):
    assert client.get("/account/signup/?next=/checkout/").url == "/account/login/?next=%2Fcheckout%2F"
    assert client.get("/account/login/code/").url == "/account/login/"


def test_signing_out_takes_a_press(client):
    client.force_login(User.objects.create_user(email="ruth@example.org"))
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_pages_of_someone_signed_in_are_kept_by_no_cache(client):
    client.force_login(User.objects.create_user(email="ruth@example.org"))
    assert client.get(reverse("account")).headers["Cache-Control"] == "private, no-store"
