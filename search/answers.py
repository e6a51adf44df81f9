"""What comes back from an engine: hits, groups, counts and suggestions, made of what it kept of each document."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from search.analysis import spoken
from search.query import FacetCount, Group, Hit, SearchQuery, SearchResults, Suggestion
from search.snippets import excerpt

Told = Mapping[str, Any]


def nothing(query: SearchQuery, engine: str) -> SearchResults:
    return SearchResults((), 0, {}, dict.fromkeys(query.kinds, 0), (), "", "as written", engine, query.page, query.size)


def facets(counted: Mapping[str, Mapping[str, int]], query: SearchQuery) -> dict[str, tuple[FacetCount, ...]]:
    """Most first. A chosen value is always there, be it with a count of 0: a person must be able to take it back."""
    told = {}
    for facet in sorted(counted.keys() | query.facets.keys()):
        chosen = query.facets.get(facet, ())
        counts = dict.fromkeys(chosen, 0) | dict(counted.get(facet, {}))
        ordered = sorted((-count, value) for value, count in counts.items())
        if ordered:
            told[facet] = tuple(FacetCount(value, -below, value in chosen) for below, value in ordered)
    return told


def groups(query: SearchQuery, hits: Sequence[Hit], kinds: Mapping[str, int]) -> tuple[Group, ...]:
    """In the order the kinds were asked for, else in the order of their first hits."""
    by_kind: dict[str, list[Hit]] = {kind: [] for kind in query.kinds}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return tuple(Group(kind, tuple(found), kinds[kind]) for kind, found in by_kind.items() if found)


def hit(
    ident: str, kind: str, told: Told, score: float, km: float | None, *, language: str, words: frozenset[str]
) -> Hit:
    """`told` as `analysis.told` made it; `words` (folded) are marked in the snippet; `km` from where the person is."""
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


def suggestion(ident: str, kind: str, told: Told, language: str) -> Suggestion:
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
