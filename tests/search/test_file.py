"""The SQLite file: several processes use it, and it may be missing, old or broken."""

import multiprocessing
import sqlite3
import threading

import pytest

from search.documents import Document
from search.embedded import Embedded
from search.query import SearchQuery
from search.sqlite import SqliteStore
from tests.search.things import MARKET


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "search.sqlite3"


@pytest.fixture
def engine(path):
    return Embedded(SqliteStore(path))


def test_a_missing_file_is_an_empty_index(engine, path):
    assert engine.search(SearchQuery("bread")).total == 0
    assert engine.count() == 0
    assert path.exists()


def test_a_file_taken_away_while_open_is_begun_anew(engine, path):
    engine.index(MARKET)
    path.unlink()
    assert engine.search(SearchQuery("bread")).total == 0
    engine.index(MARKET)
    assert engine.count() == 5


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but a text" * 500, b"SQLite format 3\x00" + b"\xff" * 8000]
)
def test_a_file_that_is_no_index_is_begun_anew(engine, path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert engine.search(SearchQuery("bread")).total == 0
    engine.index(MARKET)
    assert engine.search(SearchQuery("bread")).total == 3


def test_an_index_of_another_version_is_begun_anew(engine, path):
    engine.index(MARKET)
    engine.store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert engine.search(SearchQuery("bread")).total == 0
    assert engine.rebuild(MARKET) == {"listing": 3, "coop": 1, "story": 1}


@pytest.mark.parametrize("table", ["search_text_data", "search_document", "search_column"])
def test_an_index_without_one_of_its_tables_is_begun_anew(engine, path, table):
    engine.index(MARKET)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = ?", [table])
    connection.close()
    engine.store.close()
    assert engine.search(SearchQuery("bread")).total == 0
    engine.rebuild(MARKET)
    assert engine.search(SearchQuery("bread")).total == 3


def test_damage_in_the_middle_is_put_right_by_a_rebuild(engine, path):
    engine.rebuild([Document(f"n:{n}", {"en": f"Seed packet {n}"}, "/") for n in range(2_000)])
    engine.store.close()
    content = bytearray(path.read_bytes())
    content[8192:-8192] = b"\xa5" * (len(content) - 16384)
    path.write_bytes(content)
    engine.search(SearchQuery("seed"))
    engine.rebuild(MARKET)
    assert engine.search(SearchQuery("bread")).total == 3


def _write(path, worker):
    engine = Embedded(SqliteStore(path))
    for n in range(20):
        engine.index([Document(f"n:{worker}-{n}", {"en": f"Bread of {worker}"}, "/", facets={"by": (str(worker),)})])
        engine.search(SearchQuery("bread"))


def test_three_processes_write_and_read_one_file_and_nothing_is_lost(path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(path, worker)) for worker in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    results = Embedded(SqliteStore(path)).search(SearchQuery("bread"))
    assert results.total == 60
    assert {one.value: one.count for one in results.facets["by"]} == {"0": 20, "1": 20, "2": 20}


def test_readers_see_the_old_index_until_the_new_one_is_whole(engine):
    engine.rebuild(MARKET)
    seen, go_on, half_way = [], threading.Event(), threading.Event()

    def slowly():
        yield Document("n:1", {"en": "Bread, new"}, "/")
        half_way.set()
        go_on.wait(10)

    builder = threading.Thread(target=lambda: engine.rebuild(slowly()))
    builder.start()
    half_way.wait(10)
    seen.append(engine.search(SearchQuery("bread")).total)
    go_on.set()
    builder.join(20)
    seen.append(engine.search(SearchQuery("bread")).total)
    assert seen == [3, 1]
