"""The search's own measure: `manage.py search_quality`."""

import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.engine import current
from search.nearest import neighbours
from search.quality import ndcg
from tests import elastic

PRODUCTS = [
    {"id": 1, "title": "Collard greens", "supplier": "Demo Farm", "price": 350, "attributes": {"type": "Leaf", "weight": 1.5}},
    {"id": "2", "title": "Mustard greens", "short_description": "Sharp", "attributes": None, "price": "cheap"},
    {"id": "3", "name": "Sandwich bread", "price": 10**400, "attributes": ["odd"], "supplier": ["odd"]},
]  # fmt: skip
RATINGS = "query,docid,rating\ngreens,1,3\ngreens,2,3\nbread,3,2\nkale,1,0\nbread,77,0\n"


@pytest.fixture
def measure(tmp_path, db):
    """Runs the command on files of these contents and returns the lines that it prints."""

    def run(*options, products=None, ratings=RATINGS):
        told = "\n".join(map(json.dumps, PRODUCTS)) if products is None else products
        (tmp_path / "products").write_bytes(told if isinstance(told, bytes) else told.encode())
        (tmp_path / "ratings.csv").write_text(ratings)
        out = StringIO()
        engine = ["--engine", "sqlite" if connection.vendor == "sqlite" else "postgresql"]
        call_command("search_quality", tmp_path / "products", tmp_path / "ratings.csv", *engine, *options, stdout=out)
        return out.getvalue().splitlines()

    return run


def test_the_last_line_is_the_figure(measure):
    lines = measure("--each")
    assert lines[-1] == f"nDCG@10 1.000 (2 queries, {connection.vendor})"
    assert "1.000       2 found  greens" in lines


@pytest.mark.elasticsearch
def test_elasticsearch_is_measured_in_an_index_of_its_own_that_goes_again(tmp_path, settings, db, elasticsearch_server):
    before = set(elasticsearch_server.client.indices.get_alias(index="scratch-*").body)
    settings.ELASTICSEARCH_URL = elastic.url()
    (tmp_path / "products").write_text("\n".join(map(json.dumps, PRODUCTS)))
    (tmp_path / "ratings.csv").write_text(RATINGS)
    out = StringIO()
    files = [tmp_path / "products", tmp_path / "ratings.csv"]
    call_command("search_quality", *files, "--engine", "elasticsearch", "--typos", "3", stdout=out)
    assert out.getvalue().splitlines()[-1] == "nDCG@10 1.000 (2 queries, elasticsearch)"
    assert set(elasticsearch_server.client.indices.get_alias(index="scratch-*").body) <= before


def test_an_engine_that_is_not_here_is_said(measure):
    with pytest.raises(CommandError, match="No Elasticsearch is named"):
        measure("--engine", "elasticsearch")


def test_a_packed_catalogue_reads_the_same_and_what_is_not_in_it_is_told(measure):
    lines = measure(products=gzip.compress(b"\xef\xbb\xbf" + json.dumps(PRODUCTS[2]).encode() + b"\n\n"))
    assert lines[0] == "1 products"
    assert lines[1].startswith("3 rated products are not in the catalogue")
    assert lines[-1].startswith("nDCG@10 0.500 (2 queries")


def test_misspellings_are_the_same_for_the_same_seed(measure):
    line = measure("--typos", "5", "--seed", "3")[-2]
    assert line.startswith("misspellings put right: ")
    assert line.endswith("of 5, seed 3)")
    assert measure("--typos", "5", "--seed", "3")[-2] == line


def test_fewer_than_no_misspellings_are_none(measure):
    assert not any("misspell" in line for line in measure("--typos", "-1"))


def test_the_sites_own_index_is_left_alone(measure, embedded_engine):
    measure()
    assert current().count() == 0


@pytest.mark.parametrize(
    ("products", "says"),
    [
        ('{"id": 1}\n{"id":', "products, line 2: not JSON"),
        ('{"title": "x"}', "products, line 1: the product has no id"),
        ("[1]", "products, line 1: not an object"),
        (b'{"id": "\xff"}', "products, line 1: not UTF-8"),
        (gzip.compress(b'{"id": 1}' * 99, mtime=0)[:-20], "products: "),
        ("[" * 100_000, "products, line 1: not JSON"),
    ],
    ids=["cut off", "without an id", "a list", "Latin-1", "a broken archive", "too deep"],
)
def test_what_is_wrong_with_a_catalogue_is_told(measure, products, says):
    with pytest.raises(CommandError, match=says):
        measure(products=products)


@pytest.mark.parametrize(
    ("ratings", "says"),
    [
        ("", "lacks the column docid and query and rating"),
        ("query;docid;rating\n", "lacks the column"),
        ("query,docid,rating\nbread,3\n", "line 2: “” is no rating"),
        ("query,docid,rating\nbread,3,nan\n", "line 2: “nan” is no rating"),
        ("query,docid,rating\nbread,3,7\n", "line 2: “7” is no rating"),
        ("query,docid,rating\nbread,3,0\n", "nothing to measure"),
    ],
)
def test_what_is_wrong_with_ratings_is_told(measure, ratings, says):
    with pytest.raises(CommandError, match=says):
        measure(ratings=ratings)


def test_a_file_that_is_not_there_is_told(tmp_path, db):
    with pytest.raises(CommandError, match=r"ratings.csv: No such file"):
        call_command("search_quality", tmp_path / "products", tmp_path / "ratings.csv", "--engine", "sqlite")


def test_the_gain_is_that_of_the_best_order():
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx((1 + 7 / 1.58496) / (7 + 1 / 1.58496), abs=1e-4)
    assert ndcg(["x"] * 10 + ["a"], {"a": 3}) == 0


def test_keys_lie_side_by_side_both_ways():
    letters = "qwertyuiopasdfghjklzxcvbnm"
    assert all(one in neighbours(other) for one in letters for other in neighbours(one))
    assert (set(neighbours("g")), neighbours("ñ")) == (set("ftyhvb"), "")
