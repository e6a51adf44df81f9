"""The TOML files beside this module, and their blocks as the pages take them."""

import tomllib
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from cms.stories import writing
from directory.chapters.models import Chapter
from directory.coops.models import Cooperative
from marketplace.catalog.models import Listing

READ_ON = date(2026, 11, 24)
_HERE = Path(__file__).parent

Row = dict[str, Any]


def read(name: str) -> Row:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def paragraph(words: str) -> str:
    return f"<p>{escape(words, quote=False)}</p>"


def source_of(row: Row, language: str) -> str:
    """What the source is called: its Spanish stands in source_es where it is more than a name."""
    return str(row.get(f"source_{language}", row["source"]))


def claim(row: Row, language: str) -> writing.Block:
    """A claim whose words stand in claim_<language>."""
    return writing.claim(
        paragraph(row[f"claim_{language}"]), source=source_of(row, language), url=row["url"], read_on=READ_ON
    )


def block(row: Row) -> writing.Block:
    """One block of a story. Raises KeyError for a block that stories do not have."""
    match row:
        case {"text": words}:
            return writing.text(paragraph(words))
        case {"heading": words}:
            return writing.heading(words)
        case {"quote": words, "who": who}:
            return writing.quote(words, who=who)
        case {"claim": words, "source": source, "url": url}:
            return writing.claim(paragraph(words), source=source, url=url, read_on=READ_ON)
        case {"note": head, "words": words}:
            return writing.note(head, words)
        case {"drawing": name}:
            return writing.drawing(name)
        case {"coop": slug}:
            return writing.coop(Cooperative.objects.get(slug=slug))
        case {"listing": title}:
            return writing.listing(Listing.objects.get(title_en=title, coop__is_demo=True))
        case {"chapter": slug}:
            return writing.chapter(Chapter.objects.get(slug=slug))
    raise KeyError(f"no such block: {row}")
