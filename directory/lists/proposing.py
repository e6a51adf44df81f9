"""A profile for a list that nobody has described: from what its columns are called, in English and Spanish, and from what they hold."""

import re
from collections.abc import Callable
from itertools import islice

from django.utils.translation import gettext as _

from directory.coops.models import Kind
from directory.lists.called import fields_by_name
from directory.lists.positions import is_pair
from directory.lists.profiles import Feed, Kinds, Profile, saved_profiles
from directory.lists.tables import NotATable, Row, Table
from directory.places.regions import STATES

PROPOSED = "proposed"
_SAMPLE = 200
_MOST = 0.8
_ENOUGH = 3
ID_FROM = ("name", "city", "region")
_WHERE = {"street", "city", "region", "postcode", "country", "lat", "position", "website"}
_DEGREES = re.compile(r"[-+]?\d{1,3}[.,]\d{2,}")
_ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(org|com|coop|net|es|mx|edu|gov)(/\S*)?", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{5}(-\d{4})?")


def profile_for(table: Table, *, list_name: str = "", otherwise: str = "") -> Profile:
    """The saved profile that knows most of the columns; else a proposal, for which `otherwise` is the list's name if nobody said it.

    Raises NotATable where nothing can be proposed.
    """
    fitting = [profile for profile in saved_profiles() if _fits(profile, table.columns, is_named=bool(list_name))]
    if fitting:
        return max(fitting, key=lambda profile: profile.fitting(table.columns))
    return propose(table, list_name=list_name or otherwise)


def _fits(profile: Profile, columns: list[str], *, is_named: bool) -> bool:
    """A profile of one certain list must know nearly all of its columns again: else another list would go by that one's name."""
    if profile.missing(columns, is_named=is_named):
        return False
    return not profile.list_name or profile.fitting(columns) >= _MOST * profile.width


def propose(table: Table, *, list_name: str) -> Profile:
    """Raises NotATable where no column can be the name, or none says where: then it is hardly a list of organisations."""
    if goods := next((column for column in table.columns if "sku" in column.split()), None):
        raise NotATable(_("It is a list of goods (it has a column %(name)s), not of organizations.") % {"name": goods})
    sample = [row.cells for row in islice(table.rows(), _SAMPLE) if isinstance(row, Row)]
    held = {column: [cells[column] for cells in sample if cells.get(column)] for column in table.columns}
    columns = fields_by_name(table.columns)
    _by_what_they_hold(columns, held, len(sample))
    if not columns.keys() & {"name"}:
        raise NotATable(_("No column can be the name. There are: %(columns)s.") % _named(table) + f" {HOW}")
    if not columns.keys() & _WHERE:
        nowhere = _("No column can say where an organization is. There are: %(columns)s.")
        raise NotATable(nowhere % _named(table) + f" {HOW}")
    if not list_name:
        raise NotATable(_("Nobody said what the list is called."))
    if "id" in columns and not _is_an_id(held[columns["id"]], len(sample)):
        del columns["id"]
    return Profile(
        name=PROPOSED,
        list_name=list_name,
        feeds={field: Feed((column,)) for field, column in columns.items()},
        id_from=ID_FROM,
        kinds=Kinds(otherwise=Kind.COLLECTIVE),
        always={"country": "US" if _is_american(columns, held) else ""},
    )


HOW = "Describe the list in a file such as directory/lists/profiles/us-south.toml and name it: --profile my-list.toml"


def _named(table: Table) -> dict[str, str]:
    return {"columns": ", ".join(table.columns)}


def as_toml(profile: Profile) -> str:
    """A proposal as a file that can be saved, corrected and used as --profile."""
    columns = {field: feed.columns[0] for field, feed in profile.feeds.items()}
    lines = [f"list = {_quoted(profile.list_name)}"]
    lines += [f"id = {_quoted(columns['id'])}"] if "id" in columns else []
    lines += [f"id_from = [{', '.join(map(_quoted, profile.id_from))}]", "", "[columns]"]
    lines += [f"{field} = {_quoted(column)}" for field, column in columns.items() if field not in ("id", "kind")]
    lines += ["", "[kind]", *([f"column = {_quoted(columns['kind'])}"] if "kind" in columns else [])]
    lines += [f"otherwise = {_quoted(profile.kinds.otherwise)}"]
    if country := profile.always.get("country"):
        lines += ["", "[always]", f"country = {_quoted(country)}"]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _by_what_they_hold(columns: dict[str, str], held: dict[str, list[str]], rows: int) -> None:
    """A web address or a postcode in a column of another name; a position only where both numbers can be told apart."""
    free = [column for column in held if column not in columns.values() and len(held[column]) >= min(rows, _ENOUGH)]
    for field, looks in (("website", _ADDRESS), ("postcode", _POSTCODE)):
        column = next((column for column in free if _mostly(held[column], looks.fullmatch)), None)
        if field not in columns and column:
            columns[field] = column
            free.remove(column)
    if "lat" not in columns and "lon" not in columns:
        degrees = [column for column in free if _mostly(held[column], _DEGREES.fullmatch)]
        pairs = [column for column in free if _mostly(held[column], is_pair)]
        if len(degrees) == 2:
            columns["lat"], columns["lon"] = sorted(degrees, key=lambda column: _widest(held[column]) > 90)
        elif pairs:
            columns["position"] = pairs[0]


def _mostly(cells: list[str], looks: Callable[[str], object]) -> bool:
    return len(cells) > 0 and sum(bool(looks(cell)) for cell in cells) >= _MOST * len(cells)


def _widest(cells: list[str]) -> float:
    return max(abs(float(cell.replace(",", "."))) for cell in cells if _DEGREES.fullmatch(cell))


def _is_an_id(cells: list[str], rows: int) -> bool:
    return len(cells) == rows and len(set(cells)) >= _MOST * rows


def _is_american(columns: dict[str, str], held: dict[str, list[str]]) -> bool:
    states = {*map(str.lower, STATES), *map(str.lower, STATES.values())}
    return "region" in columns and _mostly(held[columns["region"]], lambda cell: cell.lower() in states)
