"""What a visitor reads of how sure we are."""

import datetime

import pytest

from directory.coops.models import Freshness, Standing
from tests.directory.freshness.conftest import listed_in
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db
MAY = datetime.date(2025, 5, 3)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_marked_entry_says_since_when_and_is_no_longer_called_verified(client):
    CoopFactory(slug="bread", verified_on=MAY, known_on=MAY, freshness=Freshness.MARKED, phone="+16015550101")
    page = text_of(client.get("/co-ops/bread/"))
    assert "Nobody has confirmed this since May 2025." in page
    assert "Call before you go." in page
    assert "Verified 3 May 2025" not in page
    assert "On 3 May 2025 the network office looked, and all of this was right." in page
    assert "Nadie lo ha confirmado desde mayo de 2025." in text_of(client.get("/es/co-ops/bread/"))


def test_a_fresh_entry_is_verified(client):
    CoopFactory(slug="bread", verified_on=MAY, known_on=MAY, verified_how="called")
    page = text_of(client.get("/co-ops/bread/"))
    assert "Verified 3 May 2025" in page
    assert "On 3 May 2025 the network office called, and all of this was right." in page
    assert "Nobody has confirmed" not in page


def test_an_entry_of_a_list_says_the_date_of_its_list(client):
    coop = CoopFactory(slug="bread", known_on=MAY, freshness=Freshness.FADED)
    listed_in(coop, MAY)
    assert "This is from a list of May 2025. Nobody has confirmed it since." in text_of(client.get("/co-ops/bread/"))


def test_a_row_says_it_of_those_that_somebody_keeps_up(client):
    CoopFactory(name="Bread", standing=Standing.MEMBER, known_on=MAY, freshness=Freshness.MARKED)
    assert text_of(client.get("/co-ops/")).count("Nobody has confirmed this since May 2025.") == 1
    CoopFactory(name="Of a list", known_on=MAY, freshness=Freshness.MARKED)
    assert text_of(client.get("/co-ops/")).count("Nobody has confirmed this since May 2025.") == 1
