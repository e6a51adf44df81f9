"""The words of an index: which are known, how many documents use them, which was meant by a mistyped one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from elasticsearch.dsl import Search

from search.asking import MUCH_MORE
from search.elastic import queries
from search.elastic.server import Asking
from search.nearest import Known, nearest
from search.wording import Wording, respelled

_CANDIDATES, _BEGUN, _MOST_PATTERN, _MOST_SHOWN = 60, 50, 20, 1_000
_SPECIAL = re.compile(r"[^0-9A-Za-z]")


@dataclass(frozen=True)
class Vocabulary:
    server: Asking

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
            search.aggs.bucket(f"begun{at}", "terms", field="words", include=f"{escaped(word)}.+", size=_BEGUN)
        counted = self.server.ask(search.to_dict()).get("aggregations", {})
        return {one["key"]: one["doc_count"] for own in counted.values() for one in own["buckets"]}

    def better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        uses = self._uses(sorted(wording.words))
        asked = [word for word, number in uses.items() if len(word) > 2 and not (only_unknown and number)]
        meant = {
            word: known.word
            for word, known in self.nearest_to(asked).items()
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

    def nearest_to(self, words: Sequence[str]) -> dict[str, Known]:
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
            pattern = f"({'|'.join(map(escaped, words[at : at + _MOST_PATTERN]))}) .+"
            search.aggs.bucket(f"part{at}", "terms", field="shown", include=pattern, size=_MOST_SHOWN)
        shown: dict[str, str] = {}
        for own in self.server.ask(search.to_dict())["aggregations"].values():
            for one in own["buckets"]:
                word, _space, written = one["key"].partition(" ")
                shown.setdefault(word, written)
        return shown


def escaped(text: str) -> str:
    """For the server's patterns, in which many signs mean something."""
    return _SPECIAL.sub(lambda sign: "\\" + sign.group(), text)
