"""Reading a table that somebody else made: any bytes at all give rows or reasons, never an exception halfway."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO

_UTF8_MARK = b"\xef\xbb\xbf"
# A cell may hold a line break; a row of more lines than this has lost a quotation mark.
_MOST_LINES = 10


class NotATable(Exception):
    """The file cannot be read as a whole; the text says why."""


@dataclass(frozen=True)
class Remark:
    """Something about a row that a person should know. `taken` is False where the row was left out for it."""

    line: int
    text: str
    taken: bool = False

    def __str__(self) -> str:
        return f"line {self.line}: {'' if self.taken else 'not taken, '}{self.text}"


@dataclass(frozen=True)
class Row:
    """`line` is the first line of the row in the file, counted from 1. `digest` changes when any cell does."""

    line: int
    cells: dict[str, str]
    digest: str


def read_table(content: bytes, *, needs: tuple[str, ...]) -> Iterator[Row | Remark]:
    """The rows under a heading line. Raises NotATable, before the first row, where a column of `needs` is missing.

    The bytes are read as Latin-1, in which every byte is a letter, so that one bad row cannot stop the others; then
    each row is turned into UTF-8, or left as it is and remarked on where that fails.
    """
    # Not `splitlines`, which also splits at bytes that are a part of UTF-8 letters.
    records = _records(list(StringIO(content.removeprefix(_UTF8_MARK).decode("latin-1"), newline="")))
    heading: list[str] = next((cells for _line, cells in records if isinstance(cells, list)), [])
    columns = [cell.strip().lower() for cell in _as_utf8(*heading)[0]]
    missing = [name for name in needs if name not in columns]
    if missing:
        raise NotATable(f"The first line must name the columns; these are missing: {', '.join(missing)}.")
    return _rows(records, columns)


def _records(lines: list[str]) -> Iterator[tuple[int, list[str] | str]]:
    """The line number and the cells of each record, or the reason why it is none."""
    at = 0
    while at < len(lines):
        reader, start, lost = csv.reader(lines[at:]), at, False
        while not lost:
            before = reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield start + before + 1, f"it cannot be read ({error})"
                at, lost = start + before + 1, True
                continue
            if reader.line_num - before > _MOST_LINES:
                yield start + before + 1, "a quotation mark is not closed"
                at, lost = start + before + 1, True
            elif any(cell.strip() for cell in cells):
                yield start + before + 1, cells


def _rows(records: Iterator[tuple[int, list[str] | str]], columns: list[str]) -> Iterator[Row | Remark]:
    for line, cells in records:
        if isinstance(cells, str):
            yield Remark(line, cells)
        elif len(cells) != len(columns):
            short_or_long = "short" if len(cells) < len(columns) else "long"
            yield Remark(line, f"too {short_or_long}: {len(cells)} cells, not {len(columns)}")
        else:
            texts, is_utf8 = _as_utf8(*cells)
            if not is_utf8:
                yield Remark(line, "not UTF-8, read as Latin-1", taken=True)
            texts = [_plain(text) for text in texts]
            digest = sha256("\x1f".join(texts).encode()).hexdigest()
            yield Row(line, dict(zip(columns, texts, strict=True)), digest)


def _as_utf8(*cells: str) -> tuple[list[str], bool]:
    try:
        return [cell.encode("latin-1").decode() for cell in cells], True
    except UnicodeDecodeError:
        return [*cells], False


def _plain(text: str) -> str:
    """Without control characters (no database column takes a NUL), spaces drawn together."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
