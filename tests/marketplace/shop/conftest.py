import pytest
from django.core.cache import cache

from tests.marketplace.trade import good, seller


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def farm():
    return seller()


@pytest.fixture
def bakery():
    return seller("Morning Shift Bakery", kind="worker")


@pytest.fixture
def greens(farm):
    return good(farm, "Collards", price=1200, stock=9)


@pytest.fixture
def bread(bakery):
    return good(bakery, "Sandwich loaf", price=800, stock=4, tax_class="groceries")
