"""The SQL for a search: a set of `hits`, then its counts and its page.

A filter a person chose (a kind, a facet) does not throw a document out at once: each document carries how many of the filters
it *missed* and which one it is *lacking*. A find missed none. A document that lacks just the facet F is what choosing another
value of F would add, so it counts for F and for nothing else. One pass gives counts that stay right when several values of one
facet are chosen.
"""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.query import Near, Range, SearchQuery
from search.store import Store, places
from search.wording import Wording

_KIND = "kind:"  # no facet can be called so: it is never stored
_KM_PER_DEGREE = 111.0
Values = list[object]


@dataclass(frozen=True)
class Condition:
    sql: str
    values: Sequence[object]
    of: str = ""  # the filter it belongs to


@dataclass(frozen=True)
class Selection:
    """`hits` is a WITH clause of (doc, kind, name, day, score, km, missed, lacking)."""

    hits: str
    values: Values

    def counts(self, *, with_facets: bool) -> tuple[str, Values]:
        """Rows of (what, facet, value, count), where what is total, kind or facet."""
        sql = (
            f"{self.hits} SELECT 'total', '', '', count(*) FROM hits WHERE missed = 0 "
            "UNION ALL SELECT 'kind', '', kind, count(*) FROM hits WHERE missed = 0 OR lacking = %s GROUP BY kind"
        )
        if with_facets:
            sql += (
                " UNION ALL SELECT 'facet', f.facet, f.value, count(*) FROM hits h JOIN search_facet f ON f.doc = h.doc "
                "WHERE h.missed = 0 OR h.lacking = f.facet GROUP BY f.facet, f.value"
            )
        return sql, [*self.values, _KIND]

    def page(self, query: SearchQuery) -> tuple[str, Values]:
        """Rows of (doc, score, km) in order: a page, or the first of each kind."""
        join, order, values = _order(query)
        if query.group:
            sql = (
                f"{self.hits} SELECT doc, score, km FROM (SELECT h.doc, h.score, h.km, "
                f"row_number() OVER (ORDER BY {order}) AS place, "
                f"row_number() OVER (PARTITION BY h.kind ORDER BY {order}) AS place_in_kind "
                f"FROM hits h {join} WHERE h.missed = 0) AS placed WHERE place_in_kind <= %s ORDER BY place"
            )
            return sql, [*self.values, *values, query.size]
        sql = f"{self.hits} SELECT h.doc, h.score, h.km FROM hits h {join} WHERE h.missed = 0 ORDER BY {order} LIMIT %s OFFSET %s"
        return sql, [*self.values, *values, query.size, (query.page - 1) * query.size]


def select(query: SearchQuery, wording: Wording, store: Store) -> Selection:
    chosen, conditions = _chosen(query), [*_excluded(wording, store), *_ranges(query), *_inside(query.near)]
    matched, source, score, first = "", "search_document d", "d.weight", []
    if wording.required:
        matched = f"matched AS MATERIALIZED ({store.matched}), "
        source, score = "matched m JOIN search_document d ON d.doc = m.doc", "m.score * d.weight"
        first = [*store.ranking(query.language), store.expression(wording.required)]
    km, from_here = "CAST(NULL AS DOUBLE PRECISION)", []
    if query.near:
        km, from_here = "search_km(d.lat, d.lon, %s, %s)", [query.near.lat, query.near.lon]
    misses = "".join(f", CASE WHEN {one.sql} THEN 0 ELSE 1 END AS m{at}" for at, one in enumerate(chosen))
    missed = " + ".join(f"m{at}" for at in range(len(chosen))) or "0"
    lacking = "".join(f" WHEN m{at} = 1 THEN %s" for at in range(len(chosen)))
    hits = (
        f"WITH {matched}hits AS MATERIALIZED (SELECT doc, kind, name, day, score, km, {missed} AS missed, "
        f"{f'CASE{lacking} END' if lacking else 'CAST(NULL AS TEXT)'} AS lacking FROM (SELECT d.doc, d.kind, "
        f"d.name_{query.language} AS name, d.day, {score} AS score, {km} AS km{misses} "
        f"FROM {source} WHERE {' AND '.join(one.sql for one in conditions) or '1 = 1'}) AS base WHERE {missed} <= 1)"
    )
    # In the order of the places in the text.
    values = [*first, *(one.of for one in chosen), *from_here, *_values(chosen), *_values(conditions)]
    return Selection(hits, values)


def _values(conditions: Sequence[Condition]) -> Values:
    return [value for one in conditions for value in one.values]


def _chosen(query: SearchQuery) -> list[Condition]:
    kinds = [Condition(f"d.kind IN ({places(query.kinds)})", query.kinds, _KIND)] if query.kinds else []
    return kinds + [
        Condition(
            "EXISTS (SELECT 1 FROM search_facet f WHERE f.doc = d.doc AND f.facet = %s "
            f"AND f.value IN ({places(values)}))",
            (facet, *values),
            facet,
        )
        for facet, values in query.facets.items()
    ]


def _excluded(wording: Wording, store: Store) -> list[Condition]:
    return [Condition(f"d.doc NOT IN ({store.holding})", (store.expression([term]),)) for term in wording.excluded]


def _ranges(query: SearchQuery) -> list[Condition]:
    return [_range(name, limits) for name, limits in query.numbers.items() if limits != (None, None)]


def _range(name: str, limits: Range) -> Condition:
    sql, values = "EXISTS (SELECT 1 FROM search_number n WHERE n.doc = d.doc AND n.name = %s", [name]
    bounds = [(sign, limit) for sign, limit in zip((">=", "<="), limits, strict=True) if limit is not None]
    return Condition(
        sql + "".join(f" AND n.value {sign} %s" for sign, _ in bounds) + ")", (*values, *(limit for _, limit in bounds))
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
    """A join, an ORDER BY and the join's values. What lacks the thing sorted by comes last."""
    join, values = "", []
    if query.sort == "distance" and query.near:
        first = "h.km IS NULL, h.km, "
    elif query.sort == "new":
        first = "h.day IS NULL, h.day DESC, "
    elif query.sort == "title":
        first = "h.name, "
    elif query.sort in ("relevance", "distance"):
        first = ""
    else:
        join, values = "LEFT JOIN search_number s ON s.doc = h.doc AND s.name = %s", [query.sort.removeprefix("-")]
        first = f"s.value IS NULL, s.value {'DESC' if query.sort.startswith('-') else 'ASC'}, "
    return join, f"{first}h.score DESC, h.name, h.doc", values
