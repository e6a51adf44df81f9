import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from directory.chapters.models import Chapter, Organiser, Supporter
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from ground import outbox


@pytest.fixture(autouse=True)
def _a_fresh_start(settings, tmp_path):
    """No limits from the test before, a journal of its own, and addresses in English: a page in Spanish leaves the thread
    in Spanish.
    """
    cache.clear()
    translation.activate("en")
    settings.ERASURE_JOURNAL = tmp_path / "erasures.txt"


@pytest.fixture
def river():
    return Chapter.objects.create(
        name="Riverbend Friends", slug="riverbend", city="Cairo", region="IL", lat=37.0, lon=-89.2
    )


@pytest.fixture
def lake():
    return Chapter.objects.create(
        name="Lakeshore Friends", slug="lakeshore", city="Chicago", region="IL", lat=41.9, lon=-87.6
    )


class Post:
    """What went out by e-mail, and the links in it."""

    def letters(self):
        outbox.run_due(1_000)
        return mail.outbox

    def last(self):
        return self.letters()[-1]

    def link(self, part):
        return re.search(rf"https?://[^/\s]+(\S*{part}\S*)", self.last().body)[1]


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def joins(client, post):
    """Joins a chapter in the browser, all the way; returns the supporter."""

    def join(chapter, name="Cypress", email="cypress@example.org", language="en"):
        client.post(chapter.get_absolute_url(), {"name": name, "email": email, "language": language})
        client.post(post.link("/confirm/"), {"name": name})
        return Supporter.objects.latest("pk")

    return join


@pytest.fixture
def organiser(river):
    user = User.objects.create_user(email="wren@example.org", name="Wren")
    Organiser.objects.create(chapter=river, user=user)
    return user


@pytest.fixture
def coordinator():

    user = User.objects.create_user(email="coordinator@example.org", name="Coordinator")
    give_role(user, NetworkRole.COORDINATOR)
    return user


@pytest.fixture
def room(river):
    return reverse("organise", args=[river.slug])
