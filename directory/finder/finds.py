"""What the search page shows: groups of finds, or the pages of one kind with what they can be narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.coops.asking import USUAL, read_within
from directory.coops.models import Kind
from directory.coops.opening import DAYS, NOW
from directory.finder import words
from directory.finder.wishes import Wish, taken_apart
from directory.places.around import Around, around, roughly
from directory.places.distance import KM_OF_A_MILE
from directory.places.words import said_miles
from ground.drawings import file_of, stock_of
from ground.texts import active_language
from search.documents import kinds
from search.engine import current
from search.query import FacetCount, Hit, Near, SearchQuery, SearchResults
from search.words import clean

_IN_A_GROUP, _ON_A_PAGE, _CLOSE = 6, 24, 4
_LONGEST_TEXT, _LONGEST_PLACE, _MOST_OPTIONS, _MOST_WORDS = 200, 100, 15, 4
_FACETS = ("topic", "kind", "seller", "region", "city")
_SORTS = ("relevance", "distance", "new", "title")


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `kind` is "" for all; `literal` is for the words just as they were written. `sort` is "" where none
    was chosen. `open` is a day of the week, or "": whether something is open at this moment no index can know, `now` only says
    that it was asked."""

    text: str
    kind: str
    literal: bool
    sort: str
    page: int
    facets: Mapping[str, tuple[str, ...]]
    near: str = ""
    within: int = USUAL
    open: str = ""
    now: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """Any address is good; what makes no sense is left out. A place and a time may stand among the words."""
        kind, page, sort = query.get("kind", ""), query.get("page", ""), query.get("sort", "")
        chosen = {name: tuple(query.getlist(name)[:_MOST_OPTIONS]) for name in _FACETS if name != "kind"}
        chosen["kind"] = tuple(query.getlist("sort_of")[:_MOST_OPTIONS])
        text = clean(query.get("q", "")[:_LONGEST_TEXT]).strip()
        literal = query.get("as") == "written"
        wish = Wish(text) if literal else taken_apart(text)
        when = query.get("open", "") or wish.open
        return cls(
            text=wish.text,
            near=roughly(clean(query.get("near", "")[:_LONGEST_PLACE]).strip()) or wish.near,
            within=read_within(query.get("within")),
            open=when if when in DAYS else "",
            now=when == NOW,
            kind=kind if kind in kinds() else "",
            literal=literal,
            sort=sort if sort in _SORTS else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            facets={name: values for name, values in chosen.items() if values},
        )

    @property
    def around(self) -> Around | None:
        return around(self.near)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.kind or self.open or self.here)

    @property
    def here(self) -> Near | None:
        if self.around is None or self.around.spot is None:
            return None
        return Near(*self.around.spot.at, km=self.within * KM_OF_A_MILE)

    @property
    def order(self) -> str:
        """The one that was chosen; near a place, where no words say what is better, the nearest come first by themselves."""
        return self.sort or ("distance" if self.here and not self.text else "relevance")

    def query(self) -> SearchQuery:
        open_on: Mapping[str, tuple[str, ...]] = {"open": (self.open,)} if self.open else {}
        wanted = SearchQuery(
            text=self.text,
            language=active_language(),
            literal=self.literal,
            near=self.here,
            facets=open_on,
            sort=self.order,
        )
        if not self.kind:
            return replace(wanted, group=True, size=_IN_A_GROUP, counted=False)
        return replace(wanted, kinds=(self.kind,), facets={**self.facets, **open_on}, page=self.page, size=_ON_A_PAGE)

    def address(self, **changes: str) -> str:
        """`?q=bread&kind=listing`; page, facets and order are left behind."""
        return "?" + urlencode({name: value for name, value in (self._pairs() | changes).items() if value})

    def kept(self) -> list[tuple[str, str]]:
        """What a form with facets and order must carry along."""
        return [(name, value) for name, value in self._pairs().items() if value]

    def _pairs(self) -> dict[str, str]:
        within = str(self.within) if self.near and self.within != USUAL else ""
        literal = "written" if self.literal else ""
        return {
            "q": self.text,
            "kind": self.kind,
            "as": literal,
            "near": self.near,
            "within": within,
            "open": self.open,
        }


@dataclass(frozen=True)
class Find:
    """A hit and the templates that can show it, the first that exists does. `card` is for goods."""

    hit: Hit
    templates: tuple[str, ...]
    card: Mapping[str, object]
    kind_word: str


