"""A migrated SQLite database, kept between runs: migrating takes longer than most runs of tests.

It is named after everything that migrations depend on, so another migration or another version makes a new one.
"""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

_KEPT: list[sqlite3.Connection] = []  # a database in memory lives as long as somebody is connected to it


def _edition() -> str:
    digest = sha256()
    for path in _what_it_depends_on(settings.BASE_DIR):
        digest.update(path.as_posix().encode() + path.read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    return digest.hexdigest()[:16]


def _what_it_depends_on(root: Path) -> Iterable[Path]:
    for package in ("ground", "search", "directory", "marketplace", "cms", "config"):
        yield from sorted((root / package).rglob("migrations/*.py"))
        yield from sorted((root / package).rglob("apps.py"))
    yield root / "requirements-dev.txt"
    yield root / "marketplace/ledger/guards.py"
    yield root / "cms/rights.py"


def _file() -> Path:
    return settings.BASE_DIR / ".pytest_cache" / f"migrated-{_edition()}.sqlite3"


def lay() -> bool:
    """Fill the test database, still empty, from the file. False where there is no file, or no database in memory."""
    if connection.vendor != "sqlite" or not _file().exists():
        return False
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    with closing(sqlite3.connect(_file())) as file:
        file.backup(memory)
    _KEPT.append(memory)
    return True


def keep() -> None:
    """Keep the test database as it is after the migrations."""
    if connection.vendor != "sqlite":
        return
    target = _file()
    target.parent.mkdir(exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(beside)) as file:
        connection.connection.backup(file)
    beside.replace(target)
