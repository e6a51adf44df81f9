import pytest
from django.core.cache import cache
from django.utils import translation

from directory.people.recent import SESSION_KEY


@pytest.fixture(autouse=True)
def _a_fresh_start():
    """No limits from the test before, and addresses in English: a page in Spanish leaves the thread in Spanish."""
    cache.clear()
    translation.activate("en")


def long_ago(client):
    """The sign-in of this browser is no recent one any more."""
    session = client.session
    session[SESSION_KEY] = 1
    session.save()
