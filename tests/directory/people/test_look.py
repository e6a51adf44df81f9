"""Each page of signing in stands under the site's own head, says what it is about and has a way on, in both languages."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils.html import strip_tags

from directory.people.models import User
from tests.directory.people.conftest import long_ago

pytestmark = pytest.mark.django_db

PASSWORD = "seven-collards-a-day"
OPEN = [
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "password/reset/key/1-x/",
    "inactive/",
    "login/",
]
MINE = ["logout/", "email/", "phone/change/", "password/set/", "mfa/", "mfa/webauthn/"]
SURE = ["mfa/totp/activate/", "mfa/webauthn/add/"]
OF_A_KEY = ["mfa/webauthn/keys/{pk}/edit/", "mfa/webauthn/keys/{pk}/remove/"]
CODES = ["mfa/recovery-codes/", "mfa/recovery-codes/generate/"]


def heading_of(response):
    assert response.status_code == 200
    html = response.text
    assert "page-head brief pinked" in html
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    words = strip_tags(heading).strip()
    assert words
    main = html.partition("<main")[2].partition("</main>")[0]
    assert re.search(r'class="(btn|touch)\b', main), "there must be a way on"
    return words


@pytest.fixture
def ruth(client):
    user = User.objects.create_user(email="ruth@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client.force_login(user)
    return user


def both(client, path):
    return heading_of(client.get(f"/account/{path}")), heading_of(client.get(f"/es/account/{path}"))


@pytest.mark.parametrize("path", OPEN)
def test_what_anybody_may_open(client, path):
    both(client, path)


@pytest.mark.parametrize("path", MINE)
def test_what_someone_signed_in_may_open(client, path):
    client.force_login(User.objects.create_user(email="ruth@example.org"))
    both(client, path)


def test_changing_a_password(client, ruth):
    both(client, "password/change/")


def asked_first(client, path):
    long_ago(client)
    asked = client.get(f"/account/{path}", follow=True)
    assert heading_of(asked) == "Show that it is you"
    heading_of(client.get(f"/es{asked.request['PATH_INFO']}"))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "Show that it is you" not in both(client, path)


@pytest.mark.parametrize("path", SURE)
def test_what_wants_to_be_sure_first(client, ruth, path):
    asked_first(client, path)


@pytest.mark.parametrize("path", SURE)
def test_a_sign_in_a_moment_ago_is_sure_enough(client, ruth, path):
    assert "Show that it is you" not in both(client, path)


@pytest.mark.parametrize("path", SURE)
def test_a_sign_in_on_another_device_is_not(client, ruth, path):
    long_ago(client)
    Client().force_login(ruth, backend="django.contrib.auth.backends.ModelBackend")
    assert heading_of(client.get(f"/account/{path}", follow=True)) == "Show that it is you"


@pytest.mark.parametrize("path", CODES)
def test_spare_codes(client, ruth, path):
    Authenticator.objects.create(user=ruth, type=Authenticator.Type.TOTP, data={})
    RecoveryCodes.activate(ruth)
    assert heading_of(client.get("/account/mfa/reauthenticate/")) == "Show that it is you"
    heading_of(client.get("/es/account/mfa/reauthenticate/"))
    asked_first(client, path)


@pytest.mark.parametrize("path", OF_A_KEY)
def test_a_passkey_is_named_and_removed(client, ruth, path):
    """Its making and its use are tried in a browser (tests/browser/test_passkey.py)."""
    data = {"credential": {}, "name": "Phone"}
    key = Authenticator.objects.create(user=ruth, type=Authenticator.Type.WEBAUTHN, data=data)
    asked_first(client, path.format(pk=key.pk))
