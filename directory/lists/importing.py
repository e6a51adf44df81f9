"""Taking a public list of organisations into the directory, again and again, without undoing what people wrote.

A row is known by its list and its id there (`Source.list`, `.dataset`, `.record`); `Source.row_hash` says whether it changed. All rows
are read and laid out first (`staging`), which no other writer has to wait for; then all of them are applied in one transaction, and
written down as an edition that can be undone (`undoing`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative, Place, Source
from directory.coops.slugs import SlugDesk
from directory.lists import applying, differences, doubles
from directory.lists.datasets import dataset
from directory.lists.matching import Matcher
from directory.lists.models import Change, Edition
from directory.lists.outcomes import Report
from directory.lists.planning import Plan
from directory.lists.profiles import Profile
from directory.lists.proposing import profile_for
from directory.lists.records import LONGEST_LIST_NAME, Organisation, organisations, read_list
from directory.lists.staging import Staging
from directory.lists.tables import NotATable, Remark, Table
from ground.statistics import count_anew

if TYPE_CHECKING:
    from directory.people.models import User

_BATCH = 500
_TRIES = 3
Progress = Callable[[int], None]
Applied = Callable[[Edition], None]


@dataclass(frozen=True)
class File:
    """Where a list came from, for the history."""

    name: str = ""
    digest: str = ""
    by: "User | None" = None


def import_organisations(
    content: bytes, *, list_name: str = "", profile: Profile | None = None, is_rehearsal: bool = False
) -> Report:
    """All of it or nothing; a rehearsal says the same and keeps nothing.

    Without a profile, one of the saved ones that fits, or one that is made from the columns. Raises NotATable.
    """
    table = read_list(content)
    return import_table(
        table,
        profile or profile_for(table, list_name=list_name),
        list_name=list_name,
        file=File(digest=sha256(content).hexdigest()),
        is_rehearsal=is_rehearsal,
    )


def import_table(
    table: Table,
    profile: Profile,
    *,
    list_name: str = "",
    file: File | None = None,
    is_rehearsal: bool = False,
    progress: Progress = lambda _rows: None,
    applied: Applied = lambda _edition: None,
) -> Report:
    """`progress` is told after each batch how many rows were read, `applied` of the edition, in its transaction. Raises NotATable
    where the table has not the columns of the profile.

    Somebody who writes to one of the entries while the rows are read makes all of it begin anew; after the third time
    `applying.Overtaken` is raised.
    """
    if missing := profile.missing(table.columns, is_named=bool(list_name)):
        told = {"columns": ", ".join(missing)}
        raise NotATable(_("The first line must name the columns; these are missing: %(columns)s.") % told)
    name = (list_name or profile.list_name or profile.name)[:LONGEST_LIST_NAME]
    for tries in range(_TRIES):
        plan = Plan(
            name, Matcher(name), Report(), SlugDesk(), lambda known: dataset(known, profile.lists), timezone.now()
        )
        staging = Staging()
        try:
            _lay_out(organisations(table, profile, dataset=list_name), plan, staging, progress)
            if is_rehearsal:
                plan.report.gone = applying.missing(name).count()
            else:
                _apply(plan, profile, file or File(), applied)
            return plan.report
        except (applying.Overtaken, IntegrityError):
            if tries == _TRIES - 1:
                raise
        finally:
            staging.drop()
    raise AssertionError


def _lay_out(rows: Iterable[Organisation | Remark], plan: Plan, staging: Staging, progress: Progress) -> None:
    found, read = iter(rows), 0
    while batch := list(islice(found, _BATCH)):
        taken = list(_set_refused_aside(batch, plan.report))
        refused = [
            {"line": row.line, "step": "refused", "record": row.record or None}
            for row in batch
            if isinstance(row, Remark)
        ]
        staging.put([*plan.stage(taken), *refused])
        progress(read := read + len(batch))
    staging.count_anew()


def _set_refused_aside(items: Iterable[Organisation | Remark], report: Report) -> Iterator[Organisation]:
    for item in items:
        if isinstance(item, Remark):
            report.refuse(item)
        else:
            report.remarks += [Remark(item.line, text, taken=True) for text in item.remarks]
            yield item


@transaction.atomic
def _apply(plan: Plan, profile: Profile, file: File, applied: Applied) -> None:
    applying.check_unchanged()
    report = plan.report
    report.gone = applying.missing(plan.list_name).count()
    edition = Edition.objects.create(
        list=plan.list_name,
        profile=profile.name[:LONGEST_LIST_NAME],
        file_name=file.name[:200],
        digest=file.digest,
        counts={**report.counts, "gone": report.gone},
        taken_by=file.by,
        applied=timezone.now(),
    )
    applying.add_entries(plan.now)
    applying.write_entries(plan.now)
    applying.change_sources()
    applying.add_sources(plan.list_name, plan.now)
    applying.write_history(edition, plan.now)
    differences.write_down(edition, plan.differing)
    doubles.write_down(edition, plan.alike)
    applying.tell_search()
    applied(edition)
    report.edition = edition.pk
    transaction.on_commit(lambda: count_anew(Cooperative, Place, Source, Cooperative.topics.through, Change))
