"""RSS and Atom of what is new, read by a reader of feeds."""

import datetime
from collections.abc import Callable

import feedparser
import pytest
import time_machine

from directory.coops import services
from directory.coops.models import Cooperative, State
from tests.directory.opendata.conftest import SITE, many
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db
FEEDS = ["/data/new.rss", "/data/new.atom", "/es/data/new.rss", "/es/data/new.atom"]
Read = Callable[[str], str]


def at(day: int) -> time_machine.travel:
    return time_machine.travel(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC), tick=False)


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_understands_it(read: Read, path: str, bakery: Cooperative) -> None:
    feed = feedparser.parse(read(path))
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == ("rss20" if path.endswith("rss") else "atom10")
    (entry,) = feed.entries
    prefix = "/es" if path.startswith("/es") else ""
    assert entry.link == f"{SITE}{prefix}/co-ops/la-masa/"
    assert entry.id == f"{SITE}/co-ops/id/{bakery.public_id}/"
    assert entry.title == f"Panadería «La Masa» & Sons ({'de muestra' if prefix else 'demo'})"
    assert entry.summary == ("Seis panaderas son dueñas." if prefix else 'Six bakers own this "bakery".')
    assert feed.feed.language == ("es" if prefix else "en") if path.endswith("rss") else True
    assert "no license has been chosen yet" in feed.feed.rights


@pytest.mark.parametrize("path", FEEDS)
def test_the_last_comes_first_and_fifty_are_enough(read: Read, path: str) -> None:
    with at(1):
        many(60)
    with at(3):
        CoopFactory(name="Last")
    feed = feedparser.parse(read(path))
    assert (len(feed.entries), feed.entries[0].title) == (50, "Last")


def test_one_that_was_approved_is_new_since_then(read: Read) -> None:
    with at(1):
        waiting = CoopFactory(name="Approved", state=State.WAITING)
    with at(2):
        CoopFactory(name="Listed at once")
        many(60)
    assert "Approved" not in read("/data/new.atom")
    with at(5):
        services.move_state(coop=waiting, to=State.LISTED, by=None)
    first = feedparser.parse(read("/data/new.atom")).entries[0]
    assert (first.title, first.published) == ("Approved", "2026-11-05T12:00:00+00:00")


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_listed_is_no_news(read: Read, path: str, state: str) -> None:
    coop = CoopFactory(name="Unseen", state=State.LISTED)
    Cooperative.objects.filter(pk=coop.pk).update(state=state)
    assert "Unseen" not in read(path)


def test_one_that_was_only_hidden_for_a_while_is_not_new(read: Read) -> None:
    with at(1):
        back = CoopFactory(name="Back again", state=State.LISTED)
        services.move_state(coop=back, to=State.HIDDEN, by=None)
    with at(2):
        CoopFactory(name="New")
    with at(3):
        services.move_state(coop=back, to=State.LISTED, by=None)
    assert feedparser.parse(read("/data/new.atom")).entries[0].title == "New"


def test_one_hidden_again_is_no_news(read: Read) -> None:
    coop = CoopFactory(name="Unseen", state=State.WAITING)
    for state in (State.LISTED, State.HIDDEN):
        services.move_state(coop=coop, to=state, by=None)
    assert "Unseen" not in read("/data/new.rss")


@pytest.mark.parametrize("count", [2, 60])
def test_it_takes_few_queries(read: Read, count: int, django_assert_max_num_queries: Callable[[int], object]) -> None:
    many(count)
    with django_assert_max_num_queries(4 + 9):
        read("/data/new.rss")
    with django_assert_max_num_queries(4):  # drawn once for each edition
        read("/data/new.rss")
