"""A table of this connection alone, in which an import is laid out before anything of it is applied.

It costs no other writer a moment, and is gone with the process: what was cut off leaves nothing. Then a few statements bring all
of it into the directory in one transaction, which on SQLite holds the write lock for seconds and not for the whole reading.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from directory.coops.models import Cooperative, Place, Source
from directory.lists.facts import COOP_FIELDS
from directory.lists.models import Change

TABLE = "staged_rows"
PLACE_COLUMNS = ("street", "city", "region", "postcode", "country", "lat", "lon")
SOURCE_COLUMNS = ("title", "url", "facts", "as_of", "row_hash", "told")
STAYS, CHANGES, BEGINS = 0, 1, 2
# `step` is a Step, or "" for a row that changes nothing; `place_step` one of the three above.
_OWN = {
    "line": "integer",
    "step": "varchar(8)",
    "writes_coop": "smallint",
    "place_step": "smallint",
    "coop_id": "bigint",
    "place_id": "bigint",
    "source_id": "bigint",
    "public_id": "varchar(16)",
    "slug": "varchar(80)",
}


def _typed() -> dict[str, "Field[Any, Any]"]:
    """Column to the field whose values it takes."""
    fields: dict[str, Field[Any, Any]] = {}
    for model, names in (
        (Cooperative, COOP_FIELDS),
        (Place, PLACE_COLUMNS),
        (Source, (*SOURCE_COLUMNS, "dataset", "record")),
        (Change, ("before", "after")),
    ):
        fields |= {name: _field(model, name) for name in names}
    fields["zone"] = _field(Cooperative, "zone")
    return fields | {"seen": _field(Cooperative, "changed"), "stamped": _field(Cooperative, "changed")}


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    found = model._meta.get_field(name)
    if not isinstance(found, Field):
        raise TypeError(name)
    return found


_JSON = ("told", "before", "after")
_COLUMNS = (*_OWN, *_typed())


class Staging:
    """Made anew for each import. Everything a row does not say is NULL."""

    def __init__(self) -> None:
        types = _OWN | {name: _type_of(field) for name, field in _typed().items()}
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
            cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} ({columns})")
        self._put = f"INSERT INTO {TABLE} VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608 - names of ours
        self._fields = _typed()

    def put(self, rows: Iterable[Mapping[str, Any]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self._put, [[self._value(name, row.get(name)) for name in _COLUMNS] for row in rows])

    def count_anew(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX {TABLE}_coop ON {TABLE} (coop_id)")
            cursor.execute(f"CREATE INDEX {TABLE}_source ON {TABLE} (source_id)")
            if connection.vendor == "postgresql":
                cursor.execute(f"ANALYZE {TABLE}")

    def drop(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")

    def _value(self, name: str, value: Any) -> Any:
        if value is None or name in _OWN:
            return value
        if name in _JSON:
            return json.dumps(value)
        return self._fields[name].get_db_prep_value(value, connection)


def _type_of(field: "Field[Any, Any]") -> str:
    return str(field.db_type(connection))


def run(statement: str, *values: Any) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def column(statement: str, *values: Any) -> list[Any]:
    """The first column of what it finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def insert(model: type[Model], told: Mapping[str, str], *, where: str, now: datetime, joined: str = "") -> int:
    """A row of `model` for each staged one. `told` says by which SQL a column is filled; the others begin as the model says."""
    names, filled, values = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        names.append(f'"{field.column}"')
        if by := told.get(str(field.column)):
            filled.append(by)
            continue
        begins = (
            now if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) else field.get_default()
        )
        filled.append(_placeholder(field))
        values.append(field.get_db_prep_save(begins, connection))
    table, into, what = model._meta.db_table, ", ".join(names), ", ".join(filled)
    return run(
        f'INSERT INTO "{table}" ({into}) SELECT {what} FROM {TABLE} s {joined} WHERE {where} ORDER BY s.line',  # noqa: S608
        *values,
    )


def update(model: type[Model], told: Mapping[str, str], *, key: str, where: str) -> int:
    """The rows of `model` whose id stands in the staged column `key`."""
    what = ", ".join(f'"{name}" = {by}' for name, by in told.items())
    table = model._meta.db_table
    return run(f'UPDATE "{table}" SET {what} FROM {TABLE} s WHERE "{table}".id = s.{key} AND {where}')  # noqa: S608


def _placeholder(field: "Field[Any, Any]") -> str:
    """PostgreSQL does not guess the type of a value that is selected."""
    return f"CAST(%s AS {field.db_type(connection)})" if connection.vendor == "postgresql" else "%s"
