"""The index in an SQLite file of its own, with FTS5. Several processes read and write it at once.

The file holds nothing that cannot be built again: one that is missing, damaged or of another version is begun anew and empty, and
the log says that `manage.py index` fills it.
"""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import fcntl
import logging
import math
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from search.analysis import COLUMNS, WEIGHTS, Analysed
from search.store import Row, Run
from search.tables import NAMES, VERSION, statements
from search.words import LANGUAGES, kept

T = TypeVar("T")
logger = logging.getLogger(__name__)
_EARTH_RADIUS_KM = 6371.0
_SHORT_READ = 522  # SQLITE_IOERR_SHORT_READ: the file was cut off
_TEXT = f"CREATE VIRTUAL TABLE search_text USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii')"


class Damaged(Exception):
    """The file is not an index that can be used."""


class _Run:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(sql.replace("%s", "?"), tuple(values)).fetchall()

    def scores(self, sql: str, values: Sequence[object] = ()) -> dict[int, float]:
        return dict(self._connection.execute(sql.replace("%s", "?"), tuple(values)))

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(sql.replace("%s", "?"), rows)


class _Held(threading.local):
    """The thread's own connection, the file it is to, and the process that opened it."""

    connection: sqlite3.Connection | None = None
    file: tuple[int, int] | None = None
    process: int = 0


class SqliteStore:
    name = "SQLite"
    text_tables: Sequence[tuple[str, str]] = (("search_text", "rowid"),)
    matched = (
        f"SELECT rowid AS doc, -bm25(search_text, {', '.join(['%s'] * len(COLUMNS))}) AS score "
        "FROM search_text WHERE search_text MATCH %s"
    )
    named = matched
    holding = "SELECT rowid AS doc FROM search_text WHERE search_text MATCH %s"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held = _Held()

    # --- Transactions ----------------------------------------------------------------------------------------------
    def read(self, work: Callable[[Run], T]) -> T:
        return self._steadily("BEGIN", work)

    def write(self, work: Callable[[Run], T]) -> T:
        return self._steadily("BEGIN IMMEDIATE", work)

    def _steadily(self, begin: str, work: Callable[[Run], T]) -> T:
        """A file that proves damaged is begun anew, and the work is done once more on the empty one."""
        try:
            return self._transact(begin, work)
        except (Damaged, sqlite3.DatabaseError) as error:
            if not _is_damage(error):
                raise
            self._renew(error)
            return self._transact(begin, work)

    def _transact(self, begin: str, work: Callable[[Run], T]) -> T:
        connection = self._connection()
        connection.execute(begin)
        try:
            result = work(_Run(connection))
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        return result

    # --- The file --------------------------------------------------------------------------------------------------
    def _connection(self) -> sqlite3.Connection:
        held = self._held
        if held.connection and held.process == os.getpid() and held.file == self._file():
            return held.connection
        self.close()
        if self._file() is None:
            raise Damaged("there is none")
        connection = _open(self.path)
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            connection.close()
            raise Damaged("it is of another version")
        held.connection, held.file, held.process = connection, self._file(), os.getpid()
        return connection

    def close(self) -> None:
        """Lets go of the thread's connection."""
        if self._held.connection and self._held.process == os.getpid():
            self._held.connection.close()
        self._held.connection = None

    def _file(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def begin(self) -> None:
        """An empty index where there was none."""
        self._renew(None)

    def _renew(self, reason: Exception | None) -> None:
        """Puts an empty index in the place of the file, unless another process has just done so."""
        self.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(self.path.with_name(self.path.name + ".lock")):
            if self._is_sound():
                return
            if reason:
                logger.warning("The search index was begun anew because %s. Fill it with: manage.py index", reason)
            fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
            fresh.unlink(missing_ok=True)
            connection = _open(fresh)
            _create(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("PRAGMA journal_mode = DELETE")  # leaves no second file behind
            connection.close()
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            fresh.replace(self.path)

    def _is_sound(self) -> bool:
        try:
            return bool(self._connection().execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        except (Damaged, sqlite3.DatabaseError):
            self.close()
            return False

    # --- What an engine asks ---------------------------------------------------------------------------------------
    def heal(self) -> None:
        if not self._is_sound():
            self._renew(Damaged("it was damaged or missing"))

    def empty(self, run: Run) -> None:
        for table in (*NAMES, "search_state"):
            run.rows(f"DROP TABLE IF EXISTS {table}")
        for statement in _statements():
            run.rows(statement)

    def settle(self) -> None:
        connection = self._connection()
        connection.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
        connection.execute("PRAGMA optimize = 0x10002")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def put_words(self, run: Run, texts: Iterable[tuple[int, Analysed]]) -> None:
        run.insert(
            f"INSERT INTO search_text (rowid, {', '.join(COLUMNS)}) VALUES (%s{', %s' * len(COLUMNS)})",
            ((number, *map(" ".join, text.columns)) for number, text in texts),
        )

    def ranking(self, reader: str) -> Sequence[object]:
        return WEIGHTS[reader]

    def expression(self, terms: Sequence[tuple[str, ...]]) -> str:
        return " AND ".join(
            "(" + " OR ".join(f'"{" ".join(kept(word, language) for word in term)}"' for language in LANGUAGES) + ")"
            for term in terms
        )

    def either(self, readings: Sequence[Sequence[tuple[str, ...]]]) -> str:
        return " OR ".join(f"({self.expression(terms)})" for terms in readings)

    def beginning(self, words: Sequence[str]) -> str:
        return " AND ".join(f'"w{word}" *' for word in words)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    connection.create_function("search_km", 4, kilometres, deterministic=True)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
    except BaseException:
        connection.close()
        raise
    return connection


def _statements() -> Iterator[str]:
    yield from statements(number="INTEGER", raw="BLOB", clustered=" WITHOUT ROWID")
    yield _TEXT


def _create(connection: sqlite3.Connection) -> None:
    for statement in _statements():
        connection.execute(statement)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process and thread at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_damage(error: Exception) -> bool:
    if isinstance(error, Damaged):
        return True
    code = getattr(error, "sqlite_errorcode", 0) or 0
    lost = code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or code == _SHORT_READ
    return lost or "no such table: search_" in str(error)


def kilometres(lat: float | None, lon: float | None, to_lat: float, to_lon: float) -> float | None:
    """Great-circle distance between two points in degrees."""
    if lat is None or lon is None:
        return None
    one, other = math.radians(lat), math.radians(to_lat)
    half = (
        math.sin((other - one) / 2) ** 2
        + math.cos(one) * math.cos(other) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
