import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _a_fresh_start():
    """No limits from the test before, and addresses in English: a page in Spanish leaves the thread in Spanish."""
    cache.clear()
    translation.activate("en")
