"""How a body is read: its parts in order, its sources numbered, and whom it names. One pass, few queries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from cms.goods import Offer, offer
from cms.pictures import wide_photo
from directory.coops.models import Cooperative, Kind
from ground.drawings import file_of, shows, stock_of

WORDS_A_MINUTE = 200
NOTHING = SafeString("")
_BETWEEN = "<!--part-->"


@dataclass(frozen=True)
class SourceLine:
    number: int
    title: str
    url: str
    read_on: date | None

    @property
    def short(self) -> str:
        """The address as people read it."""
        parts = urlsplit(self.url)
        return (parts.netloc + parts.path).rstrip("/")


@dataclass(frozen=True)
class Named:
    """A co-op as a page names it."""

    public_id: str
    kind: str
    name: str
    url: str
    kind_word: str


def named(coop: Cooperative) -> Named:
    return Named(coop.public_id, coop.kind, coop.name, coop.get_absolute_url(), str(Kind(coop.kind).label))


@dataclass(frozen=True)
class Part:
    """One block, ready for its template. `html` is expanded rich text."""

    kind: str
    value: Any
    html: SafeString = NOTHING
    offer: Offer | None = None
    photo: dict[str, Any] | None = None
    coop: Named | None = None

    @property
    def drawing(self) -> dict[str, str]:
        """Of a drawing: its file, what it shows, the stock it stands on."""
        return {"file": file_of(self.value), "alt": shows(self.value), "stock": stock_of(self.value)}

    @property
    def template(self) -> str:
        return f"cms/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Reading:
    parts: list[Part]
    sources: list[SourceLine]
    coops: list[Named]


class Sources:
    """Numbers sources in the order of their first use; one address has one number."""

    def __init__(self) -> None:
        self._lines: dict[str, SourceLine] = {}

    def number(self, value: Any) -> int:
        key = value["url"] or value["source"]
        if key not in self._lines:
            self._lines[key] = SourceLine(len(self._lines) + 1, value["source"], value["url"], value["read_on"])
        return self._lines[key].number

    @property
    def lines(self) -> list[SourceLine]:
        return list(self._lines.values())


def read(body: StreamValue) -> Reading:
    """A co-op, listing or chapter that cannot be seen any more is left out."""
    blocks = [(block.block_type, block.value) for block in body if block.value is not None]
    html = iter(expand([_rich(kind, value) for kind, value in blocks]))
    sources = Sources()
    parts = [_part(kind, value, next(html), sources) for kind, value in blocks]
    return Reading(parts, sources.lines, _named(blocks))


def _part(kind: str, value: Any, html: SafeString, sources: Sources) -> Part:
    if kind == "claim":
        return Part(kind, value, referred(html, sources.number(value)))
    if kind == "listing":
        return Part(kind, value, offer=offer(value))
    if kind == "coop":
        return Part(kind, value, coop=named(value))
    if kind == "picture" and value["image"]:
        return Part(kind, value, photo=wide_photo(value["image"], value["image"].contextual_alt_text))
    return Part(kind, value, html)


def referred(html: str, number: int) -> SafeString:
    """Rich text with the mark of its source at its end, in its last paragraph where there is one."""
    label = _("Source %(number)s") % {"number": number}
    mark = format_html('<a class="ref" href="#s{}" aria-label="{}">[{}]</a>', number, label, number)
    inside = html.removesuffix("</p>")
    return mark_safe(f"{inside}{mark}</p>" if inside != html else f"{html}{mark}")


def _rich(kind: str, value: Any) -> str:
    if kind == "text":
        return str(value.source)
    return str(value["text"].source) if kind == "claim" else ""


def expand(sources: Iterable[str]) -> list[SafeString]:
    """Rich text as it is stored -> HTML. All links of all texts are looked up together."""
    together = _BETWEEN.join(sources)
    return [mark_safe(html) for html in (expand_db_html(together) if together else "").split(_BETWEEN)]


def _named(blocks: list[tuple[str, Any]]) -> list[Named]:
    """Co-ops named by a block of their own or by something they sell, each once."""
    found: dict[int, Named] = {}
    for kind, value in blocks:
        coop = value if kind == "coop" else value.coop if kind == "listing" else None
        if coop is not None and coop.pk not in found:
            found[coop.pk] = named(coop)
    return list(found.values())


def chosen(body: StreamValue, kind: str) -> set[int]:
    """Primary keys that blocks of this kind name, read from the raw data without a query."""
    return {block["value"] for block in body.raw_data if block["type"] == kind and isinstance(block["value"], int)}


def plain(body: StreamValue) -> str:
    """The words of a body, for the search and for the count of minutes."""
    return " ".join(re.sub(r"\s+", " ", strip_tags(text)) for text in _texts([dict(block) for block in body.raw_data]))


# What a reader reads; keys and addresses are left out.
_WORDS = {"heading", "text", "part"}
_SAID = {"text", "quote", "who", "head", "caption", "alt_text", "source", "name"}


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        kind, value = block["type"], block["value"]
        if isinstance(value, str) and kind in _WORDS:
            yield value
        elif isinstance(value, dict):
            yield from (str(said) for key, said in value.items() if key in _SAID and said)
            yield from _texts(value.get("steps") or [])


def minutes(body: StreamValue) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, ceil(len(plain(body).split()) / WORDS_A_MINUTE))
