"""Queries that are asked on every page and differ in their values only: their SQL is written once in a process.

To put a queryset into SQL takes Django several times as long as SQLite takes to answer it. See docs/decisions/prepared.md.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row", bound=Model)
Value = str | int | date | datetime
Given = Value | tuple[Value, ...]


_MOST = 16  # values in a tuple: each size has SQL of its own, and few carts are larger


class CannotBePrepared(ValueError):
    """The query depends on something else than its values, or changes them on their way into the database."""


class Prepared(Generic[Row]):
    """`by_code = Prepared(lambda code: Order.objects.filter(code=code))`, then `by_code("KJX")` is a list of orders.

    `build` may depend on nothing but its values: no language, no setting, no clock (which is found out and refused with
    CannotBePrepared), and nothing is prefetched. Values are compared as they are (`=`, `<`, `__in` for a tuple); None is
    not one of them.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._build = build
        self._plans: dict[tuple[object, ...], _Plan] = {}

    def __call__(self, *given: Given) -> list[Row]:
        sizes = [len(one) for one in given if isinstance(one, tuple)]
        if 0 in sizes:  # nothing is in an empty tuple
            return []
        if max(sizes, default=0) > _MOST:
            return list(self._build(*given))
        shape = tuple((type(one), len(one)) if isinstance(one, tuple) else type(one) for one in given)
        plan = self._plans.get(shape)
        if plan is None:
            plan = self._plans[shape] = _Plan(self._build, given)
        return plan.rows(_flat(given))

    def first(self, *given: Given) -> Row | None:
        """Of what is unique: all that match are fetched."""
        return next(iter(self(*given)), None)


