"""Profiles: which column of somebody's list feeds which field of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from directory.coops.models import Kind
from directory.lists.datasets import Dataset, datasets_of
from directory.lists.letters import compared
from directory.lists.profile_files import HERE, BadProfile, names, read_file
from directory.lists.tables import column_name

PLACE_FIELDS = ("street", "city", "region", "postcode", "lat", "lon", "country")
# `about` is for a list that does not say the language: it becomes `about_en` or `about_es`.
ABOUT = "about"
# Both numbers in one cell.
POSITION = "position"
TEXT_FIELDS = ("about_en", "about_es", "summary_en", "summary_es")
CONTACT_FIELDS = ("phone", "email")
FIELDS = (
    "name",
    "street",
    "city",
    "region",
    "postcode",
    "lat",
    "lon",
    "website",
    "country",
    *TEXT_FIELDS,
    ABOUT,
    POSITION,
    *CONTACT_FIELDS,
)
# The order in which a row's digest reads the fields; what is new goes to the end.
READ_ORDER = ("list", "id", "name", "kind", *FIELDS[1:])
_KEYS = {"list", "list_column", "id", "id_from", "box", "only_inside", "contacts_are_published", "columns", "kind"} | {
    "always",
    "countries",
    "lists",
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Feed:
    """The columns of one field: joined by a space, or (`is_first`) the first that is filled."""

    columns: tuple[str, ...]
    is_first: bool = False

    def read(self, cells: Mapping[str, str]) -> str:
        filled = [cell for column in self.columns if (cell := cells.get(column))]
        return (filled or [""])[0] if self.is_first else " ".join(filled)


@dataclass(frozen=True)
class Kinds:
    """`values` are looked through in their order for the first that a cell holds; `otherwise` "" refuses what is not known."""

    separator: str = ""
    otherwise: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def read(self, cell: str) -> str:
        words = {compared(word) for word in (cell.split(self.separator) if self.separator else [cell])}
        return next((kind for value, kind in self.values.items() if value in words), cell)


@dataclass(frozen=True)
class Profile:
    """`box` is south, west, north, east in degrees: where the list's places are, all of them if `only_inside`.
    `id_from` names fields from which an id is made where the list has none."""

    name: str
    list_name: str = ""
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    id_from: tuple[str, ...] = ()
    kinds: Kinds = field(default_factory=Kinds)
    always: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    box: Box | None = None
    only_inside: bool = False
    lists: Mapping[str, Dataset] = field(default_factory=dict)

    def of(self, columns: Iterable[str]) -> "Profile":
        """For a list of these columns: a field that none of them feeds is not told at all, which is not the same as blank."""
        there = set(columns)
        return replace(self, feeds={name: feed for name, feed in self.feeds.items() if there & set(feed.columns)})

    def read(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Each field that is fed, by its name, in the order of the digest. A row need not have a cell for each column."""
        read = {name: feed.read(cells) for name in READ_ORDER if (feed := self.feeds.get(name))}
        if "kind" in read:
            read["kind"] = self.kinds.read(read["kind"])
        return read

    def missing(self, columns: Iterable[str], *, is_named: bool) -> list[str]:
        """The columns without which the list cannot be read so; `is_named` where somebody said what list it is."""
        there = set(columns)
        needed = ["name", "id", "kind"] if is_named or self.list_name else ["list", "id", "name", "kind"]
        if self.kinds.otherwise or "kind" in self.always:
            needed.remove("kind")
        return [
            " or ".join(feed.columns)
            for name in needed
            if (feed := self.feeds.get(name)) and not there & set(feed.columns)
        ]

    def fitting(self, columns: Iterable[str]) -> int:
        """How many of the columns it knows."""
        return len(self._columns & set(columns))

    @property
    def width(self) -> int:
        return len(self._columns)

    @property
    def _columns(self) -> set[str]:
        return {column for feed in self.feeds.values() for column in feed.columns}


def load_profile(name: str) -> Profile:
    """By its name, or from a file of one's own that ends with .toml. Raises BadProfile."""
    if name in names():
        return profile_of(name, read_file(HERE / f"{name}.toml"))
    if not name.endswith(".toml"):
        raise BadProfile(
            f"There is no profile “{name}”. There are: {', '.join(names())}. A file of your own ends with .toml."
        )
    return profile_of(Path(name).stem, read_file(Path(name)))


