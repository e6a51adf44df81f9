"""Forty buyers for five pieces: five have one, thirty-five are told, on SQLite and on PostgreSQL.

The last test takes the guard away and sees the shop sell what it does not have: the race is real.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter

import psycopg
import pytest
from django.conf import settings

from ground.ids import public_id
from tests import migrated

pytestmark = pytest.mark.database
BUYERS, PIECES, PROCESSES = 40, 5, 4
_SECONDS_TO_START = 8


@pytest.fixture
def database(tmp_path):
    """The environment of an empty migrated database: a file of SQLite, or one more on the PostgreSQL server in use."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "WITHOUT": "cms"}
    default = settings.DATABASES["default"]
    if not default["ENGINE"].endswith("postgresql"):
        environment.pop("DATABASE_URL", None)
        shutil.copy(migrated.file(), tmp_path / "site.sqlite3")
        yield environment
        return
    name = f"race_{public_id()}"
    with psycopg.connect(migrated.address_of("postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated.template()}"')
        yield environment | {"DATABASE_URL": migrated.address_of(name)}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def start(environment, *arguments):
    command = [sys.executable, "-m", "tests.marketplace.orders.race", *map(str, arguments)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)


def answer(process):
    out, _ = process.communicate(timeout=120)
    return json.loads(out.rpartition("ANSWER ")[2])


def press(environment, guard, forms):
    """All forms at the same moment, from four processes."""
    moment = time.time() + _SECONDS_TO_START
    running = [start(environment, "buy", guard, moment, *forms[n::PROCESSES]) for n in range(PROCESSES)]
    return sum((Counter(answer(process)) for process in running), Counter())


def forms_of(carts):
    return [f"{cart}:key-of-buyer-number-{n:04}" for n, cart in enumerate(carts)]


def test_forty_buyers_for_five_pieces_buy_exactly_five(database):
    carts = answer(start(database, "prepare", BUYERS, PIECES))
    outcome = press(database, "guarded", forms_of(carts))
    assert outcome == {"bought": PIECES, "told": BUYERS - PIECES}
    assert answer(start(database, "count")) == {"left": 0, "sold": PIECES, "purchases": PIECES, "books": []}


def test_forty_presses_of_one_button_are_one_order(database):
    (cart,) = answer(start(database, "prepare", 1, PIECES))
    outcome = press(database, "guarded", [f"{cart}:the-one-key-of-the-one-form"] * BUYERS)
    assert outcome == {"bought": BUYERS}
    assert answer(start(database, "count")) == {"left": PIECES - 1, "sold": 1, "purchases": 1, "books": []}


def test_without_the_guard_more_are_sold_than_there_are(database):
    carts = answer(start(database, "prepare", BUYERS, PIECES))
    press(database, "careless", forms_of(carts))
    assert answer(start(database, "count"))["sold"] > PIECES
