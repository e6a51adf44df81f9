"""Reading a table that somebody else made: any bytes at all give rows or reasons, never an exception halfway."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.lists.letters import decoded, tidy, without_mark

DELIMITERS = ",;\t|"
# A cell may hold line breaks; a row of more lines than this has lost a quotation mark, and so has one of more than the
# smaller number that has not as many cells as the heading.
_MOST_LINES = 100
_LINES_TO_DOUBT = 10
_LINES_TO_GUESS_BY = 100
_SAID_BY_EXCEL = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class NotATable(Exception):
    """The file cannot be read as a whole; the text says why."""


@dataclass(frozen=True)
class Remark:
    """Something about a row that a person should know. `taken` is False where the row was left out for it.

    `line` counts lines of a CSV, and features of a GeoJSON, from 1; `record` and `name` are the row's, where they could be read.
    """

    line: int
    text: str
    taken: bool = False
    record: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {'' if self.taken else 'not taken, '}{self.text}"


@dataclass(frozen=True)
class Row:
    """`line` is the first line of the row in the file, counted from 1. `cells` by the name of their column, in small letters."""

    line: int
    cells: dict[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """`rows` can be called again, and then begins anew."""

    columns: list[str]
    rows: Callable[[], Iterator[Row | Remark]]


def read_table(content: bytes) -> Table:
    """The rows under a heading line. Raises NotATable where there is none.

    The bytes are read as Latin-1, in which every byte is a letter, so that one bad row cannot stop the others; then each cell
    is turned into UTF-8, or into Windows-1252 where that fails.
    """
    lines, delimiter, first = _lines(content)
    heading = next((cells for _line, cells in _records(lines, delimiter, first) if isinstance(cells, list)), None)
    if heading is None:
        raise NotATable(_("It has no line that names the columns."))
    columns = _column_names([decoded(cell)[0] for cell in heading])
    return Table(list(dict.fromkeys(columns)), lambda: _rows(lines, delimiter, first, columns))


def read_records(content: bytes) -> list[list[str]]:
    """Every record with its cells, to the letter. For a look at what the file says before anything is made of it."""
    records = _records(*_lines(content))
    return [[decoded(cell)[0] for cell in cells] for _line, cells in records if isinstance(cells, list)]


def column_name(text: str) -> str:
    return tidy(text).lower()


def _lines(content: bytes) -> tuple[list[str], str, int]:
    """The lines with their ends, the delimiter, and the place of the first line that counts."""
    # Not `splitlines`, which also splits at bytes that are a part of UTF-8 letters.
    lines = list(StringIO(without_mark(content).decode("latin-1"), newline=""))
    if lines and (said := _SAID_BY_EXCEL.fullmatch(lines[0])):
        return lines, said[1], 1
    return lines, _delimiter(lines[:_LINES_TO_GUESS_BY]), 0


def _delimiter(lines: list[str]) -> str:
    """The one by which most rows have as many cells as the heading; then the one that makes most cells."""
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


def _fit(lines: list[str], delimiter: str) -> tuple[float, int]:
    widths = [len(cells) for _line, cells in _records(lines, delimiter) if isinstance(cells, list)]
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths[1:]) / max(1, len(widths) - 1), widths[0]


class _Lost(Exception):
    """A record does not end."""


class _Feed:
    """Lines for a csv reader, which asks for one more while a quotation mark is open."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines, self.at, self.held = lines, at, 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.held == _MOST_LINES or (self.held and self.at == len(self.lines)):
            raise _Lost
        if self.at == len(self.lines):
            raise StopIteration
        self.at, self.held = self.at + 1, self.held + 1
        return self.lines[self.at - 1]


def _records(lines: list[str], delimiter: str, first: int = 0) -> Iterator[tuple[int, list[str] | str]]:
    """The line number and the cells of each record that is not blank, or the reason why it is none."""
    feed, width = _Feed(lines, first), 0
    reader = csv.reader(feed, delimiter=delimiter)
    while feed.at < len(lines):
        start, feed.held = feed.at, 0
        try:
            cells = next(reader)
            if feed.held > _LINES_TO_DOUBT and len(cells) != width:
                raise _Lost
        except (_Lost, csv.Error) as error:
            unread = _("it cannot be read (%(why)s)") % {"why": error}
            yield start + 1, unread if str(error) else _("a quotation mark is not closed")
            feed.at, reader = start + 1, csv.reader(feed, delimiter=delimiter)
            continue
        if any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield start + 1, cells


def _column_names(heading: list[str]) -> list[str]:
    """In small letters. A column without a name is called by its place."""
    return [column_name(cell) or f"column {place}" for place, cell in enumerate(heading, 1)]


def _rows(lines: list[str], delimiter: str, first: int, columns: list[str]) -> Iterator[Row | Remark]:
    is_heading = True
    for line, cells in _records(lines, delimiter, first):
        if isinstance(cells, str):
            yield Remark(line, cells)
        elif is_heading:
            is_heading = False
        else:
            yield _row(line, cells, columns)


def _row(line: int, cells: list[str], columns: list[str]) -> Row | Remark:
    """Of two columns with one name the first that is filled counts."""
    more, told = len(cells) - len(columns), {"n": len(cells), "columns": len(columns)}
    if more > 0 and any(cell.strip() for cell in cells[len(columns) :]):
        too_long = ngettext(
            "too long: %(n)s cell, not %(columns)s", "too long: %(n)s cells, not %(columns)s", len(cells)
        )
        return Remark(line, too_long % told)
    too_short = ngettext(
        "too short: %(n)s cell, not %(columns)s; the others are taken as blank",
        "too short: %(n)s cells, not %(columns)s; the others are taken as blank",
        len(cells),
    )
    remarks = [too_short % told] if more < 0 else []
    texts: dict[str, str] = dict.fromkeys(columns, "")
    written_in = set()
    for column, cell in zip(columns, cells, strict=False):
        text, encoding = decoded(cell)
        written_in.add(encoding)
        texts[column] = texts[column] or tidy(text)
    remarks += [_("not UTF-8, read as %(encoding)s") % {"encoding": one} for one in sorted(written_in - {""})]
    return Row(line, texts, tuple(remarks))
