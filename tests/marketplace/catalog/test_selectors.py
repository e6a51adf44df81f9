"""What the pages ask of the market."""

import pytest

from marketplace.catalog.models import ListingState
from marketplace.catalog.selectors import cards_of
from tests.factories import CoopFactory
from tests.marketplace.trade import good

pytestmark = pytest.mark.django_db
MANY = 20  # more than a prepared query takes


@pytest.fixture
def listings():
    farm = CoopFactory(name="Three Creeks Growers")
    return [good(farm, f"Thing {n}", slug=f"thing-{n}").listing for n in range(MANY)]


@pytest.mark.parametrize("count", [0, 3, MANY])
def test_cards_come_in_the_order_asked_for_with_what_they_sell(listings, count, django_assert_max_num_queries):
    asked = [listing.pk for listing in reversed(listings[:count])]
    with django_assert_max_num_queries(2):
        found = cards_of(asked)
        assert all(variant.stock is not None for listing in found for variant in listing.variants.all())
        assert all(listing.coop.name == "Three Creeks Growers" for listing in found)
    assert [listing.pk for listing in found] == asked


def test_what_was_hidden_meanwhile_is_left_out(listings):
    listings[1].state = ListingState.HIDDEN
    listings[1].save()
    assert [listing.pk for listing in cards_of([listings[n].pk for n in (2, 1, 0)])] == [listings[2].pk, listings[0].pk]
