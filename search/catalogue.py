"""A catalogue from elsewhere, and what people said of finds in it, to measure the search with.

A catalogue is JSON lines (also packed with gzip), one product a line; ratings are CSV with columns query, docid, rating (0 to 3).
"""

import csv
import gzip
import json
import math
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from search.documents import Document

KIND = "product"
_GZIP = b"\x1f\x8b"
_COLUMNS = {"query", "docid", "rating"}
_BEST = 3.0
_HUGE = 2**62
_SHORT = 3  # words of an attribute
# What an attribute that names the sort of thing is called in catalogues.
_SORTS = ("product_type", "type", "category")

Ratings = dict[str, dict[str, float]]  # query -> id of a product -> rating


class Unreadable(Exception):
    """A file, or one line of it, cannot be read; the message says which and why."""


def products(path: Path) -> Iterator[Document]:
    """The catalogue as documents. Only `id` must be there. Raises Unreadable."""
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            yield _product(line, f"{path.name}, line {number}")


def ratings(path: Path) -> Ratings:
    """What people said of each find. A pair rated twice has its last rating. Raises Unreadable."""
    rows = csv.DictReader(_lines(path))
    try:
        names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        if missing := sorted(_COLUMNS - names.keys()):
            raise Unreadable(f"{path.name}: its first line lacks the column {' and '.join(missing)}")
        read: Ratings = {}
        for row in rows:
            query, ident, rating = ((row[names[name]] or "").strip() for name in ("query", "docid", "rating"))
            read.setdefault(query, {})[ident] = _rating(rating, f"{path.name}, line {rows.line_num}")
    except csv.Error as error:
        raise Unreadable(f"{path.name}, line {rows.line_num}: {error}") from None
    return read


def _lines(path: Path) -> Iterator[str]:
    """The lines of a text file, packed or not."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield _text(line, f"{path.name}, line {number}").removeprefix("\ufeff" if number == 1 else "")
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"{path.name}: {getattr(error, 'strerror', None) or error}") from None


def _text(line: bytes, where: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise Unreadable(f"{where}: not UTF-8") from None


def _rating(text: str, where: str) -> float:
    try:
        rating = float(text)
    except ValueError:
        rating = math.nan
    if not 0 <= rating <= _BEST:
        raise Unreadable(f"{where}: “{text[:40]}” is no rating from 0 to 3")
    return rating


def _product(line: str, where: str) -> Document:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{where}: not JSON ({error})") from None
    if not isinstance(told, dict):
        raise Unreadable(f"{where}: not an object with names and values")
    if told.get("id") in (None, ""):
        raise Unreadable(f"{where}: the product has no id")
    return _document(told)


def _document(told: Mapping[str, Any]) -> Document:
    """As a shop would declare it: what it is called, what is told of it, who makes it and what sort of thing it is."""
    attributes = told.get("attributes")
    attributes = attributes if isinstance(attributes, dict) else {}
    sorts = [_word(attributes.get(name)) for name in _SORTS]
    supplier, price = _word(told.get("supplier")), told.get("price")
    return Document(
        id=f"{KIND}:{told['id']}",
        title={"en": _word(told.get("title")) or _word(told.get("name"))},
        path=f"/{KIND}/",
        body={"en": " ".join(filter(None, [_word(told.get("short_description")), *_said(attributes)]))},
        keywords=tuple(filter(None, [supplier, _word(told.get("name")), *sorts])),
        facets={"supplier": (supplier,)} if supplier else {},
        numbers={"price": round(price)} if isinstance(price, int | float) and abs(price) < _HUGE else {},
    )


def _word(value: object) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def _said(attributes: Mapping[str, object]) -> Iterator[str]:
    """What a page would say of a product in a word or two. Numbers without their unit say nothing, and long lists of everything
    that it fits are no words for it."""
    for value in attributes.values():
        if isinstance(value, str) and len(value.split()) <= _SHORT:
            yield value
