"""One search in the tables of the embedded engine: which documents, how many in each facet, in what order."""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest

from search import answers, asking
from search.asking import ENOUGH, MOST_MORE, MUCH_MORE
from search.columns import KIND, Columns, State
from search.nearest import Known, grams, nearest
from search.query import Hit, SearchQuery, SearchResults, Suggestion
from search.ranking import MOST, candidates, in_order
from search.same import NONE, Sets
from search.selection import Selection
from search.store import Row, Run, Store, places
from search.wording import Term, Wording, respelled
from search.words import LANGUAGES, clean, folded_words, written_words

Readings = Sequence[Sequence[Term]]
_FIRST = 10_000.0  # more than any score
# Two letters begin a word of half a city's goods; so many of them are compared by kind and title.
_MOST_WEIGHED = 3_000


@dataclass(frozen=True)
class Finder:
    store: Store
    run: Run
    columns: Columns
    sets: Sets = NONE

    # --- Search ----------------------------------------------------------------------------------------------------
    @cached_property
    def state(self) -> State:
        """Of the index, when it was first asked for in this look."""
        return State(*self.run.rows("SELECT generation, epoch FROM search_state")[0])

    @property
    def name(self) -> str:
        return self.store.name

    def search(self, query: SearchQuery) -> SearchResults:
        return asking.ask(self, query, self.sets)

    def find(self, query: SearchQuery, wording: Wording) -> SearchResults:
        selection = Selection(query, wording, self.store)
        scored = self._scored(selection, wording.readings) if wording.required else None
        base = self._base(selection) if scored is None else list(scored)
        whole = 0 if base is None else len(base)
        if base is not None and whole < ENOUGH and wording.all_but_one and not query.literal:
            among = self._with_fewer_words(selection, whole)
            selection, scored, base = replace(selection, among=among), dict(among), [doc for doc, _score in among]
        total, counts = self._counts(query, base)
        rows = self._page(selection, scored) if total else ()
        hits = self._hits(rows, query.language, wording.looked_for)
        kinds = dict.fromkeys(query.kinds, 0) | counts.pop(KIND, {})
        return SearchResults(
            hits=hits,
            total=total,
            facets=answers.facets(counts, query) if query.counted else {},
            kinds=kinds,
            groups=answers.groups(query, hits, kinds) if query.group else (),
            did_you_mean="",
            how="as written",
            engine=self.store.name,
            page=query.page,
            size=query.size,
            whole=total if base is None else whole,
            widened=base is not None and len(base) > whole,
        )

    def _scored(self, selection: Selection, readings: Readings) -> dict[int, float]:
        return self.run.scores(*selection.scored(readings))

    def _base(self, selection: Selection) -> list[int] | None:
        """None for every document there is."""
        return None if selection.is_everything else [row[0] for row in self.run.rows(*selection.base())]

    def _page(self, selection: Selection, scored: Mapping[int, float] | None) -> Sequence[Row]:
        """Rows of (doc, score, km) in order."""
        query, skip = selection.query, (selection.query.page - 1) * selection.query.size
        if scored is not None and selection.is_ranked_by_words and skip + query.size <= MOST:
            found = self.columns.weighed(self.run, self.state, scored, _chosen(query))
            best = candidates(found, skip + query.size, of_each_kind=query.group)
            if best is not None:
                names = self._names([one.doc for one in best], query.language)
                page = in_order(best, names, skip=skip, most=query.size, of_each_kind=query.group)
                return [(one.doc, one.score, None) for one in page]
        return self.run.rows(*selection.page())

    def _names(self, numbers: Sequence[int], language: str) -> dict[int, str]:
        """What equally good ones are ordered by."""
        if not numbers:
            return {}
        sql = f"SELECT doc, name_{language} FROM search_document WHERE doc IN ({places(numbers)})"
        return dict(self.run.rows(sql, numbers))  # type: ignore[arg-type] # rows of two

    def _with_fewer_words(self, selection: Selection, number: int) -> list[tuple[int, float]]:
        """Those `number` with all words, then the best that lack one. Only so many are counted and shown: one common word has thousands."""
        wording = selection.wording
        whole = self._best(selection, wording.readings, number) if number else []
        have = {doc for doc, _score in whole}
        fewer = self._best(selection, wording.all_but_one, number + MOST_MORE)
        more = [(doc, score) for doc, score in fewer if doc not in have][:MOST_MORE]
        return [*((doc, _FIRST + score) for doc, score in whole), *more]

    def _best(self, selection: Selection, readings: Readings, most: int) -> Sequence[tuple[int, float]]:
        """The best for these readings, as (doc, score), facets and kinds left aside."""
        scored = self._scored(selection, readings)
        best = nsmallest(
            most, self.columns.weighed(self.run, self.state, scored, {}), key=lambda one: (-one.score, one.doc)
        )
        return [(one.doc, scored[one.doc]) for one in best]

    def known(self, words: Sequence[str]) -> set[str]:
        sql = f"SELECT word FROM search_word WHERE docs > 0 AND word IN ({places(words)})"
        return {row[0] for row in self.run.rows(sql, words)}

    def _counts(self, query: SearchQuery, found: Sequence[int] | None) -> tuple[int, dict[str, dict[str, int]]]:
        return self.columns.count(
            self.run, self.state, found, _chosen(query), None if query.counted else [KIND, *query.facets]
        )

    def _hits(self, rows: Sequence[Row], language: str, words: frozenset[str]) -> tuple[Hit, ...]:
        numbers = [row[0] for row in rows]
        sql = "SELECT d.doc, d.id, d.kind, t.told FROM search_document d JOIN search_told t ON t.doc = d.doc WHERE d.doc IN "
        found = {row[0]: row[1:] for row in self.run.rows(f"{sql}({places(numbers)})", numbers)} if numbers else {}
        # On PostgreSQL each statement sees the newest rows: what was taken out since the first one is no hit any more.
        return tuple(_hit(found[doc], score, km, language, words) for doc, score, km in rows if doc in found)

    # --- Spelling --------------------------------------------------------------------------------------------------
    def better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        """The text with words that are not known (or are much rarer than a near one) put right; "" if there is nothing to put."""
        spelling: dict[str, str] = {}
        for word in sorted(wording.words):
            known = self._holds(word)
            if only_unknown and known:
                continue
            meant = self._nearest(word)
            if meant and (not known or meant.documents >= MUCH_MORE * max(1, self._uses(word))):
                spelling[word] = meant.shown
        return respelled(text, spelling) if spelling else ""

    def _holds(self, word: str) -> bool:
        return self._uses(word) > 0

    def _uses(self, word: str) -> int:
        counted = self.run.rows(
            f"SELECT count(*) FROM ({self.store.holding}) AS held", [self.store.expression([(word,)])]
        )
        return int(counted[0][0])

    def _nearest(self, word: str) -> Known | None:
        if len(word) < 3:
            return None
        pieces = grams(word)
        sql = (
            "SELECT w.word, w.shown, w.docs FROM (SELECT word, count(*) AS common FROM search_gram "
            f"WHERE gram IN ({places(pieces)}) GROUP BY word ORDER BY common DESC LIMIT 300) AS near "
            "JOIN search_word w ON w.word = near.word WHERE w.docs > 0"
        )
        return nearest(word, [Known(*row) for row in self.run.rows(sql, pieces)])

    # --- Typing ahead ----------------------------------------------------------------------------------------------
    def suggest(self, text: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        words = folded_words(written_words(clean(text[:200])))[:12]
        language = language if language in LANGUAGES else LANGUAGES[0]
        limit = min(max(limit, 1), 50)
        if not words:
            return ()
        found = self._beginning(words, limit)
        if not found and len(words[-1]) >= 4 and (meant := self._nearest(words[-1])):
            found = self._beginning([*words[:-1], meant.word], limit)
        return tuple(answers.suggestion(ident, kind, json.loads(told), language) for ident, kind, told in found)

    def _beginning(self, words: Sequence[str], limit: int) -> list[Row]:
        """What has the words in its title comes before what has them in its keywords. Of both, the best of each kind and then
        the second best of each: a hundred goods must not hide the one co-op."""
        has_word = "(' ' || d.name_en LIKE %s OR ' ' || d.name_es LIKE %s)"
        by_title = " AND ".join([has_word] * len(words))
        sql = (
            f"WITH matched AS ({self.store.named} ORDER BY score DESC LIMIT {_MOST_WEIGHED}), "
            "named AS (SELECT d.doc AS doc, d.kind AS kind, m.score * d.weight AS score, "
            f"CASE WHEN {by_title} THEN 0 ELSE 1 END AS aside, "
            "CASE WHEN d.name_en LIKE %s OR d.name_es LIKE %s THEN 0 ELSE 1 END AS later "
            "FROM matched m JOIN search_document d ON d.doc = m.doc), "
            "placed AS (SELECT *, ROW_NUMBER() OVER "
            "(PARTITION BY kind, aside ORDER BY later, score DESC, doc) AS place FROM named), "
            "taken AS (SELECT * FROM placed ORDER BY aside, place, later, score DESC, doc LIMIT %s) "
            "SELECT d.id, d.kind, s.told FROM taken t JOIN search_document d ON d.doc = t.doc "
            "JOIN search_told s ON s.doc = t.doc ORDER BY t.aside, t.place, t.later, t.score DESC, t.doc"
        )
        begins = " ".join(words) + "%"
        in_title = [f"% {word}%" for word in words for _language in LANGUAGES]
        ranking = [*self.store.ranking("names"), self.store.beginning(words)]
        return self.run.rows(sql, [*ranking, *in_title, begins, begins, limit])


def _hit(held: Row, score: float, km: float | None, language: str, words: frozenset[str]) -> Hit:
    ident, kind, told = held
    return answers.hit(ident, kind, json.loads(told), score, km, language=language, words=words)


def _chosen(query: SearchQuery) -> dict[str, tuple[str, ...]]:
    return dict(query.facets) | ({KIND: query.kinds} if query.kinds else {})
