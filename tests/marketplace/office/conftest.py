import pytest
from django.core.cache import cache

from directory.people.roles import NetworkRole, give_role
from tests.factories import UserFactory

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def june():
    user = UserFactory(name="June Castleberry")
    give_role(user, NetworkRole.COORDINATOR)
    return user


@pytest.fixture
def office(client, june):
    """A browser with the coordinator signed in."""
    client.force_login(june, backend=BACKEND)
    return client
