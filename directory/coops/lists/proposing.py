"""A profile for a list that nobody has described: from what its columns are called, in English and Spanish, and from what they hold."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from pathlib import Path

from directory.coops.lists.letters import compared
from directory.coops.lists.profiles import Feed, Kinds, Profile, saved_profiles
from directory.coops.lists.tables import NotATable, Row, Table
from directory.coops.models import Kind
from directory.coops.regions import STATES

PROPOSED = "proposed"
_SAMPLE = 200
_MOST = 0.8
_ID_FROM = ("name", "street", "city", "region", "postcode")
_DEGREES = re.compile(r"[-+]?\d{1,3}[.,]\d{2,}")
_ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(org|com|coop|net|es|mx|edu|gov)(/\S*)?", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{5}(-\d{4})?")


def profile_for(table: Table, *, list_name: str = "", otherwise: str = "") -> Profile:
    """The saved profile that knows most of the columns; else a proposal, for which `otherwise` is the list's name if nobody said it.

    Raises NotATable where no column can be the name, or the list has none.
    """
    fitting = [profile for profile in saved_profiles() if _fits(profile, table.columns, is_named=bool(list_name))]
    if fitting:
        return max(fitting, key=lambda profile: profile.fitting(table.columns))
    return propose(table, is_named=bool(list_name), list_name=list_name or otherwise)


def _fits(profile: Profile, columns: list[str], *, is_named: bool) -> bool:
    """A profile of one certain list must know nearly all of its columns again: else another list would go by that one's name."""
    if profile.missing(columns, is_named=is_named):
        return False
    return not profile.list_name or profile.fitting(columns) >= _MOST * profile.width


def propose(table: Table, *, list_name: str = "", is_named: bool = False) -> Profile:
    """`is_named`: the list's name counts for every row, whatever a column says. Raises NotATable."""
    sample = [row.cells for row in islice(table.rows(), _SAMPLE) if isinstance(row, Row)]
    held = {column: [cells[column] for cells in sample if cells.get(column)] for column in table.columns}
    columns = _by_their_names(table.columns)
    _by_what_they_hold(columns, held)
    if "name" not in columns:
        raise NotATable(f"No column can be the name. There are: {', '.join(table.columns)}. {HOW}")
    if "id" in columns and not _is_an_id(held[columns["id"]], len(sample)):
        del columns["id"]
    if is_named:
        columns.pop("list", None)
    if not list_name and "list" not in columns:
        raise NotATable("No column names the list (source), and nobody else did.")
    return Profile(
        name=PROPOSED,
        list_name=list_name,
        feeds={field: Feed((column,)) for field, column in columns.items()},
        id_from=() if "id" in columns else _ID_FROM,
        kinds=Kinds(otherwise=Kind.COLLECTIVE, values=_words_of_kinds()),
        always={"country": "US" if _is_american(columns, held) else ""},
    )


HOW = "Describe the list in a file such as directory/coops/lists/profiles/us-south.toml and name it: --profile my-list.toml"


def as_toml(profile: Profile) -> str:
    """A proposal as a file that can be saved, corrected and used as --profile."""
    columns = {field: feed.columns[0] for field, feed in profile.feeds.items()}
    lines = [f"list = {_quoted(profile.list_name)}"] if "list" not in columns else []
    lines += [f"{key} = {_quoted(columns[field])}" for field, key in _OWN_KEYS.items() if field in columns]
    if profile.id_from:
        lines.append(f"id_from = [{', '.join(map(_quoted, profile.id_from))}]")
    lines += ["", "[columns]"]
    lines += [f"{field} = {_quoted(column)}" for field, column in columns.items() if field not in (*_OWN_KEYS, "kind")]
    lines += ["", "[kind]", *([f"column = {_quoted(columns['kind'])}"] if "kind" in columns else [])]
    lines += [f"otherwise = {_quoted(profile.kinds.otherwise)}"]
    if country := profile.always.get("country"):
        lines += ["", "[always]", f"country = {_quoted(country)}"]
    return "\n".join(lines)


_OWN_KEYS = {"list": "list_column", "id": "id"}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@cache
def _called() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("called.toml").read_text(encoding="utf-8"))


def _words_of_kinds() -> dict[str, str]:
    return {word: kind for kind, words in _called()["kinds"].items() for word in words}


def _by_their_names(columns: Iterable[str]) -> dict[str, str]:
    """Field to column."""
    plain = {re.sub(r"[^a-z0-9]", "", compared(column)): column for column in reversed(list(columns))}
    found: dict[str, str] = {}
    for field, names in _called()["columns"].items():
        column = next((plain[name] for name in names if name in plain), None)
        if column and column not in found.values():
            found[field] = column
    return found


def _by_what_they_hold(columns: dict[str, str], held: dict[str, list[str]]) -> None:
    """A web address or a postcode in a column of another name; a position only where both numbers can be told apart."""
    free = [column for column in held if column not in columns.values()]
    for field, looks in (("website", _ADDRESS), ("postcode", _POSTCODE)):
        column = next((column for column in free if _mostly(held[column], looks.fullmatch)), None)
        if field not in columns and column:
            columns[field] = column
            free.remove(column)
    if "lat" not in columns and "lon" not in columns:
        degrees = [column for column in free if _mostly(held[column], _DEGREES.fullmatch)]
        if len(degrees) == 2:
            columns["lat"], columns["lon"] = sorted(degrees, key=lambda column: _widest(held[column]) > 90)


def _mostly(cells: list[str], looks: Callable[[str], object]) -> bool:
    return len(cells) > 0 and sum(bool(looks(cell)) for cell in cells) >= _MOST * len(cells)


def _widest(cells: list[str]) -> float:
    return max(abs(float(cell.replace(",", "."))) for cell in cells if _DEGREES.fullmatch(cell))


def _is_an_id(cells: list[str], rows: int) -> bool:
    return len(cells) == rows and len(set(cells)) >= _MOST * rows


def _is_american(columns: dict[str, str], held: dict[str, list[str]]) -> bool:
    states = {*map(str.lower, STATES), *map(str.lower, STATES.values())}
    return "region" in columns and _mostly(held[columns["region"]], lambda cell: cell.lower() in states)
