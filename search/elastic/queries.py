"""A search in the words of the server."""

import math
from collections.abc import Sequence
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.analysis import COLUMNS, WEIGHTS
from search.elastic.mapping import BETWEEN
from search.elastic.records import number_field
from search.query import Near, SearchQuery
from search.wording import Term, Wording
from search.words import LANGUAGES, kept

_COLUMNS = {language: (f"title_{language}", "keywords", f"body_{language}") for language in LANGUAGES}
_HALF_ROUND_KM = 20_038.0
Sort = list[dict[str, Any]]
# What of a document comes with a find; the order in which the better comes first; more kinds than there are.
HELD: list[Any] = ["id", "kind", "told", "place"]
BEST: list[Any] = ["_score", {"id": "asc"}]
MOST_KINDS = 50


def required(terms: Sequence[Term], reader: str, least: int | None = None) -> Query:
    """All of these terms, or at least so many, in the words of either language."""
    wanted = [_term(term, reader) for term in terms]
    if least is None:
        return Q("bool", must=wanted)
    return Q("bool", should=wanted, minimum_should_match=least)


def either(wording: Wording, reader: str) -> Query:
    """All terms of one reading, or all of another."""
    readings = [required(terms, reader) for terms in wording.readings]
    return readings[0] if len(readings) == 1 else Q("bool", should=readings, minimum_should_match=1)


def all_but_one(wording: Wording, reader: str) -> Query:
    return required(wording.required, reader, len(wording.required) - 1)


def weighed(text: Query | None, query: SearchQuery, wording: Wording) -> Query:
    """What has the text and passes every condition but kinds and facets; its score times its own weight."""
    found = Q(
        "bool",
        must=[text or Q("match_all")],
        filter=[*_ranges(query), *_inside(query.near)],
        must_not=[_term(term, query.language) for term in wording.excluded],
    )
    return Q("function_score", query=found, field_value_factor={"field": "weight", "missing": 1}, boost_mode="multiply")


def has_conditions(query: SearchQuery, wording: Wording) -> bool:
    return bool(wording.excluded or _ranges(query) or _inside(query.near))


def in_this_order(ids: Sequence[str]) -> Query:
    """Just these documents; the first has the highest score."""
    functions = [{"filter": Q("term", _id=ident), "weight": len(ids) - place} for place, ident in enumerate(ids)]
    among = Q("ids", values=list(ids))
    if not functions:
        return among
    return Q("function_score", query=among, functions=functions, score_mode="first", boost_mode="replace")


def chosen(query: SearchQuery, but: str | None = None) -> Query:
    """The kinds and facets that were chosen, one facet left aside; `kind` leaves aside the kinds, by BETWEEN."""
    passes = [
        Q("terms", labels=[facet + BETWEEN + value for value in values])
        for facet, values in query.facets.items()
        if facet != but
    ]
    if query.kinds and but != BETWEEN:
        passes.append(Q("terms", kind=list(query.kinds)))
    return Q("bool", filter=passes)


def order(query: SearchQuery) -> Sort:
    """What lacks the thing sorted by comes last; equals go by score, then distance, then name."""
    name = f"name_{query.language}"
    first: Sort = []
    away: Sort = []
    if query.near:
        here = {"lat": query.near.lat, "lon": query.near.lon}
        away = [{"_geo_distance": {"place": here, "order": "asc", "unit": "km"}}]
    if query.sort == "distance":
        first, away = away, []
    elif query.sort == "new":
        first = [{"day": {"order": "desc", "missing": "_last"}}]
    elif query.sort == "title":
        first = [{name: {"order": "asc"}}]
    elif query.sort != "relevance":
        field = f"numbers.{number_field(query.sort.removeprefix('-'))}"
        downwards = "desc" if query.sort.startswith("-") else "asc"
        first = [{field: {"order": downwards, "missing": "_last", "unmapped_type": "long"}}]
    return [*first, {"_score": {"order": "desc"}}, *away, {name: {"order": "asc"}}, {"id": {"order": "asc"}}]


def holding(word: str) -> Query:
    """What has a form of the word (folded), in either language."""
    return _term((word,), LANGUAGES[0])


def _term(term: Term, reader: str) -> Query:
    weights = dict(zip(COLUMNS, WEIGHTS[reader], strict=True))
    ways: list[Query] = []
    for language in LANGUAGES:
        words = " ".join(kept(word, language) for word in term)
        if len(term) == 1:
            fields = [f"{column}^{weights[column]}" for column in _COLUMNS[language]]
            ways.append(Q("combined_fields", query=words, fields=fields))
        else:
            ways += [Q("match_phrase", **{c: {"query": words, "boost": weights[c]}}) for c in _COLUMNS[language]]
    return Q("bool", should=ways, minimum_should_match=1)


def _ranges(query: SearchQuery) -> list[Query]:
    return [
        Q(
            "range",
            **{f"numbers.{number_field(name)}": {k: v for k, v in (("gte", low), ("lte", high)) if v is not None}},
        )
        for name, (low, high) in query.numbers.items()
        if (low, high) != (None, None)
    ]


def _inside(near: Near | None) -> list[Query]:
    if near is None or near.km is None or not math.isfinite(near.km):
        return []
    km = min(max(near.km, 0.001), _HALF_ROUND_KM)
    return [Q("geo_distance", distance=f"{km:f}km", place={"lat": near.lat, "lon": near.lon})]
