"""What the database itself refuses of the ledger, on SQLite and PostgreSQL alike.

- an UPDATE or DELETE of an account, entry or posting (and a TRUNCATE, on PostgreSQL);
- an entry without postings, or whose postings do not sum to zero;
- a posting added to an entry that stands already.

Triggers do it. They are made after every `migrate` and not by a migration: SQLite drops a table's triggers when a
migration remakes the table, and refuses the remake while a trigger of another table reads it, so they are also lifted
before a migration of this app. The system check `ledger.W001` and `check_invariants` say when one is missing. Django's
flush between tests has to go through `lifted`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.utils import DEFAULT_DB_ALIAS

ACCOUNT, ENTRY, POSTING = TABLES = ("ledger_account", "ledger_entry", "ledger_posting")
_UNCHANGED = "ledger rows are never changed or deleted"
_UNBALANCED = "a ledger entry needs postings that sum to zero"
_CLOSED = "a ledger entry takes no more postings once it stands"

BALANCES, IN_TIME = "ledger_entry_balances", "ledger_posting_in_time"
_NO_BALANCE = "(SELECT COALESCE(SUM(amount_minor), 1) <> 0 FROM ledger_posting WHERE entry_id = NEW.id)"
_STANDS = "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry_id)"


class Trigger(NamedTuple):
    name: str
    table: str
    sql: str


def _sqlite() -> list[Trigger]:
    def trigger(name: str, table: str, when: str, message: str) -> Trigger:
        sql = f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return Trigger(name, table, sql)

    return [
        trigger(BALANCES, ENTRY, f"INSERT ON {ENTRY} WHEN {_NO_BALANCE}", _UNBALANCED),
        trigger(IN_TIME, POSTING, f"INSERT ON {POSTING} WHEN {_STANDS}", _CLOSED),
        *(trigger(f"{table}_no_update", table, f"UPDATE ON {table}", _UNCHANGED) for table in TABLES),
        *(trigger(f"{table}_no_delete", table, f"DELETE ON {table}", _UNCHANGED) for table in TABLES),
    ]


def _postgres() -> list[Trigger]:
    def trigger(name: str, table: str, when: str, function: str) -> Trigger:
        return Trigger(name, table, f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION {function}()")

    return [
        trigger(BALANCES, ENTRY, f"INSERT ON {ENTRY} FOR EACH ROW", "ledger_balances"),
        trigger(IN_TIME, POSTING, f"INSERT ON {POSTING} FOR EACH ROW", "ledger_in_time"),
        *(
            trigger(f"{table}_no_change", table, f"UPDATE OR DELETE ON {table} FOR EACH ROW", "ledger_refuse")
            for table in TABLES
        ),
        *(
            trigger(f"{table}_no_truncate", table, f"TRUNCATE ON {table} FOR EACH STATEMENT", "ledger_refuse")
            for table in TABLES
        ),
    ]


def _function(name: str, condition: str, message: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
    """


_POSTGRES_FUNCTIONS = (
    _function("ledger_refuse", "true", _UNCHANGED),
    _function("ledger_balances", _NO_BALANCE, _UNBALANCED),
    _function("ledger_in_time", _STANDS, _CLOSED),
)


def _triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    return {"sqlite": _sqlite, "postgresql": _postgres}[connection.vendor]()


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the triggers that do not stand."""
    connection = connections[using]
    known = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        known = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(pg_class.oid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(known)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted({trigger.name for trigger in _triggers(connection)} - standing)


def standing(using: str = DEFAULT_DB_ALIAS) -> bool:
    return not missing(using)


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the triggers anew where one is missing. Harmless to repeat."""
    if not missing(using):
        return
    lift(using)
    connection = connections[using]
    functions = _POSTGRES_FUNCTIONS if connection.vendor == "postgresql" else ()
    with connection.cursor() as cursor:
        for sql in (*functions, *(trigger.sql for trigger in _triggers(connection))):
            cursor.execute(sql)


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    """Takes the triggers away. Only for migrations and, by `lifted`, for Django's flush in tests and a restore."""
    connection = connections[using]
    on_table = " ON {0.table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for trigger in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}" + on_table.format(trigger))


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without the triggers, and with them again afterwards, also after an error."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def lift_before_migrate(
    sender: AppConfig, using: str, plan: Sequence[tuple[Migration, bool]] = (), **_kwargs: Any
) -> None:
    """A receiver of `pre_migrate`. On SQLite only, and only when tables of this app may be remade."""
    if connections[using].vendor == "sqlite" and any(migration.app_label == "ledger" for migration, _back in plan):
        lift(using)


def install_after_migrate(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """A receiver of `post_migrate`. Says nothing while the tables are not there (a migration backwards)."""
    if _has_tables(using):
        install(using)


def _has_tables(using: str) -> bool:
    return set(TABLES) <= set(connections[using].introspection.table_names())


@checks.register(checks.Tags.database)
def check_guards(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """A warning and no error: `migrate` runs this check first, and is what puts the triggers back."""
    return [
        checks.Warning(
            f"The ledger is not guarded; missing: {', '.join(missing(using))}.",
            hint="Run `manage.py migrate`; it puts the triggers back.",
            id="ledger.W001",
        )
        for using in databases or []
        if _has_tables(using) and missing(using)
    ]
