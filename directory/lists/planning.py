"""What each row of a list would do to the directory. Nothing is written here but the staged rows of this connection."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.coops.models import Cooperative, Membership, Place, Role, Source
from directory.coops.slugs import SlugDesk
from directory.lists.datasets import Dataset
from directory.lists.facts import (
    COOP_FIELDS,
    PLACE_FIELDS,
    POSITION,
    Facts,
    Verdict,
    held_by,
    judge,
    kept,
    somewhere,
    told_by,
    zone_by,
)
from directory.lists.matching import Match, Matcher, row_key
from directory.lists.models import Change, Step
from directory.lists.outcomes import CHANGED, NEW, TO_REVIEW, UNCHANGED, Report
from directory.lists.records import Organisation
from directory.lists.staging import BEGINS, CHANGES, PLACE_COLUMNS, STAYS
from directory.lists.terms import called
from ground.ids import public_id
from ground.models import AuditEvent

_NO_COUNTRY = Place._meta.get_field("country").get_default()
_ROW_BEFORE = gettext_lazy("another row of this list changes the same entry: take the list in once more")
_OTHER_LIST = gettext_lazy("another list says otherwise of %(facts)s, and that stays")
Known = dict[tuple[str, str], Source]


@dataclass(frozen=True)
class Differing:
    """A field of which a list says otherwise than a person. The source is known by its row, as it may not be there yet."""

    dataset: str
    record: str
    coop: int
    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True)
class Alike:
    """A new entry, known by its public id, that may be the one that is there."""

    public_id: str
    own_key: str
    match: Match


@dataclass
class Plan:
    """What all batches of one import share. `written` are the keys of entries that a row changes: a second row of the same entry, as after
    a merge, was compared with what the entry said before that, and waits for the next time.
    """

    list_name: str
    matcher: Matcher
    report: Report
    slugs: SlugDesk
    dataset: Callable[[str], Dataset]
    now: datetime
    differing: list[Differing] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    written: set[int] = field(default_factory=set)

    def stage(self, batch: list[Organisation]) -> list[dict[str, Any]]:
        known = _known(self.list_name, batch)
        found = self.matcher.find([row for row in batch if (row.dataset, row.record) not in known])
        homes = {line: match.coop for line, match in found.items() if match.is_same}
        entries = _entries({source.cooperative_id for source in known.values()} | set(homes.values()))
        staged = []
        for row in batch:
            source = known.get((row.dataset, row.record))
            home = source.cooperative_id if source else homes.get(row.line)
            is_known = source is not None and source.row_hash == row.digest
            if is_known or home in self.written:
                self.report.tell(row, UNCHANGED, "" if is_known else str(_ROW_BEFORE))
                staged.append({"line": row.line, "step": "", "source_id": source.pk if source else None})
            elif source:
                staged.append(self._change(row, source, entries[source.cooperative_id]))
            elif home:
                staged.append(self._join(row, entries[home]))
            else:
                staged.append(self._add(row, found.get(row.line)))
        return staged

    def _add(self, row: Organisation, match: Match | None) -> dict[str, Any]:
        told, own = told_by(row), public_id()
        if match:
            self.alike.append(Alike(own, row_key(self.list_name, row.dataset, row.record), match))
            self.report.tell(
                row,
                TO_REVIEW,
                _("new, and %(points)s of 100 like an entry that is there") % {"points": match.score.points},
            )
        else:
            self.report.tell(row, NEW)
        values = dict.fromkeys(COOP_FIELDS, "") | {name: value for name, value in told.items() if name in COOP_FIELDS}
        return (
            self._row(row, Step.NEW, told)
            | values
            | _columns({"country": _NO_COUNTRY} | told)
            | {
                "public_id": own,
                "zone": zone_by(row),
                "slug": self.slugs.give(row.name, row.city),
                "before": {},
                "after": {},
            }
            | {"place_step": BEGINS if somewhere(told) else STAYS}
        )

    def _join(self, row: Organisation, entry: "Entry") -> dict[str, Any]:
        """The kind is left as it is: where a list does not say one, it is our guess."""
        told = told_by(row)
        said = {name: value for name, value in told.items() if name != "kind"}
        verdict = entry.judge(said, {})
        self.report.tell(row, TO_REVIEW if self._weigh(row, entry, verdict) else CHANGED)
        return self._row(row, Step.JOINED, told) | entry.written(verdict.write, self.now)

    def _change(self, row: Organisation, source: Source, entry: "Entry") -> dict[str, Any]:
        told = told_by(row)
        verdict = entry.judge(told, source.told)
        asks = self._weigh(row, entry, verdict)
        outcome = TO_REVIEW if asks else CHANGED if verdict.write or not verdict.other else UNCHANGED
        remark = _OTHER_LIST % {"facts": ", ".join(map(called, verdict.other))} if verdict.other else ""
        self.report.tell(row, outcome, remark)
        staged = self._row(row, Step.CHANGED, told) | entry.written(verdict.write, self.now) | {"source_id": source.pk}
        staged["before"] |= {"source": self._told_before(source)}
        return staged

    def _weigh(self, row: Organisation, entry: "Entry", verdict: Verdict) -> bool:
        """Whether a person is asked."""
        if verdict.write:
            self.written.add(entry.coop.pk)
        for name, theirs in verdict.differ.items():
            asked = Differing(row.dataset, row.record, entry.coop.pk, name, entry.held[name], theirs)
            self.differing.append(asked)
        return bool(verdict.differ)

    def _row(self, row: Organisation, step: Step, told: Facts) -> dict[str, Any]:
        known = self.dataset(row.dataset)
        return {
            "line": row.line,
            "step": step.value,
            "writes_coop": 0,
            "place_step": STAYS,
            "dataset": row.dataset,
            "record": row.record,
            "row_hash": row.digest,
            "told": kept(told),
            "title": known.title,
            "url": known.url,
            "as_of": known.as_of,
            "facts": _listed_as(row),
            "stamped": self.now,
        }

    def _told_before(self, source: Source) -> dict[str, Any]:
        told = {name: getattr(source, name) for name in ("title", "url", "facts", "row_hash", "told")}
        return told | {"as_of": source.as_of.isoformat()}


@dataclass(frozen=True)
class Entry:
    """An entry that is there. `edited` are the fields that a person wrote, `is_of_a_list` says that a list brought it.

    What people left blank, such as the street of a kitchen at home, they may have left out on purpose: in an entry that they made, or that
    has a steward, no list fills it unasked.
    """

    coop: Cooperative
    place: Place | None
    held: Facts
    edited: frozenset[str]
    is_of_a_list: bool
    has_steward: bool

    def judge(self, told: Facts, before: Facts) -> Verdict:
        return judge(held=self.held, told=told, before=before, edited=self.edited | self._of_people())

    def _of_people(self) -> set[str]:
        if not self.is_of_a_list:
            return set(self.held)
        return {name for name, value in self.held.items() if not value} if self.has_steward else set()

    def written(self, write: Facts, now: datetime) -> dict[str, Any]:
        """The whole entry as it is to be, and what of it differs."""
        facts = self.held | write
        of_place = {name: value for name, value in write.items() if name in PLACE_FIELDS}
        step = STAYS if not of_place else CHANGES if self.place else BEGINS if somewhere(write) else STAYS
        country = facts["country"] if self.place else write.get("country", _NO_COUNTRY)
        place = {name: facts[name] for name in PLACE_FIELDS} | {"country": country}
        before: dict[str, Any] = {"fields": {name: self.held[name] for name in write}}
        if write:
            before |= {"changed": self.coop.changed.isoformat()}
        return {
            **{name: facts[name] for name in COOP_FIELDS},
            **_columns(place),
            "coop_id": self.coop.pk,
            "place_id": self.place.pk if self.place else None,
            "seen": self.coop.changed,
            "writes_coop": int(bool(write)),
            "place_step": step,
            "before": before | ({"place": None} if step == BEGINS else {}),
            "after": {"fields": dict(write), "changed": now.isoformat()} | ({"place": place} if of_place else {}),
        }


def entries(pks: Iterable[int]) -> dict[int, Entry]:
    return _entries(set(pks))


def _entries(pks: set[int]) -> dict[int, Entry]:
    firsts: dict[int, Place] = {}
    for place in Place.objects.filter(cooperative__in=pks).order_by("pk"):
        firsts.setdefault(place.cooperative_id, place)
    edited = _edited(pks)
    brought = set(Change.objects.filter(cooperative__in=pks, step=Step.NEW).values_list("cooperative", flat=True))
    led = set(Membership.objects.filter(cooperative__in=pks, role=Role.STEWARD).values_list("cooperative", flat=True))
    found = {}
    for coop in Cooperative.objects.filter(pk__in=pks):
        first = firsts.get(coop.pk)
        mine = frozenset(edited.get(coop.pk, ()))
        found[coop.pk] = Entry(coop, first, held_by(coop, first), mine, coop.pk in brought, coop.pk in led)
    return found


def _edited(pks: set[int]) -> dict[int, set[str]]:
    """Fields that the audit trail says a person wrote; a place was written as a whole."""
    events = AuditEvent.objects.filter(
        subject_kind="cooperative", subject_id__in=[str(pk) for pk in pks], action="coop.edited"
    ).values_list("subject_id", "details")
    edited: dict[int, set[str]] = {}
    for pk, details in events:
        names = set(details.get("fields", ()))
        names |= set(PLACE_FIELDS) if "place" in names else set()
        names |= {POSITION} if names & {"lat", "lon"} else set()
        edited.setdefault(int(pk), set()).update(names)
    return edited


def _known(name: str, batch: list[Organisation]) -> Known:
    sources = Source.objects.filter(
        list=name, dataset__in={row.dataset for row in batch}, record__in=[row.record for row in batch]
    )
    return {(source.dataset, source.record): source for source in sources}


def _columns(facts: Facts) -> dict[str, Any]:
    """A place's facts by their columns."""
    at = facts[POSITION]
    lat, lon = (at[0], at[1]) if isinstance(at, list) else (None, None)
    return {name: facts.get(name, "") for name in PLACE_COLUMNS} | {"lat": lat, "lon": lon}


def _listed_as(row: Organisation) -> str:
    """The name as the list writes it, where the page shows it in another way."""
    return f"“{row.listed_as}”" if row.listed_as != row.name else ""
