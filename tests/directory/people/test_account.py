"""One's own account: look, change, copy, delete."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from directory.people import kept
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from directory.people.services import account_for
from ground import outbox
from ground.models import AuditEvent, OutboxTask
from tests.directory.people.conftest import long_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(client):
    user = User.objects.create_user(email="ruth@example.org", phone="+16015550118", name="Ms. Ruth")
    client.force_login(user)
    return user


@pytest.fixture
def holding(monkeypatch):
    """What a package above keeps, for the length of a test."""
    monkeypatch.setattr(kept, "_holdings", {})

    def register(**parts):
        kept.register(kept.Holding(**parts))

    return register


def test_the_page_says_who_one_is(client, ruth):
    page = client.get(reverse("account")).content.decode()
    assert "Hello, Ms. Ruth" in page and "601-555-0118" in page and "ruth@example.org" in page


def test_the_page_is_for_the_signed_in(client):
    assert client.get("/es/account/").url == "/es/account/login/?next=/es/account/"


def test_the_name_may_be_in_any_script(client, ruth):
    for name in ("Inés Ñuñez", "ليلى", "🌱 Ana", "O'Neil & Sons <b>"):
        client.post(reverse("account_profile"), {"name": name, "language": "en"})
        ruth.refresh_from_db()
        assert ruth.name == name
    assert "<b>" not in client.get(reverse("account")).content.decode().replace("<b>Cooperation</b> <b>Jackson</b>", "")


@pytest.mark.parametrize("name", ["Ruth\r\nBcc: all@example.org", "Ruth\u2028x", "x" * 121])
def test_a_name_that_is_more_than_a_line_is_refused_and_kept_in_the_form(client, ruth, name):
    page = client.post(reverse("account_profile"), {"name": name, "language": "en"})
    assert page.context["form"].errors.keys() == {"name"}
    ruth.refresh_from_db()
    assert ruth.name == "Ms. Ruth"


def test_signs_that_turn_the_writing_around_are_dropped(client, ruth):
    client.post(reverse("account_profile"), {"name": "Ruth\u202egro.live", "language": "en"})
    ruth.refresh_from_db()
    assert ruth.name == "Ruthgro.live"


def test_the_language_is_changed_and_the_page_follows(client, ruth):
    assert client.post(reverse("account_profile"), {"name": "Ruth", "language": "es"}).url == "/es/account/"


def test_another_email_counts_once_its_code_was_typed(client, ruth):
    account_for(email="ruth@example.org")
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    ruth.refresh_from_db()
    assert ruth.email == "ruth@example.org"
    outbox.run_due()
    code = next(line for line in mail.outbox[-1].body.splitlines() if line.isdigit())
    client.post(reverse("account_email_verification_sent"), {"code": code})
    ruth.refresh_from_db()
    assert (ruth.email, ruth.email_verified) == ("new@example.org", True)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@example.org", True, True)]


def test_someone_elses_email_gets_the_same_answer_and_a_note_to_its_owner(client, ruth):
    User.objects.create_user(email="taken@example.org", email_verified=True)
    taken = client.post(reverse("account_email"), {"email": "taken@example.org", "action_add": "1"})
    outbox.run_due()
    assert mail.outbox[-1].to == ["taken@example.org"]
    free = client.post(reverse("account_email"), {"email": "free@example.org", "action_add": "1"})
    assert (taken.status_code, taken.url) == (free.status_code, free.url)


def test_another_phone_counts_once_its_code_was_typed(client, ruth, monkeypatch):
    sent = []
    monkeypatch.setattr("ground.messages.ConsoleSms.send", lambda self, *, phone, text: sent.append((phone, text)))
    client.post(reverse("account_change_phone"), {"phone": "601 555 0199"})
    ruth.refresh_from_db()
    assert ruth.phone == "+16015550118"
    outbox.run_due()
    assert sent[0][0] == "+16015550199"
    client.post(reverse("account_verify_phone"), {"code": sent[0][1][:6]})
    ruth.refresh_from_db()
    assert (ruth.phone, ruth.phone_verified) == ("+16015550199", True)


def test_the_last_way_to_reach_someone_cannot_be_taken_off(client):
    user = User.objects.create_user(email="only@example.org", email_verified=True)
    account_for(email="only@example.org")
    client.force_login(user)
    client.post(reverse("account_email"), {"email": "only@example.org", "action_remove": "1"})
    user.refresh_from_db()
    assert user.email == "only@example.org"


def test_the_email_can_go_when_the_phone_is_confirmed(client, ruth):
    User.objects.filter(pk=ruth.pk).update(phone_verified=True, email_verified=True)
    account_for(email="ruth@example.org")
    client.post(reverse("account_email"), {"email": "ruth@example.org", "action_remove": "1"})
    ruth.refresh_from_db()
    assert (ruth.email, ruth.email_verified) == (None, False)


def test_the_copy_holds_everything_we_keep(client, ruth, holding):
    holding(name="orders", export=lambda user: [{"code": "214", "by": user.name}])
    answer = client.get(reverse("account_data"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.content)
    assert data["orders"] == [{"code": "214", "by": "Ms. Ruth"}]
    about = data["account"]
    assert (about["name"], about["email"], about["phone"]) == ("Ms. Ruth", "ruth@example.org", "+16015550118")
    assert about["has_password"] is False


def test_deleting_erases_who_it_was_and_keeps_the_row(client, ruth, holding):
    account_for(email="ruth@example.org")
    give_role(ruth, NetworkRole.EDITOR)
    Authenticator.objects.create(user=ruth, type=Authenticator.Type.TOTP, data={})
    erased = []
    holding(name="memberships", erase=erased.append)
    assert client.post(reverse("account_delete"), {"sure": "on"}).url == reverse("account_deleted")
    ruth.refresh_from_db()
    assert (ruth.name, ruth.email, ruth.phone, ruth.is_active, ruth.is_staff) == ("", None, None, False, False)
    assert not ruth.groups.exists()
    assert EmailAddress.objects.count() == Authenticator.objects.count() == 0
    assert erased == [ruth]
    assert "_auth_user_id" not in client.session
    assert AuditEvent.objects.get(action="account deleted").details == {}


def test_after_deleting_the_same_email_makes_a_new_account(client, ruth):
    client.post(reverse("account_delete"), {"sure": "on"})
    again = account_for(email="ruth@example.org")
    assert again is not None and again.pk != ruth.pk


def test_two_deleted_accounts_do_not_collide(client, ruth):
    client.post(reverse("account_delete"), {"sure": "on"})
    other = User.objects.create_user(email="other@example.org")
    client.force_login(other)
    client.post(reverse("account_delete"), {"sure": "on"})
    assert User.objects.filter(email=None, phone=None, is_active=False).count() == 2


def test_deleting_wants_the_box_marked(client, ruth):
    page = client.post(reverse("account_delete"), {})
    assert page.context["form"].errors.keys() == {"sure"}
    ruth.refresh_from_db()
    assert ruth.is_active


def test_deleting_wants_a_fresh_sign_in(client, ruth):
    long_ago(client)
    assert client.post(reverse("account_delete"), {"sure": "on"}).status_code == 403
    ruth.refresh_from_db()
    assert ruth.is_active
    page = client.get(reverse("account_delete")).content.decode()
    assert 'action="/account/sign-in-again/"' in page


def test_what_hinders_is_said_and_nothing_is_erased(client, ruth, holding):
    erased = []
    holding(name="coops", hinders=lambda user: "You are the only steward of the bakery.", erase=erased.append)
    assert "only steward of the bakery" in client.get(reverse("account_delete")).content.decode()
    assert client.post(reverse("account_delete"), {"sure": "on"}).url == reverse("account_delete")
    ruth.refresh_from_db()
    assert ruth.is_active and erased == []


def test_signing_in_again_comes_back_to_where_one_was(client, ruth):
    answer = client.post(reverse("sign_in_again"), {"next": "/account/delete/"})
    assert answer.url == "/account/login/?next=%2Faccount%2Fdelete%2F"
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("sign_in_again"), {"next": "//evil.example"}).url == "/account/login/?next=%2Faccount%2F"


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_phone", "account_set_password", "mfa_index", "mfa_activate_totp",
     "mfa_list_webauthn", "mfa_add_webauthn", "account_profile", "account_delete", "account_logout"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_page_of_the_account_stands_in_the_sites_frame(client, ruth, name, prefix):
    EmailAddress.objects.update(verified=True)
    page = client.get(prefix + reverse(name))
    assert page.status_code == 200
    html = page.content.decode()
    assert 'class="wordmark"' in html and "<style" not in html and 'style="' not in html
    assert 'name="robots" content="noindex"' in html


def test_notes_about_the_account_go_out_sealed(client, ruth):
    account_for(email="ruth@example.org")
    client.post(reverse("account_set_password"), {"password1": "collards-and-corn", "password2": "collards-and-corn"})
    assert "ruth" not in str(list(OutboxTask.objects.values()))
    outbox.run_due()
    assert mail.outbox[-1].to == ["ruth@example.org"]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_second_step_is_asked_for_once_it_is_switched_on(client, ruth):
    EmailAddress.objects.update(verified=True)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name), follow=True).status_code == 200
    client.logout()
    client.post(reverse("account_login"), {"login": "ruth@example.org"})
    outbox.run_due()
    code = next(line for line in mail.outbox[-1].body.splitlines() if line.isdigit())
    step = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert step.url == reverse("mfa_authenticate")
    assert client.get(step.url).status_code == 200
    assert client.get(reverse("account")).status_code == 302
    cache.clear()  # the same code would be taken for a replay
    assert client.post(step.url, {"code": code_of(secret)}).url == reverse("account")
