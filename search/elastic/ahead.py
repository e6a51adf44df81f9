"""Typing ahead: what begins with what is typed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search import answers
from search.elastic.looking import Answer
from search.elastic.queries import BEST, HELD, MOST_KINDS
from search.elastic.server import Asking
from search.elastic.vocabulary import Vocabulary
from search.query import Suggestion
from search.words import LANGUAGES, clean, folded_words, written_words

_AT_FIRST = 10_000.0  # more than any score


@dataclass(frozen=True)
class Ahead:
    server: Asking

    def suggest(self, text: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        words = folded_words(written_words(clean(text[:200])))[:12]
        language = language if language in LANGUAGES else LANGUAGES[0]
        limit = min(max(limit, 1), 50)
        if not words:
            return ()
        found = self._beginning(words, limit)
        if (
            not found
            and len(words[-1]) >= 4
            and (meant := Vocabulary(self.server).nearest_to(words[-1:]).get(words[-1]))
        ):
            found = self._beginning([*words[:-1], meant.word], limit)
        return tuple(answers.suggestion(one["id"], one["kind"], json.loads(one["told"]), language) for one in found)

    def _beginning(self, words: Sequence[str], limit: int) -> list[Answer]:
        """What has the words in its title comes before what has them in its keywords. Of both, the best of each kind and then
        the second best of each: a hundred goods must not hide the one co-op."""
        search = Search()[0:0].query(_begins(words))
        best = A("top_hits", size=limit, sort=BEST, _source=HELD)
        titled = Q("bool", filter=[Q("prefix", titled=word) for word in words])
        sides = A("filters", filters={"0": titled, "1": ~titled})
        search.aggs.bucket("kinds", "terms", field="kind", size=MOST_KINDS).bucket("sides", sides).bucket("best", best)
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
    return Q("bool", must=[ranked], should=[Q("constant_score", filter=at_first, boost=_AT_FIRST)])
