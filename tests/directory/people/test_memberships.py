"""A person's co-ops: whom one buys for, and what a deletion does with the roles."""

import json

import pytest
from django.urls import reverse

from directory.coops.acting import SESSION_KEY
from directory.coops.models import Cooperative, Kind, Membership, Role, State
from directory.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakery():
    return Cooperative.objects.create(name="Morning Shift Bakery", slug="morning-shift", kind=Kind.WORKER)


@pytest.fixture
def buyer(client, bakery):
    user = User.objects.create_user(email="buyer@example.org")
    Membership.objects.create(cooperative=bakery, user=user, role=Role.BUYER)
    client.force_login(user)
    return user


def choose(client, slug, **more):
    return client.post(reverse("buying_for"), {"coop": slug, **more})


def test_a_buyer_buys_for_the_coop_and_then_for_themselves(client, buyer, bakery):
    assert choose(client, "morning-shift", next="/market/").url == "/market/"
    assert client.session[SESSION_KEY] == bakery.pk
    assert choose(client, "", next="//evil.example/").url == reverse("account")
    assert SESSION_KEY not in client.session


def test_nobody_buys_for_a_coop_without_the_role(client, buyer, bakery):
    other = Cooperative.objects.create(name="Brown Hen", slug="brown-hen", kind=Kind.PRODUCER)
    Membership.objects.create(cooperative=other, user=buyer, role=Role.PACKER)
    assert choose(client, "brown-hen").status_code == 403
    assert choose(client, "no-such").status_code == 403
    bakery.state = State.CLOSED
    bakery.save()
    assert choose(client, "morning-shift").status_code == 403
    assert SESSION_KEY not in client.session


def test_the_switch_is_a_post(client, buyer):
    assert client.get(reverse("buying_for")).status_code == 405


def test_the_account_shows_the_coops_with_the_roles(client, buyer, bakery):
    Membership.objects.create(cooperative=bakery, user=buyer, role=Role.PACKER)
    page = client.get(reverse("account")).content.decode()
    assert page.count("Morning Shift Bakery") == 3  # its row, the link to its desk, and its place in the switch
    assert "Buyer, Packer" in page


def test_a_resident_sees_neither(client):
    client.force_login(User.objects.create_user(email="ruth@example.org"))
    page = client.get(reverse("account")).content.decode()
    assert "Your co-ops" not in page and "Buying for" not in page


def test_the_copy_names_the_roles_and_the_deletion_ends_them(client, buyer):
    data = json.loads(client.get(reverse("account_data")).content)
    assert [(row["co-op"], row["role"]) for row in data["memberships"]] == [("Morning Shift Bakery", "buyer")]
    client.post(reverse("account_delete"), {"sure": "on"})
    assert Membership.objects.count() == 0


def test_the_last_steward_cannot_go_before_there_is_another(client, buyer, bakery):
    Membership.objects.create(cooperative=bakery, user=buyer, role=Role.STEWARD)
    client.post(reverse("account_delete"), {"sure": "on"})
    buyer.refresh_from_db()
    assert buyer.is_active and Membership.objects.count() == 2
    other = User.objects.create_user(email="next@example.org", is_active=False)
    Membership.objects.create(cooperative=bakery, user=other, role=Role.STEWARD)
    client.post(reverse("account_delete"), {"sure": "on"})
    buyer.refresh_from_db()
    assert buyer.is_active, "somebody who cannot sign in is no steward to leave it to"
    User.objects.filter(pk=other.pk).update(is_active=True)
    client.post(reverse("account_delete"), {"sure": "on"})
    buyer.refresh_from_db()
    assert not buyer.is_active and Membership.objects.count() == 1
