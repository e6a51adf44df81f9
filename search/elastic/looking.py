"""One search on the server: which documents, how many in each facet, in what order."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search import answers
from search.asking import ENOUGH, MOST_MORE, MUCH_MORE
from search.elastic import queries
from search.elastic.mapping import BETWEEN
from search.elastic.server import Asking
from search.nearest import Known, nearest
from search.query import Hit, SearchQuery, SearchResults, Suggestion
from search.sqlite import kilometres
from search.wording import Wording, respelled
from search.words import LANGUAGES, clean, folded_words, written_words

_MOST_VALUES = 10_000  # of one facet; the server makes 65,535 in one answer
_MOST_KINDS = 50
_LONGEST_FACET = 100  # signs of a name that is looked for by a pattern
_FIRST = 10_000.0  # more than any score
_HELD: list[Any] = ["id", "kind", "told", "place"]
_CANDIDATES, _BEGUN, _MOST_PATTERN = 60, 50, 20
_SPECIAL = re.compile(r"[^0-9A-Za-z]")
_BEST: list[Any] = ["_score", {"id": "asc"}]
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
        search = Search().query(found).source(_HELD).extra(track_total_hits=True)
        search = search.post_filter(queries.chosen(query)).sort(*queries.order(query))
        at = (query.page - 1) * query.size
        search = search[0:0] if query.group else search[at : at + query.size]
        search.aggs.bucket("whole", "filter", filter=Q("match_all"))
        search.aggs.bucket("kinds", "filter", filter=queries.chosen(query, but=BETWEEN)).bucket(
            "values", "terms", field="kind", size=_MOST_KINDS
        )
        if query.group:
            search.aggs.bucket("groups", "filter", filter=queries.chosen(query)).bucket(
                "kinds", "terms", field="kind", size=_MOST_KINDS
            ).bucket("best", "top_hits", size=query.size, sort=queries.order(query), _source=_HELD)
        if query.counted:
            _count(search, query)
        return self.server.ask(search.to_dict())

    def _with_fewer_words(self, query: SearchQuery, wording: Wording, text: Query, number: int) -> dict[str, float]:
        """Scores by id, best first: those `number` with all words, then the best that lack one. Only so many are counted and shown:
        one common word has thousands."""
        fewer = queries.all_but_one(wording, query.language)
        searches = [
            Search().query(queries.weighed(one, query, wording)).source(False).sort(*_BEST)[0:most]
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

    # --- Vocabulary ------------------------------------------------------------------------------------------------
    def known(self, words: Sequence[str]) -> set[str]:
        return set(self._documents(words, ()))

    def _documents(self, words: Iterable[str], begun: Iterable[str]) -> dict[str, int]:
        """How many documents hold each of the words, and each word that begins as one of the others does."""
        search = Search()[0:0]
        exact = sorted(set(words))
        if exact:
            search = search.query("terms", words=exact) if not begun else search
            search.aggs.bucket("exact", "terms", field="words", include=exact, size=len(exact))
        for at, word in enumerate(begun):
            search.aggs.bucket(f"begun{at}", "terms", field="words", include=f"{_escaped(word)}.+", size=_BEGUN)
        counted = self.server.ask(search.to_dict()).get("aggregations", {})
        return {one["key"]: one["doc_count"] for own in counted.values() for one in own["buckets"]}

    def better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        uses = self._uses(sorted(wording.words))
        asked = [word for word, number in uses.items() if len(word) > 2 and not (only_unknown and number)]
        meant = {
            word: known.word
            for word, known in self._nearest(asked).items()
            if not uses[word] or known.documents >= MUCH_MORE * uses[word]
        }
        if not meant:
            return ""
        shown = self._shown(sorted(set(meant.values())))
        return respelled(text, {word: shown.get(other, other) for word, other in meant.items()})

    def _uses(self, words: Sequence[str]) -> dict[str, int]:
        """How many documents have a form of each word."""
        if not words:
            return {}
        search = Search()[0:0]
        search.aggs.bucket("uses", "filters", filters={word: queries.holding(word) for word in words})
        counted = self.server.ask(search.to_dict())["aggregations"]["uses"]["buckets"]
        return {word: counted[word]["doc_count"] for word in words}

    def _nearest(self, words: Sequence[str]) -> dict[str, Known]:
        """The server brings words that are a slip or two away, `search.nearest` says which was meant. The server's own counts hold
        what was taken out lately: words are counted anew."""
        if not words:
            return {}
        like = {
            "field": "words",
            "suggest_mode": "always",
            "max_edits": 2,
            "prefix_length": 0,
            "min_word_length": 3,
            "size": _CANDIDATES,
            "shard_size": _CANDIDATES,
            "accuracy": 0.1,
            "max_term_freq": 2_000_000_000,
            "string_distance": "damerau_levenshtein",
        }
        search = Search()[0:0]
        for at, word in enumerate(words):
            search = search.suggest(f"word{at}", word, term=like)
        suggested = self.server.ask(search.to_dict()).get("suggest", {})
        candidates = {option["text"] for own in suggested.values() for one in own for option in one["options"]}
        counted = self._documents(candidates, [word for word in words if len(word) > 3])
        known = [Known(word, word, number) for word, number in counted.items()]
        found = {word: nearest(word, known) for word in words}
        return {word: one for word, one in found.items() if one}

    def _shown(self, words: Sequence[str]) -> dict[str, str]:
        """As they are written, where that is not as they are folded; most documents win."""
        search = Search()[0:0]
        for at in range(0, len(words), _MOST_PATTERN):
            pattern = f"({'|'.join(map(_escaped, words[at : at + _MOST_PATTERN]))}) .+"
            search.aggs.bucket(f"part{at}", "terms", field="shown", include=pattern, size=_MOST_VALUES)
        shown: dict[str, str] = {}
        for own in self.server.ask(search.to_dict())["aggregations"].values():
            for one in own["buckets"]:
                word, _space, written = one["key"].partition(" ")
                shown.setdefault(word, written)
        return shown

    # --- Typing ahead ----------------------------------------------------------------------------------------------
    def suggest(self, text: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        words = folded_words(written_words(clean(text[:200])))[:12]
        language = language if language in LANGUAGES else LANGUAGES[0]
        limit = min(max(limit, 1), 50)
        if not words:
            return ()
        found = self._beginning(words, limit)
        if not found and len(words[-1]) >= 4 and (meant := self._nearest(words[-1:]).get(words[-1])):
            found = self._beginning([*words[:-1], meant.word], limit)
        return tuple(answers.suggestion(one["id"], one["kind"], json.loads(one["told"]), language) for one in found)

    def _beginning(self, words: Sequence[str], limit: int) -> list[Answer]:
        """What has the words in its title comes before what has them in its keywords. Of both, the best of each kind and then
        the second best of each: a hundred goods must not hide the one co-op."""
        search = Search()[0:0].query(_begins(words))
        best = A("top_hits", size=limit, sort=_BEST, _source=_HELD)
        titled = Q("bool", filter=[Q("prefix", titled=word) for word in words])
        sides = A("filters", filters={"0": titled, "1": ~titled})
        search.aggs.bucket("kinds", "terms", field="kind", size=_MOST_KINDS).bucket("sides", sides).bucket("best", best)
        places = [
            (side, place, -float(hit["sort"][0]), hit["_source"]["id"], hit["_source"])
            for kind in self.server.ask(search.to_dict())["aggregations"]["kinds"]["buckets"]
            for side, own in kind["sides"]["buckets"].items()
            for place, hit in enumerate(own["best"]["hits"]["hits"])
        ]
        return [held for *_order, held in sorted(places, key=lambda one: one[:4])[:limit]]


def _begins(words: Sequence[str]) -> Query:
    """A title that begins just so comes first, then the better word and the shorter name."""
    begun = [Q("prefix", names="w" + word) for word in words]
    rated = [Q("prefix", names={"value": f"w{word}", "rewrite": "top_terms_blended_freqs_32"}) for word in words]
    ranked = Q(
        "function_score",
        query=Q("bool", filter=begun, should=rated),
        field_value_factor={"field": "weight", "missing": 1},
        boost_mode="multiply",
    )
    start = " ".join(words)
    at_first = Q("bool", should=[Q("prefix", **{f"name_{language}": start}) for language in LANGUAGES])
    return Q("bool", must=[ranked], should=[Q("constant_score", filter=at_first, boost=_FIRST)])


def _count(search: Search[Any], query: SearchQuery) -> None:
    """All facets under what was chosen, and each facet with a choice as if nothing of it were chosen: so its counts stay right when
    several of its values are chosen."""
    everything = A("terms", field="labels", size=_MOST_VALUES)
    search.aggs.bucket("labels", "filter", filter=queries.chosen(query)).bucket("values", everything)
    for at, facet in enumerate(query.facets):
        own = A("terms", field="labels", size=_MOST_VALUES)
        if len(facet) <= _LONGEST_FACET:
            own = A("terms", field="labels", size=_MOST_VALUES, include=_escaped(facet + BETWEEN) + ".*")
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


def _escaped(text: str) -> str:
    """For the server's patterns, in which many signs mean something."""
    return _SPECIAL.sub(lambda sign: "\\" + sign.group(), text)