class _Plan:
    """One query in SQL, and where in it which value goes."""

    def __init__(self, build: Callable[..., QuerySet[Any]], given: Sequence[Given]) -> None:
        samples = _Samples(given, turn=0), _Samples(given, turn=1)
        self._queryset: Any = build(*samples[0].given)
        self._compiler = _compiler_of(self._queryset)
        self._sql, first = self._compiler.as_sql()
        other_sql, second = _compiler_of(build(*samples[1].given)).as_sql()
        self._slots = [_slot(pair, samples) for pair in zip(first, second, strict=True)]
        self._fixed = list(first)
        self._converters = self._compiler.get_converters([column[0] for column in self._compiler.select])
        used = {slot for slot in self._slots if slot is not None} == set(range(len(_flat(given))))
        if self._sql != other_sql or not used or not _is_plain(self._queryset):
            raise CannotBePrepared(self._sql)
        told: dict[str, Any] = self._compiler.klass_info
        self._model: type[Model] = told["model"]
        self._own = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
        self._names = [column[0].target.attname for column in self._compiler.select[self._own]]
        self._related = get_related_populators(told, self._compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of a newer Django
        self._annotations: list[tuple[str, int]] = list((self._compiler.annotation_col_map or {}).items())

    def rows(self, values: Sequence[Value]) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        adapted = [_adapted(value, connection) for value in values]
        params: list[Any] = [
            fixed if slot is None else adapted[slot] for slot, fixed in zip(self._slots, self._fixed, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        return [self._row(values, connection) for values in found]

    def _row(self, values: Sequence[Any], connection: Any) -> Model:
        if self._converters:
            values = list(values)
            for place, (converters, expression) in self._converters.items():
                for convert in converters:
                    values[place] = convert(values[place], expression, connection)
        row = self._model.from_db(DEFAULT_DB_ALIAS, self._names, values[self._own])
        for related in self._related:
            related.populate(values, row)
        for name, place in self._annotations:
            setattr(row, name, values[place])
        return row


def _is_plain(queryset: Any) -> bool:
    """Whole rows, nothing prefetched, nothing known of them beforehand."""
    known = queryset._prefetch_related_lookups or queryset._known_related_objects
    return queryset._iterable_class is ModelIterable and not known


def _compiler_of(queryset: QuerySet[Any]) -> Any:
    return queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)


def _flat(given: Iterable[Given]) -> list[Value]:
    return [value for one in given for value in (one if isinstance(one, tuple) else (one,))]


def _adapted(value: Value, connection: Any) -> object:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Samples:
    """Values that no query holds by itself, of the types that are given; another `turn` has others."""

    def __init__(self, given: Sequence[Given], *, turn: int) -> None:
        number = iter(range(31_000 + 500 * turn, 31_500 + 500 * turn))  # fits the smallest of number columns

        def like(value: Value) -> Value:
            unlike = next(number)
            if isinstance(value, datetime):
                return datetime(1931, 1, 1, tzinfo=UTC) + timedelta(seconds=unlike)
            if isinstance(value, date):
                return date(1931, 1, 1) + timedelta(days=unlike)
            return f"~{unlike}~" if isinstance(value, str) else unlike

        self.given = [tuple(map(like, one)) if isinstance(one, tuple) else like(one) for one in given]
        self.adapted = [_adapted(value, connections[DEFAULT_DB_ALIAS]) for value in _flat(self.given)]


def _slot(pair: tuple[object, object], samples: tuple[_Samples, _Samples]) -> int | None:
    """Which value stands here in the SQL; None for a constant of the query."""
    for place, told in enumerate(zip(samples[0].adapted, samples[1].adapted, strict=True)):
        if pair == told:
            return place
    if pair[0] != pair[1]:
        raise CannotBePrepared(f"{pair[0]} became {pair[1]}")
    return None


class PreparedInsert(Generic[Row]):
    """`write = PreparedInsert(Order)`, then `write(orders)` does what `Order.objects.bulk_create(orders)` does: one statement,
    no signal, and each row knows its id since. Raises what that raises.

    Rows are new, of this very model, and all or none of them bring their id.
    """

    def __init__(self, model: type[Row]) -> None:
        self._model = model
        self._plans: dict[tuple[int, bool], tuple[str, list[Any]]] = {}

    def __call__(self, rows: Iterable[Row]) -> None:
        new = list(rows)
        if not new:
            return
        if len(new) > _MOST:
            self._model._default_manager.bulk_create(new)
            return
        for row in new:
            row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
        shape = len(new), new[0].pk is None
        if shape not in self._plans:
            self._plans[shape] = self._planned(new)
        sql, fields = self._plans[shape]
        connection = connections[DEFAULT_DB_ALIAS]
        values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in new for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            ids = cursor.fetchall() if shape[1] else []
        for row, (pk,) in zip(new, ids, strict=False):
            row.pk = pk
        for row in new:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def _planned(self, rows: Sequence[Row]) -> tuple[str, list[Any]]:
        meta = self._model._meta
        fields: list[Any] = [field for field in meta.concrete_fields if rows[0].pk is not None or field is not meta.pk]
        quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
        if any(field.generated or field.has_db_default() or hasattr(field, "get_placeholder") for field in fields):
            raise CannotBePrepared(meta.label)
        row = f"({', '.join(['%s'] * len(fields))})"
        columns = ", ".join(quoted(field.column) for field in fields)
        back = f" RETURNING {quoted(str(meta.pk.column))}" if rows[0].pk is None and meta.pk else ""
        table, all_rows = quoted(meta.db_table), ", ".join([row] * len(rows))
        return f"INSERT INTO {table} ({columns}) VALUES {all_rows}{back}", fields  # noqa: S608 - names of columns


def hand_out(parents: Iterable[Model], name: str, rows: Iterable[Model]) -> None:
    """What a prefetch does: each of `parents` has those of `rows` that are its own in `parent.<name>.all()`, and these
    know their parent. `name` is the accessor of a foreign key's other side.
    """
    by_parent = {parent.pk: (parent, list[Model]()) for parent in parents}
    for row in rows:
        field = _field_of(next(iter(by_parent.values()))[0], name)
        parent, own = by_parent[getattr(row, field.attname)]
        setattr(row, field.name, parent)
        own.append(row)
    for parent, own in by_parent.values():
        queryset = getattr(parent, name).get_queryset()
        queryset._result_cache, queryset._prefetch_done = own, True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def _field_of(parent: Model, name: str) -> Any:
    return getattr(type(parent), name).field
