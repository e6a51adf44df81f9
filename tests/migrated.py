"""A migrated database, kept between runs: migrating takes longer than most runs of tests.

On SQLite it is a file, on PostgreSQL a template. It is named after everything that migrations depend on, so another
migration or another version makes a new one. Of several workers the first makes it and the others wait for it.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

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


def _folder() -> Path:
    folder = Path(settings.BASE_DIR) / ".pytest_cache"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    with (_folder() / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "tests.migrated"], cwd=settings.BASE_DIR, env=environment, check=True)


def file() -> Path:
    """The migrated SQLite database, to be copied."""
    kept = _folder() / f"migrated-{_edition()}.sqlite3"
    with _alone():
        if not kept.exists():
            beside = kept.with_suffix(".begun")
            beside.unlink(missing_ok=True)
            _migrate(f"sqlite:///{beside}")
            beside.replace(kept)
    return kept


def template() -> str:
    """The name of the migrated database on the PostgreSQL server in use, to be named as a template."""
    name, begun = f"migrated_{_edition()}", f"begun_{_edition()}"
    with _alone(), psycopg.connect(address_of("postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(begun)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(begun)))
            _migrate(address_of(begun))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(begun), sql.Identifier(name)))
    return name


def address_of(database: str) -> str:
    """Of another database on the PostgreSQL server in use."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def lay() -> None:
    """The test database, which is still to be made, begins with what is migrated."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = template()
        return
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    with closing(sqlite3.connect(file())) as kept:
        kept.backup(memory)
    _KEPT.append(memory)


def _main() -> None:
    import django  # noqa: PLC0415 - the settings come first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from config.management.commands import up  # noqa: PLC0415

    up._migrate()  # in an order of its own, which takes a third less
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.close()


if __name__ == "__main__":
    _main()