@cache
def saved_profiles() -> list[Profile]:
    return [load_profile(name) for name in names()]


def profile_of(name: str, table: Mapping[str, Any]) -> Profile:
    """Raises BadProfile, with what is wrong in the words of the file."""
    _require(not (unknown := set(table) - _KEYS), f"{name}: not known: {', '.join(sorted(unknown))}")
    for key in ("columns", "kind", "always", "countries", "lists"):
        _require(isinstance(table.get(key, {}), dict), f"{name}: {key} is a table: [{key}]")
    feeds = _feeds(name, table)
    always = {key: str(value) for key, value in table.get("always", {}).items()}
    _require(
        set(always) <= {"kind", "country", "region", "city"}, f"{name}: always may say kind, country, region, city"
    )
    _require("name" in feeds, f"{name}: columns must say which one is the name")
    _require("list" in feeds or table.get("list"), f"{name}: it must say list or list_column")
    kinds = _kinds(name, table.get("kind", {}))
    _require(
        "kind" in feeds or kinds.otherwise or "kind" in always, f"{name}: it must say a kind, for a column or always"
    )
    _check_kinds(name, [*kinds.values.values(), *filter(None, [kinds.otherwise, always.get("kind")])])
    id_from = tuple(table.get("id_from", ()))
    _require("id" in feeds or id_from, f"{name}: it must say id, or id_from")
    _require(set(id_from) <= set(FIELDS), f"{name}: id_from names fields: {', '.join(FIELDS)}")
    return Profile(
        name=name,
        list_name=str(table.get("list", "")),
        feeds=feeds,
        id_from=id_from,
        kinds=kinds,
        always=always,
        countries={word.lower(): code for word, code in table.get("countries", {}).items()},
        box=_box(name, table.get("box")),
        only_inside=bool(table.get("only_inside")),
        lists=datasets_of(name, table),
    )


def _feeds(name: str, table: Mapping[str, Any]) -> dict[str, Feed]:
    columns = dict(table.get("columns", {}))
    _require(set(columns) <= set(FIELDS), f"{name}: columns may feed {', '.join(FIELDS)}")
    if set(columns) & set(CONTACT_FIELDS):
        published = table.get("contacts_are_published") is True
        _require(published, f"{name}: phone and email only where it says contacts_are_published = true")
    columns |= {"list": table.get("list_column"), "id": table.get("id"), "kind": table.get("kind", {}).get("column")}
    return {key: _feed(f"{name}: {key}", said) for key, said in columns.items() if said}


def _feed(where: str, said: Any) -> Feed:
    """`"a"`, `["a", "b"]` or `{ first = ["a", "b"] }`."""
    is_first = isinstance(said, dict) and set(said) == {"first"}
    columns = said["first"] if is_first else said
    columns = [columns] if isinstance(columns, str) else columns
    is_fit = isinstance(columns, list) and columns and all(isinstance(column, str) for column in columns)
    _require(is_fit, f'{where} is a column, a list of columns, or {{ first = ["one", "or else another"] }}')
    return Feed(tuple(map(column_name, columns)), is_first)


def _kinds(name: str, said: Mapping[str, Any]) -> Kinds:
    values = said.get("values", {})
    _require(isinstance(values, dict), f"{name}: the values of a kind are a table: [kind.values]")
    lowered = {compared(str(value)): str(kind) for value, kind in values.items()}
    return Kinds(str(said.get("separator", "")), str(said.get("otherwise", "")), lowered)


def _check_kinds(name: str, kinds: list[str]) -> None:
    unknown = set(kinds) - set(Kind.values)
    _require(not unknown, f"{name}: no kind is called {', '.join(sorted(unknown))}; there are {', '.join(Kind.values)}")


def _box(name: str, said: Any) -> Box | None:
    if said is None:
        return None
    is_box = isinstance(said, list) and len(said) == 4 and all(isinstance(edge, int | float) for edge in said)
    _require(is_box, f"{name}: box is south, west, north, east in degrees")
    south, west, north, east = map(float, said)
    return south, west, north, east


def _require(is_fit: object, otherwise: str) -> None:
    if not is_fit:
        raise BadProfile(otherwise)
