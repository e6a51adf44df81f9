"""One search in the tables of the embedded engine: which documents, how many in each facet, in what order."""

# ruff: noqa: S608 (only names of tables, columns and places are put into a statement; every value is bound)

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from search import bitmaps
from search.analysis import spoken
from search.nearest import Known, grams, nearest
from search.query import FacetCount, Group, Hit, SearchQuery, SearchResults, Suggestion
from search.selection import Selection
from search.snippets import excerpt
from search.store import Row, Run, Store, places
from search.wording import Wording, read, respelled
from search.words import LANGUAGES, clean, folded_words, written_words

# Fewer finds than this, and a spelling that many more documents use is offered.
_FEW = 3
_MUCH_MORE = 5
# Fewer finds than this, and so many more that lack one of the words come after them.
_ENOUGH, _MOST_MORE = 10, 24
_FIRST = 10_000.0  # more than any score
# A word is parted into halves of so many letters or more.
_HALF, _MOST_PARTED = 3, 6
# Two letters begin a word of half a city's goods; so many of them are compared by kind and title.
_MOST_WEIGHED = 3_000


@dataclass(frozen=True)
class Finder:
    store: Store
    run: Run

    # --- Search ----------------------------------------------------------------------------------------------------
    def search(self, query: SearchQuery) -> SearchResults:
        wording = read(query.text)
        if wording.is_mute:
            return _nothing(query, self.store.name)
        wording = self._parted(wording)
        results = self._find(query, wording)
        if query.literal or not wording.required or results.whole >= _FEW:
            return results
        better = self._better(query.text, wording, only_unknown=not results.whole)
        if results.whole:
            return replace(results, did_you_mean=better)
        second = self._find(replace(query, text=better), self._parted(read(better))) if better else results
        return replace(second, did_you_mean=better, how="nearest words") if better and second.whole else results

    def _find(self, query: SearchQuery, wording: Wording) -> SearchResults:
        selection = Selection(query, wording, self.store)
        base = None if selection.is_everything else [row[0] for row in self.run.rows(*selection.base())]
        whole = 0 if base is None else len(base)
        if base is not None and whole < _ENOUGH and wording.all_but_one and not query.literal:
            selection = replace(selection, among=self._with_fewer_words(selection, whole))
            base = [doc for doc, _score in selection.among]
        total, counts = self._counts(query, base)
        hits = self._hits(self.run.rows(*selection.page()), query.language, wording.looked_for) if total else ()
        kinds = dict.fromkeys(query.kinds, 0) | counts.pop(bitmaps.KIND, {})
        return SearchResults(
            hits=hits,
            total=total,
            facets=_facets(counts, query) if query.counted else {},
            kinds=kinds,
            groups=_groups(query, hits, kinds) if query.group else (),
            did_you_mean="",
            how="as written",
            engine=self.store.name,
            page=query.page,
            size=query.size,
            whole=total if base is None else whole,
            widened=base is not None and len(base) > whole,
        )

    def _with_fewer_words(self, selection: Selection, number: int) -> list[tuple[int, float]]:
        """Those `number` with all words, then the best that lack one. Only so many are counted and shown: one common word has thousands."""
        wording = selection.wording
        whole = self.run.rows(*selection.best(wording.readings, number)) if number else []
        have = {doc for doc, _score in whole}
        fewer = self.run.rows(*selection.best(wording.all_but_one, number + _MOST_MORE))
        more = [(doc, score) for doc, score in fewer if doc not in have][:_MOST_MORE]
        return [*((doc, _FIRST + score) for doc, score in whole), *more]

    def _parted(self, wording: Wording) -> Wording:
        """Also reads a word as two that stand side by side, where both are known: `notebook` as `note book`."""
        halves = {
            (at, term[0][:cut], term[0][cut:])
            for at, term in enumerate(wording.required[:_MOST_PARTED])
            if len(term) == 1 and term[0].isalpha()
            for cut in range(_HALF, len(term[0]) - _HALF + 1)
        }
        pieces = sorted({piece for _at, *both in halves for piece in both})
        if not pieces:
            return wording
        sql = f"SELECT word FROM search_word WHERE docs > 0 AND word IN ({places(pieces)})"
        known = {row[0] for row in self.run.rows(sql, pieces)}
        parted = [wording.instead(at, (one, two)) for at, one, two in sorted(halves) if {one, two} <= known]
        return replace(wording, ways=(*wording.ways, *parted))

    def _counts(self, query: SearchQuery, found: Sequence[int] | None) -> tuple[int, dict[str, dict[str, int]]]:
        base = None if found is None else bitmaps.of_numbers(found)
        chosen = dict(query.facets) | ({bitmaps.KIND: query.kinds} if query.kinds else {})
        sets = bitmaps.read(self.run, None if query.counted else [bitmaps.KIND, *query.facets])
        return bitmaps.count(sets, base, chosen)

    def _hits(self, rows: Sequence[Row], language: str, words: frozenset[str]) -> tuple[Hit, ...]:
        numbers = [row[0] for row in rows]
        sql = "SELECT d.doc, d.id, d.kind, t.told FROM search_document d JOIN search_told t ON t.doc = d.doc WHERE d.doc IN "
        found = {row[0]: row[1:] for row in self.run.rows(f"{sql}({places(numbers)})", numbers)} if numbers else {}
        # On PostgreSQL each statement sees the newest rows: what was taken out since the first one is no hit any more.
        return tuple(_hit((*found[doc], score, km), language, words) for doc, score, km in rows if doc in found)

    # --- Spelling --------------------------------------------------------------------------------------------------
    def _better(self, text: str, wording: Wording, *, only_unknown: bool) -> str:
        """The text with words that are not known (or are much rarer than a near one) put right; "" if there is nothing to put."""
        spelling: dict[str, str] = {}
        for word in sorted(wording.words):
            known = self._holds(word)
            if only_unknown and known:
                continue
            meant = self._nearest(word)
            if meant and (not known or meant.documents >= _MUCH_MORE * max(1, self._uses(word))):
                spelling[word] = meant.shown
        return respelled(text, spelling) if spelling else ""

    def _holds(self, word: str) -> bool:
        return bool(self.run.rows(self.store.holding + " LIMIT 1", [self.store.expression([(word,)])]))

    def _uses(self, word: str) -> int:
        return int(
            self.run.rows(f"SELECT count(*) FROM ({self.store.holding}) AS held", [self.store.expression([(word,)])])[
                0
            ][0]
        )

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
        return tuple(_suggestion(row, language) for row in found)

    def _beginning(self, words: Sequence[str], limit: int) -> list[Row]:
        """What has the words in its title comes before what has them in its keywords. Of both, the best of each kind and then
        the second best of each: a hundred goods must not hide the one co-op."""
        has_word = "(' ' || d.name_en LIKE %s OR ' ' || d.name_es LIKE %s)"
        by_title = " AND ".join([has_word] * len(words))
        sql = (
            f"WITH matched AS ({self.store.matched} ORDER BY score DESC LIMIT {_MOST_WEIGHED}), "
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


def _nothing(query: SearchQuery, engine: str) -> SearchResults:
    return SearchResults((), 0, {}, dict.fromkeys(query.kinds, 0), (), "", "as written", engine, query.page, query.size)


def _facets(counted: Mapping[str, Mapping[str, int]], query: SearchQuery) -> dict[str, tuple[FacetCount, ...]]:
    """Most first. A chosen value is always there, be it with a count of 0: a person must be able to take it back."""
    facets = {}
    for facet in sorted(counted.keys() | query.facets.keys()):
        chosen = query.facets.get(facet, ())
        counts = dict.fromkeys(chosen, 0) | dict(counted.get(facet, {}))
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if ordered:
            facets[facet] = tuple(FacetCount(value, count, value in chosen) for value, count in ordered)
    return facets


def _groups(query: SearchQuery, hits: Sequence[Hit], kinds: Mapping[str, int]) -> tuple[Group, ...]:
    """In the order the kinds were asked for, else in the order of their first hits."""
    by_kind: dict[str, list[Hit]] = {kind: [] for kind in query.kinds}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return tuple(Group(kind, tuple(found), kinds[kind]) for kind, found in by_kind.items() if found)


def _hit(row: Row, language: str, words: frozenset[str]) -> Hit:
    ident, kind, told, score, km = row
    told = json.loads(told)
    title_lang, body_lang = spoken(told["title"], language), spoken(told["body"], language)
    body = told["body"].get(body_lang, "")
    return Hit(
        id=ident,
        kind=kind,
        title=told["title"].get(title_lang, ""),
        lang=title_lang or language,
        snippet=excerpt(body, body_lang, words) if body else (),
        snippet_lang=body_lang or language,
        url=_url(told["path"], language),
        shown=told["shown"],
        date=_date(told["date"]),
        score=float(score),
        distance=None if km is None else float(km),
    )


def _suggestion(row: Row, language: str) -> Suggestion:
    ident, kind, told = row
    told = json.loads(told)
    lang = spoken(told["title"], language)
    title, url = told["title"].get(lang, ""), _url(told["path"], language)
    return Suggestion(ident, kind, title, lang or language, url, told["shown"])


def _url(path: str | Mapping[str, str], language: str) -> str:
    """The address for a reader of a language. A page that exists in the other language only is shown at its own address."""
    if not isinstance(path, str):
        language = spoken(path, language) or language
        path = path.get(language, "")
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def _date(text: str | None) -> datetime.date | None:
    if not text:
        return None
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)
