"""Elasticsearch refuses, keeps silent, is slow, killed or empty: every search is answered, and the server catches up by itself."""

import signal
import time
from datetime import timedelta
from io import StringIO
from secrets import token_hex

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory import findable
from directory.findable import tasks
from ground import outbox
from ground.outbox import OutboxTask, State
from search import documents, engine
from search.checking import compare
from search.documents import Document
from search.query import SearchQuery
from tests import elastic
from tests.gate import Gate

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
SAYS = {"en": "Our search is simpler for the moment.", "es": "Por ahora, nuestra búsqueda es más sencilla."}
AWAY = ["refusing", "silent", "slow"]


class Jars:
    def __init__(self):
        self.titles = {n: f"Honey {n}" for n in range(1, 4)}

    def ids(self):
        return list(self.titles)

    def load(self, keys):
        return [Document(f"jar:{key}", {"en": self.titles[key]}, "/jars/") for key in keys if self.titles.get(key)]


@pytest.fixture
def jars(monkeypatch):
    monkeypatch.setattr(documents, "_sources", {})
    jars = Jars()
    documents.register("jar", jars)
    return jars


@pytest.fixture
def gate():
    gate = Gate(elastic.url())
    yield gate
    gate.close()


@pytest.fixture
def site(settings, tmp_path, gate, jars):
    """A site with a server, both indices built."""
    site = on(gate.url, settings, tmp_path)
    yield site
    gate.turn("open")
    site.server.drop()
    site.server.client.close()


def on(url, settings, tmp_path):
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = url, f"test-{token_hex(6)}"
    site = engine.server()
    site.breaker.first_wait = 0.1
    call_command("index", stdout=StringIO())
    return site


def titles(found):
    return {hit.title for hit in found.hits}


def on_server(site):
    """What the server itself holds."""
    site.server.settle()
    return titles(site.server.search(SearchQuery("")))


def run_later():
    """The next task that waits, as a worker would some seconds later."""
    return outbox.run_due(limit=1, now=timezone.now() + timedelta(seconds=6))


def wait_for_the_server(site):
    until = time.monotonic() + 10
    while engine.current().search(SearchQuery("honey")).simpler:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_server_answers_and_nothing_is_said_of_it(site, client):
    site.server.patience = elastic.PATIENT
    assert engine.current().search(SearchQuery("honey")).engine == "Elasticsearch"
    assert SAYS["en"] not in client.get("/search/?q=honey").content.decode()


@pytest.mark.parametrize("state", AWAY)
@pytest.mark.parametrize(("language", "path"), [("en", "/search/"), ("es", "/es/search/")])
def test_away_the_page_comes_in_time_from_the_embedded_index_and_says_so(site, client, gate, state, language, path):
    client.get(path)
    gate.turn(state)
    start = time.monotonic()
    page = client.get(path, {"q": "honey"})
    assert time.monotonic() - start < 2
    assert page.status_code == 200
    assert SAYS[language] in page.content.decode()
    assert "Honey 3" in page.content.decode()


@pytest.mark.parametrize("state", AWAY)
def test_only_the_first_waits(site, client, gate, state):
    gate.turn(state)
    engine.current().search(SearchQuery("honey"))
    start = time.monotonic()
    for _ in range(20):
        assert engine.current().search(SearchQuery("honey")).simpler
        assert engine.current().suggest("hon", "en")
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("state", AWAY)
def test_back_it_answers_again_by_itself(site, gate, state):
    gate.turn(state)
    assert engine.current().search(SearchQuery("honey")).simpler
    gate.turn("open")
    wait_for_the_server(site)


@pytest.mark.parametrize("state", ["refusing", "silent"])
def test_changes_meanwhile_are_found_at_once_and_reach_the_server_when_it_is_back(site, jars, gate, state):
    gate.turn(state)
    jars.titles |= {1: "Sorghum", 2: None, 9: "Jam"}
    findable.changed_many("jar", [1, 2, 9])
    outbox.run_due()
    assert titles(engine.current().search(SearchQuery(""))) == {"Sorghum", "Honey 3", "Jam"}
    for _ in range(outbox.MAX_ATTEMPTS + 2 if state == "refusing" else 2):  # an outage of any length
        assert run_later() == 1
    waiting = OutboxTask.objects.get(kind=findable.CATCH_UP)
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)
    gate.turn("open")
    assert run_later() == 1
    assert [compare(one).differences for one in engine.each()] == [0, 0]
    assert on_server(site) == {"Sorghum", "Honey 3", "Jam"}
    wait_for_the_server(site)


def test_a_thousand_changes_that_wait_ask_no_more_often_than_one(site, gate):
    gate.turn("refusing")
    for n in range(30):
        findable.changed("jar", n)
    outbox.run_due()
    tried = timezone.now()
    run_later()
    waiting = OutboxTask.objects.filter(kind=findable.CATCH_UP, state=State.QUEUED)
    assert waiting.filter(due__gt=tried + timedelta(seconds=4.9)).count() == 30


