"""One row of a list of organisations, made fit for the directory."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from directory.coops.lists.tables import Remark, Row, read_table
from directory.coops.models import Kind

NEEDED = ("source_id", "name", "type")
KINDS = {
    "farmers market": Kind.MARKET,
    "credit union": Kind.CREDIT_UNION,
    **{kind.value.replace("_", " "): kind for kind in Kind},
    **{f"{kind.value} co-op": kind for kind in (Kind.WORKER, Kind.PRODUCER, Kind.CONSUMER, Kind.HOUSING)},
    "community land trust": Kind.LAND_TRUST,
    "support institution": Kind.SUPPORT,
}
_LONGEST = {"name": 180, "street": 200, "city": 100, "state": 40, "zip": 12, "website": 500}
_check_address = URLValidator(schemes=["http", "https"])
_ALWAYS_SMALL = {"and", "of", "the", "for", "in", "on", "at", "by"}
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


class Unfit(Exception):
    """Why a row cannot be taken."""


@dataclass(frozen=True)
class Organisation:
    """`dataset` and `record` name the row for ever; `listed_as` is the name as the list writes it."""

    line: int
    dataset: str
    record: str
    digest: str
    name: str
    listed_as: str
    kind: Kind
    website: str
    street: str
    city: str
    region: str
    postcode: str
    lat: float | None
    lon: float | None


def organisations(content: bytes, *, dataset: str = "") -> Iterator[Organisation | Remark]:
    """Each row as an organisation, or why not. `dataset` names the list for rows that do not (column `source`). Raises NotATable."""
    needed = NEEDED if dataset else ("source", *NEEDED)
    lines: dict[tuple[str, str], int] = {}
    for row in read_table(content, needs=needed):
        if isinstance(row, Remark):
            yield row
            continue
        remarks: list[str] = []
        try:
            found = _organisation(row, dataset, remarks)
            first = lines.setdefault((found.dataset, found.record), row.line)
            if first != row.line:
                raise Unfit(f"doubled: {found.dataset} {found.record} stands in line {first}")
        except Unfit as reason:
            yield Remark(row.line, str(reason))
            continue
        yield from (Remark(row.line, text, taken=True) for text in remarks)
        yield found


def _organisation(row: Row, dataset: str, remarks: list[str]) -> Organisation:
    cells = row.cells
    kind = KINDS.get(cells["type"].lower())
    source, record = cells.get("source") or dataset, cells["source_id"]
    _require(source and len(source) <= 60, "without the name of its list (source)")
    _require(record and len(record) <= 120, "without an id of its own (source_id)")
    _require(cells["name"], "without a name")
    _require(len(cells["name"]) <= _LONGEST["name"], f"its name has more than {_LONGEST['name']} letters")
    if kind is None:
        raise Unfit(f"type “{cells['type'][:40]}” is not known")
    lat, lon = _position(cells.get("lat", ""), cells.get("lon", ""), remarks)
    return Organisation(
        line=row.line,
        dataset=source,
        record=record,
        digest=row.digest,
        name=_tidy_name(cells["name"], kind),
        listed_as=cells["name"],
        kind=kind,
        website=_web_address(cells.get("website", ""), remarks),
        street=_short_enough(cells, "street", remarks),
        city=_tidy_place(_short_enough(cells, "city", remarks)),
        region=_short_enough(cells, "state", remarks),
        postcode=_short_enough(cells, "zip", remarks),
        lat=lat,
        lon=lon,
    )


def _require(is_there: object, otherwise: str) -> None:
    if not is_there:
        raise Unfit(otherwise)


def _short_enough(cells: dict[str, str], column: str, remarks: list[str]) -> str:
    text = cells.get(column, "")
    if len(text) <= _LONGEST[column]:
        return text
    remarks.append(f"{column} has more than {_LONGEST[column]} letters and was dropped")
    return ""


def _position(lat: str, lon: str, remarks: list[str]) -> tuple[float, float] | tuple[None, None]:
    """Degrees. 0, 0 lies in the sea off Africa and is what many a program writes for "unknown"."""
    if not lat and not lon:
        return None, None
    try:
        at = float(lat), float(lon)
    except ValueError:
        at = math.nan, math.nan
    if all(map(math.isfinite, at)) and abs(at[0]) <= 90 and abs(at[1]) <= 180 and at != (0, 0):
        return at
    remarks.append(f"coordinates “{lat[:20]}, {lon[:20]}” are not a place and were dropped")
    return None, None


def _web_address(text: str, remarks: list[str]) -> str:
    """With a scheme, and checked; "" where it is none."""
    if not text:
        return ""
    address = text if "://" in text else f"http://{text}"
    try:
        if len(address) > _LONGEST["website"]:
            raise ValidationError("too long")
        _check_address(address)
        urlsplit(address)
    except (ValidationError, ValueError):
        remarks.append(f"web address “{text[:60]}” is not one and was dropped")
        return ""
    return address


def _tidy_name(name: str, kind: Kind) -> str:
    """The credit union list writes `MAGNOLIA` for Magnolia Credit Union; other names stand as they are."""
    if name.isupper():
        name = _in_small_letters(name)
    words = name.lower().split()
    is_said = "credit union" in name.lower() or "cu" in words or "fcu" in words
    return f"{name} Credit Union" if kind == Kind.CREDIT_UNION and not is_said else name


def _tidy_place(city: str) -> str:
    return _in_small_letters(city) if city.isupper() else city


def _in_small_letters(text: str) -> str:
    words = [_small(word, is_first=place == 0) for place, word in enumerate(text.split())]
    return " ".join(words)


def _small(word: str, *, is_first: bool) -> str:
    """`MISSISSIPPI` to `Mississippi`, `1ST` to `1st`; what has no vowel, or points in it, is an abbreviation and stays."""
    if word.lower() in _ALWAYS_SMALL and not is_first:
        return word.lower()
    if word[:1].isdigit():
        return word.lower()
    if not _VOWEL.search(word) or word.count(".") > 1 or len(word) == 1:
        return word
    return "".join(part.capitalize() for part in re.split(r"([-/.(])", word))