@dataclass(frozen=True)
class GroupShown:
    kind: str
    title: str
    all_url: str
    finds: list[Find]
    has_more: bool


def look(asked: Asked) -> SearchResults:
    return current().search(asked.query())


def groups(asked: Asked, results: SearchResults) -> list[GroupShown]:
    found = {group.kind: group for group in results.groups}
    return [
        GroupShown(
            kind=kind,
            title=words.counted(kind, found[kind].total),
            all_url=asked.address(kind=kind),
            finds=[_find(hit) for hit in found[kind].hits],
            has_more=found[kind].total > len(found[kind].hits),
        )
        for kind in words.in_order(found)
        if found[kind].hits
    ]


def finds(results: SearchResults) -> list[Find]:
    return [_find(hit) for hit in results.hits]


def page_of(results: SearchResults) -> "Page[int]":
    """For the pager: numbers of pages only."""
    return Paginator(range(results.pages * results.size), results.size).get_page(results.page)


def tabs(asked: Asked, results: SearchResults) -> list[dict[str, object]]:
    counts = [(kind, results.kinds[kind]) for kind in words.in_order(results.kinds) if results.kinds[kind]]
    every = {"url": asked.address(kind=""), "label": _("All"), "count": sum(n for _kind, n in counts)}
    rows = [
        {"url": asked.address(kind=kind), "label": words.kind_name(kind), "count": n, "kind": kind}
        for kind, n in counts
    ]
    return [row | {"current": row.get("kind", "") == asked.kind} for row in [every, *rows]]


def facets(results: SearchResults) -> list[dict[str, object]]:
    """For components/filters.html. The co-op's or listing's kind is called `sort_of` in the address: `kind` is what is found."""
    shown = [(name, results.facets[name][:_MOST_OPTIONS]) for name in _FACETS if results.facets.get(name)]
    return [
        {
            "name": "sort_of" if name == "kind" else name,
            "legend": words.facet_legend(name),
            "options": _options(name, counts),
        }
        for name, counts in shown
        if len(counts) > 1 or any(count.chosen for count in counts)
    ]


def _options(facet: str, counts: tuple[FacetCount, ...]) -> list[dict[str, object]]:
    names = words.value_names(facet, [count.value for count in counts])
    return [
        {"value": count.value, "label": names[count.value], "count": count.count, "checked": count.chosen}
        for count in counts
    ]


def close_to(asked: Asked, results: SearchResults) -> list[Find]:
    """Where all words together find nothing: what has all but one of them, or else what one of them finds."""
    if results.hits:
        return [_find(hit) for hit in results.hits[:_CLOSE]]
    parts = [word for word in asked.text.split() if not word.startswith("-")][:_MOST_WORDS]
    if len(parts) < 2:
        return []
    for word in sorted(parts, key=len, reverse=True):
        query = SearchQuery(text=word, language=active_language(), size=_CLOSE, literal=True, counted=False)
        if hits := current().search(query).hits:
            return [_find(hit) for hit in hits]
    return []


def _find(hit: Hit) -> Find:
    kind = str(hit.shown.get("kind", ""))
    return Find(
        hit=hit,
        templates=(f"finder/hit_{hit.kind}.html", "finder/hit.html"),
        card=_card(hit) if hit.kind == "listing" else {},
        kind_word=str(Kind(kind).label) if kind in Kind.values else words.kind_name(hit.kind),
    )


def _card(hit: Hit) -> dict[str, object]:
    """What components/good_card.html takes. The price is the public one: an index holds no other."""
    shown = hit.shown
    drawing = str(shown.get("drawing") or "")
    return {
        "url": hit.url,
        "title": hit.title,
        "lang": hit.lang,
        "unit": shown.get(f"unit_{active_language()}") or "",
        "photo": {"src": shown["photo"], "alt": shown.get("photo_alt", "")} if shown.get("photo") else None,
        "drawing": file_of(drawing),
        "stock": stock_of(drawing) if drawing else "",
        "out": _("Sold out") if shown.get("sold_out") else "",
        "price": _("from %(price)s") % {"price": shown["price"]}
        if shown.get("price_from")
        else shown.get("price") or "",
        **{name: shown.get(name) or "" for name in ("seller_id", "seller_kind")},
        "seller": ", ".join(str(part) for part in (shown.get("seller"), _how_far(hit)) if part),
    }


def _how_far(hit: Hit) -> str:
    return "" if hit.distance is None else said_miles(hit.distance / KM_OF_A_MILE)
