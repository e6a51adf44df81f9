"""One search on the server: which documents, how many in each facet, in what order."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search import answers
from search.asking import ENOUGH, MOST_MORE
from search.elastic import queries
from search.elastic.mapping import BETWEEN
from search.elastic.queries import BEST, HELD, MOST_KINDS
from search.elastic.server import Asking
from search.elastic.vocabulary import Vocabulary, escaped
from search.query import Hit, SearchQuery, SearchResults
from search.sqlite import kilometres
from search.wording import Wording

_MOST_VALUES = 10_000  # of one facet; the server makes 65,535 in one answer
_LONGEST_FACET = 100  # signs of a name that is looked for by a pattern
_FIRST = 10_000.0  # more than any score
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class ElasticFinder:
    name: str
    server: Asking

    # --- Search ----------------------------------------------------------------------------------------------------
    def find(self, query: SearchQuery, wording: Wording) -> SearchResults:
        text = queries.either(wording, query.language) if wording.required else None
        answer = self._page(query, queries.weighed(text, query, wording))
        whole = answer["aggregations"]["whole"]["doc_count"]
        base, first = whole, {}
        if text and whole < ENOUGH and wording.all_but_one and not query.literal:
            first = self._with_fewer_words(query, wording, text, whole)
            base = len(first)
            answer = self._page(query, queries.in_this_order(list(first)))
        return self._results(query, wording, answer, whole, base, first)

    def _page(self, query: SearchQuery, found: Query) -> dict[str, Any]:
        search = Search().query(found).source(HELD).extra(track_total_hits=True)
        search = search.post_filter(queries.chosen(query)).sort(*queries.order(query))
        at = (query.page - 1) * query.size
        search = search[0:0] if query.group else search[at : at + query.size]
        search.aggs.bucket("whole", "filter", filter=Q("match_all"))
        search.aggs.bucket("kinds", "filter", filter=queries.chosen(query, but=BETWEEN)).bucket(
            "values", "terms", field="kind", size=MOST_KINDS
        )
        if query.group:
            search.aggs.bucket("groups", "filter", filter=queries.chosen(query)).bucket(
                "kinds", "terms", field="kind", size=MOST_KINDS
            ).bucket("best", "top_hits", size=query.size, sort=queries.order(query), _source=HELD)
        if query.counted:
            _count(search, query)
        return self.server.ask(search.to_dict())

    def _with_fewer_words(self, query: SearchQuery, wording: Wording, text: Query, number: int) -> dict[str, float]:
        """Scores by id, best first: those `number` with all words, then the best that lack one. Only so many are counted and shown:
        one common word has thousands."""
        fewer = queries.all_but_one(wording, query.language)
        searches = [
            Search().query(queries.weighed(one, query, wording)).source(False).sort(*BEST)[0:most]
            for one, most in ((text, number), (fewer, number + MOST_MORE))
        ]
        found = [
            {hit["_id"]: float(hit["_score"]) for hit in answer["hits"]["hits"]}
            for answer in self.server.ask_many([search.to_dict() for search in searches])
        ]
        more = [(ident, score) for ident, score in found[1].items() if ident not in found[0]][:MOST_MORE]
        return {ident: _FIRST + score for ident, score in found[0].items()} | dict(more)

    def _results(
        self,
        query: SearchQuery,
        wording: Wording,
        answer: Answer,
        whole: int,
        base: int,
        first: Mapping[str, float],
    ) -> SearchResults:
        total = int(answer["hits"]["total"]["value"])
        counted = answer["aggregations"]
        hits = tuple(_hit(hit, query, wording.looked_for, first) for hit in _found(query, answer))
        kinds = dict.fromkeys(query.kinds, 0) | _buckets(counted["kinds"])
        everything = not wording.required and not queries.has_conditions(query, wording)
        return SearchResults(
            hits=hits,
            total=total,
            facets=answers.facets(_facets(counted, query), query) if query.counted else {},
            kinds=kinds,
            groups=answers.groups(query, hits, kinds) if query.group else (),
            did_you_mean="",
            how="as written",
            engine=self.name,
            page=query.page,
            size=query.size,
            whole=total if everything else whole,
            widened=base > whole,
        )

    # --- Words -----------------------------------------------------------------------------------------------------
    def known(self, words: Sequence[str]) -> set[str]:
        return Vocabulary(self.server).known(words)

    def better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        return Vocabulary(self.server).better(text, wording, only_unknown=only_unknown)


def _count(search: Search[Any], query: SearchQuery) -> None:
    """All facets under what was chosen, and each facet with a choice as if nothing of it were chosen: so its counts stay right when
    several of its values are chosen."""
    everything = A("terms", field="labels", size=_MOST_VALUES)
    search.aggs.bucket("labels", "filter", filter=queries.chosen(query)).bucket("values", everything)
    for at, facet in enumerate(query.facets):
        own = A("terms", field="labels", size=_MOST_VALUES)
        if len(facet) <= _LONGEST_FACET:
            own = A("terms", field="labels", size=_MOST_VALUES, include=escaped(facet + BETWEEN) + ".*")
        search.aggs.bucket(f"own{at}", "filter", filter=queries.chosen(query, but=facet)).bucket("values", own)


def _facets(counted: Answer, query: SearchQuery) -> dict[str, dict[str, int]]:
    facets: dict[str, dict[str, int]] = {}
    for at, facet in enumerate(query.facets):
        _add(
            facets,
            {label: n for label, n in _buckets(counted[f"own{at}"]).items() if label.startswith(facet + BETWEEN)},
        )
    others = _buckets(counted["labels"])
    _add(facets, {label: n for label, n in others.items() if label.partition(BETWEEN)[0] not in query.facets})
    return facets


def _add(facets: dict[str, dict[str, int]], labels: Mapping[str, int]) -> None:
    for label, number in labels.items():
        facet, _between, value = label.partition(BETWEEN)
        facets.setdefault(facet, {})[value] = number


def _buckets(counted: Answer) -> dict[str, int]:
    return {one["key"]: one["doc_count"] for one in counted["values"]["buckets"]}


def _found(query: SearchQuery, answer: Answer) -> list[Answer]:
    """The hits of the page, or of all groups in one order."""
    if not query.group:
        return list(answer["hits"]["hits"])
    hits = [
        hit for kind in answer["aggregations"]["groups"]["kinds"]["buckets"] for hit in kind["best"]["hits"]["hits"]
    ]
    for at, sort in reversed(list(enumerate(queries.order(query)))):
        downwards = next(iter(sort.values()))["order"] == "desc"
        there = [hit for hit in hits if hit["sort"][at] is not None]
        there.sort(key=lambda hit: _comparable(hit["sort"][at]), reverse=downwards)
        hits = [*there, *(hit for hit in hits if hit["sort"][at] is None)]
    return hits


def _comparable(value: object) -> Any:
    return float("inf") if value == "Infinity" else value


def _hit(found: Answer, query: SearchQuery, words: frozenset[str], first: Mapping[str, float]) -> Hit:
    held = found["_source"]
    place, near = held.get("place"), query.near
    km = kilometres(place["lat"], place["lon"], near.lat, near.lon) if place and near else None
    at = next(at for at, sort in enumerate(queries.order(query)) if "_score" in sort)
    score = first.get(found["_id"]) if first else found["sort"][at]
    return answers.hit(
        held["id"],
        held["kind"],
        json.loads(held["told"]),
        float(score or 0.0),
        km,
        language=query.language,
        words=words,
    )
