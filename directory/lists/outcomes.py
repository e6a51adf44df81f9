"""What became of each row of a list, as a sum and row by row."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TextIO

from directory.lists.records import Organisation
from directory.lists.tables import Remark

NEW, CHANGED, UNCHANGED, TO_REVIEW, REFUSED = "new", "changed", "unchanged", "to review", "refused"
_ALL = (NEW, CHANGED, UNCHANGED, TO_REVIEW, REFUSED)
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_HEADING = ("line", "id", "name", "outcome", "remarks")


class Outcome(NamedTuple):
    line: int
    record: str
    name: str
    outcome: str
    remarks: str


@dataclass
class Report:
    """To review: rows that say otherwise than a person wrote, or that may be of an entry that is there already. `gone` are rows of the
    edition before that this one has not; they are marked, never deleted. `edition` is its number, 0 where nothing was kept."""

    outcomes: list[Outcome] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_ALL, 0))
    gone: int = 0
    edition: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{count} {outcome}" for outcome, count in self.counts.items())

    def tell(self, row: Organisation, outcome: str, *more: str) -> None:
        remarks = "; ".join(filter(None, [*row.remarks, *more]))
        self._tell(Outcome(row.line, row.record, row.listed_as, outcome, remarks))

    def refuse(self, remark: Remark) -> None:
        self.remarks.append(remark)
        self._tell(Outcome(remark.line, remark.record, remark.name, REFUSED, remark.text))

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.counts[outcome.outcome] += 1


def write_report(outcomes: Iterable[Outcome], file: TextIO) -> None:
    """As CSV, in the order of the list; no cell is a formula to a spreadsheet."""
    writer = csv.writer(file)
    writer.writerow(_HEADING)
    for outcome in sorted(outcomes, key=lambda one: one.line):
        writer.writerow(inert(cell) if isinstance(cell, str) else cell for cell in outcome)


def inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
