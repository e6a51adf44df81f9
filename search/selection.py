"""The SQL of a search: which documents, and a page of them in order."""
# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from search.query import Near, Range, SearchQuery
from search.store import Store, places
from search.wording import Term, Wording

_KM_PER_DEGREE = 111.0
Values = list[object]


@dataclass(frozen=True)
class Condition:
    sql: str
    values: Sequence[object]


@dataclass(frozen=True)
class Selection:
    """What a search leaves: FROM and WHERE, with their values in the order of their places."""

    query: SearchQuery
    wording: Wording
    store: Store
    # Documents with their scores, where they are known already: then no other is found.
    among: Sequence[tuple[int, float]] = ()

    @property
    def is_everything(self) -> bool:
        """Nothing but facets and kinds is asked."""
        return not self.wording.required and not self._conditions

    @property
    def is_ranked_by_words(self) -> bool:
        """The text alone says in what order."""
        by_score = not self.query.near and self.query.sort in ("relevance", "distance")
        return bool(self.wording.required) and by_score

    def scored(self, readings: Sequence[Sequence[Term]]) -> tuple[str, Values]:
        """All documents for these readings of the text, as (doc, score), each as if it weighed 1; the chosen facets and kinds left
        aside."""
        values = [*self.store.ranking(self.query.language), self.store.either(readings)]
        if not self._conditions:
            return self.store.matched, values
        sql = f"SELECT m.doc, m.score FROM ({self.store.matched}) m JOIN search_document d ON d.doc = m.doc WHERE {_all(self._conditions)}"
        return sql, [*values, *_values(self._conditions)]

    def base(self) -> tuple[str, Values]:
        """The numbers of all documents that no text but other conditions leave, the chosen facets and kinds left aside."""
        return f"SELECT d.doc FROM search_document d WHERE {_all(self._conditions)}", _values(self._conditions)

    def page(self) -> tuple[str, Values]:
        """Rows of (doc, score, km) in order: a page, or the first of each kind."""
        query, conditions = self.query, [*self._conditions, *_chosen(self.query)]
        source, score, values = "search_document d", "d.weight", Values()
        if self.wording.required:
            matched, values = self._matched()
            source, score = f"({matched}) m JOIN search_document d ON d.doc = m.doc", "m.score * d.weight"
        km, from_here = "CAST(NULL AS DOUBLE PRECISION)", []
        if query.near:
            km, from_here = "search_km(d.lat, d.lon, %s, %s)", [query.near.lat, query.near.lon]
        join, order, sorted_by = _order(query)
        found = (
            f"(SELECT d.doc, d.kind, d.day, d.name_{query.language} AS name, {score} AS score, {km} AS km "
            f"FROM {source} WHERE {_all(conditions)}) AS h {join}"
        )
        values = [*from_here, *values, *_values(conditions), *sorted_by]
        if query.group:
            sql = (
                f"SELECT doc, score, km FROM (SELECT h.doc, h.score, h.km, row_number() OVER (ORDER BY {order}) AS place, "
                f"row_number() OVER (PARTITION BY h.kind ORDER BY {order}) AS place_in_kind FROM {found}) AS placed "
                "WHERE place_in_kind <= %s ORDER BY place"
            )
            return sql, [*values, query.size]
        sql = f"SELECT h.doc, h.score, h.km FROM {found} ORDER BY {order} LIMIT %s OFFSET %s"
        return sql, [*values, query.size, (query.page - 1) * query.size]

    def _matched(self) -> tuple[str, Values]:
        if self.among:
            rows = ", ".join(["(%s, CAST(%s AS DOUBLE PRECISION))"] * len(self.among))
            return f"SELECT column1 AS doc, column2 AS score FROM (VALUES {rows}) v", list(chain(*self.among))
        return self.store.matched, [*self.store.ranking(self.query.language), self._expression]

    @cached_property
    def _expression(self) -> str:
        return self.store.either(self.wording.readings)

    @cached_property
    def _conditions(self) -> list[Condition]:
        return [*_excluded(self.wording, self.store), *_ranges(self.query), *_inside(self.query.near)]


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(one.sql for one in conditions) or "1 = 1"


def _values(conditions: Sequence[Condition]) -> Values:
    return [value for one in conditions for value in one.values]


def _chosen(query: SearchQuery) -> list[Condition]:
    kinds = [Condition(f"d.kind IN ({places(query.kinds)})", query.kinds)] if query.kinds else []
    inside = "d.doc IN (SELECT f.doc FROM search_facet f WHERE f.facet = %s AND f.value IN ({}))"
    return kinds + [
        Condition(inside.format(places(values)), (facet, *values)) for facet, values in query.facets.items()
    ]


def _excluded(wording: Wording, store: Store) -> list[Condition]:
    return [Condition(f"d.doc NOT IN ({store.holding})", (store.expression([term]),)) for term in wording.excluded]


def _ranges(query: SearchQuery) -> list[Condition]:
    return [_range(name, limits) for name, limits in query.numbers.items() if limits != (None, None)]


def _range(name: str, limits: Range) -> Condition:
    bounds = [(sign, limit) for sign, limit in zip((">=", "<="), limits, strict=True) if limit is not None]
    within = "".join(f" AND n.value {sign} %s" for sign, _ in bounds)
    return Condition(
        f"EXISTS (SELECT 1 FROM search_number n WHERE n.doc = d.doc AND n.name = %s{within})",
        (name, *(limit for _, limit in bounds)),
    )


def _inside(near: Near | None) -> list[Condition]:
    """A box that the database's index can use, then the circle inside it."""
    if near is None or near.km is None or not math.isfinite(near.km):
        return []
    km = max(near.km, 0.0)
    high = km / _KM_PER_DEGREE
    conditions = [Condition("d.lat BETWEEN %s AND %s", (near.lat - high, near.lat + high))]
    wide = high / max(math.cos(math.radians(min(abs(near.lat) + high, 90.0))), 0.001)
    if near.lon - wide >= -180 and near.lon + wide <= 180:
        conditions.append(Condition("d.lon BETWEEN %s AND %s", (near.lon - wide, near.lon + wide)))
    conditions.append(Condition("search_km(d.lat, d.lon, %s, %s) <= %s", (near.lat, near.lon, km)))
    return conditions


def _order(query: SearchQuery) -> tuple[str, str, Values]:
    """A join, an ORDER BY, and the join's values. What lacks the thing sorted by comes last; equals go by score, then distance, then name."""
    join, values = "", Values()
    away = "h.km IS NULL, h.km, " if query.near else ""
    if query.sort == "distance":
        first, away = away, ""
    elif query.sort == "new":
        first = "h.day IS NULL, h.day DESC, "
    elif query.sort == "title":
        first = "h.name, "
    elif query.sort == "relevance":
        first = ""
    else:
        join, values = "LEFT JOIN search_number s ON s.doc = h.doc AND s.name = %s", [query.sort.removeprefix("-")]
        first = f"s.value IS NULL, s.value {'DESC' if query.sort.startswith('-') else 'ASC'}, "
    return join, f"{first}h.score DESC, {away}h.name, h.doc", values