def test_what_was_hidden_meanwhile_is_not_shown_by_a_server_that_is_behind(site, jars, gate):
    site.server.patience = elastic.PATIENT
    gate.turn("refusing")
    jars.titles[2] = None
    findable.changed("jar", 2)
    outbox.run_due()
    gate.turn("open")
    site.breaker.close()
    assert "Honey 2" in on_server(site)
    assert titles(engine.current().search(SearchQuery("honey"))) == {"Honey 1", "Honey 3"}
    assert not any(found.title == "Honey 2" for found in engine.current().suggest("honey", "en"))
    run_later()
    found = engine.current().search(SearchQuery("honey"))
    assert (titles(found), found.engine) == ({"Honey 1", "Honey 3"}, "Elasticsearch")


def test_what_was_hidden_stays_hidden_on_a_server_that_refuses_to_write(site, jars):
    """As one whose disk is full does."""
    site.server.patience = elastic.PATIENT
    client, index = site.server.client, f"{site.server.indices.live}*"
    client.indices.put_settings(index=index, settings={"index.blocks.write": True})
    jars.titles[2] = None
    findable.changed("jar", 2)
    outbox.run_due()
    assert "Honey 2" not in titles(engine.current().search(SearchQuery("honey")))
    client.indices.put_settings(index=index, settings={"index.blocks.write": None})
    run_later()
    assert on_server(site) == {"Honey 1", "Honey 3"}


def test_a_change_that_the_server_will_never_take_keeps_it_from_answering(site):
    OutboxTask.objects.create(
        kind=findable.CATCH_UP, payload={"kind": "jar", "keys": [1]}, state=State.FAILED, due=timezone.now()
    )
    assert engine.current().search(SearchQuery("honey")).simpler


def test_a_server_that_lost_its_disk_is_filled_again_by_the_worker(site, client):
    site.server.drop()
    assert titles(engine.current().search(SearchQuery("honey"))) == {"Honey 1", "Honey 2", "Honey 3"}
    tasks.build_what_is_missing()
    outbox.run_due()
    assert on_server(site) == {"Honey 1", "Honey 2", "Honey 3"}


def test_the_worker_leaves_a_build_alone_that_somebody_has_begun(site):
    site.server.drop()
    with site.server.indices.building():
        tasks.build_what_is_missing()
        assert not OutboxTask.objects.filter(kind=findable.BUILD).exists()


def test_the_command_builds_the_embedded_index_and_says_that_the_server_is_away(site, jars, gate):
    gate.turn("refusing")
    jars.titles[4] = "Honey 4"
    out, trouble = StringIO(), StringIO()
    with pytest.raises(CommandError, match="Elasticsearch was not built"):
        call_command("index", stdout=out, stderr=trouble)
    assert "4  jar" in out.getvalue()
    assert "Elasticsearch does not answer" in trouble.getvalue()
    call_command("index", if_empty=True, stdout=out, stderr=trouble)


def test_the_check_builds_what_is_not_there(site):
    site.server.drop()
    out = StringIO()
    with pytest.raises(CommandError, match="3 differences"):
        call_command("search_check", stdout=out)
    assert "Elasticsearch: it holds no index of this version" in out.getvalue()
    call_command("search_check", mend=True, stdout=out)
    assert out.getvalue().splitlines()[-2:] == [
        "Elasticsearch: built: 3 may be found; 0 missing, 0 out of date, 0 superfluous in the index",
        "0 differences",
    ]


def test_the_check_says_that_the_server_is_away(site, gate):
    gate.turn("refusing")
    with pytest.raises(CommandError, match="Elasticsearch does not answer"):
        call_command("search_check", stdout=StringIO())


def test_after_a_slow_answer_a_page_does_not_wait_for_another(site):
    site.server.patience = 0.001
    site._judge(0.4)
    assert engine.current().search(SearchQuery("honey")).simpler


def test_a_question_that_the_server_refuses_is_answered_and_others_still_reach_it(site, monkeypatch):
    site.server.patience = elastic.PATIENT
    monkeypatch.setattr("search.elastic.queries.order", lambda query: [{"no_such_field": "sideways"}])
    assert engine.current().search(SearchQuery("honey")).simpler
    monkeypatch.undo()
    assert engine.current().search(SearchQuery("")).engine == "Elasticsearch"


@pytest.fixture
def own_server():
    """One that no other test needs."""
    elastic.url()
    server = elastic.Own()
    yield server
    server.end()


def test_a_real_server_is_stopped_killed_and_started_again(own_server, settings, tmp_path, jars, client):
    site = on(own_server.start(), settings, tmp_path)
    wait_for_the_server(site)

    own_server.send(signal.SIGSTOP)
    its_absence_is_bridged(client, jars, "Sorghum")
    own_server.send(signal.SIGCONT)
    it_catches_up(site, "Sorghum")

    own_server.send(signal.SIGKILL)
    its_absence_is_bridged(client, jars, "Molasses")
    own_server.start()
    it_catches_up(site, "Molasses")


def its_absence_is_bridged(client, jars, title):
    jars.titles[1] = title
    findable.changed("jar", 1)
    outbox.run_due()
    start = time.monotonic()
    page = client.get("/search/", {"q": title}).content.decode()
    assert time.monotonic() - start < 2
    assert SAYS["en"] in page
    assert title in page


def it_catches_up(site, title):
    run_later()
    assert [compare(one).differences for one in engine.each()] == [0, 0]
    wait_for_the_server(site)
    assert titles(site.server.search(SearchQuery(title))) == {title}
