"""Taking a public list of organisations into the directory, again and again, without undoing what people wrote.

A row is known by its list and its id there (`Source.dataset`, `Source.record`); `Source.row_hash` says whether it changed. A co-op
that somebody looks after keeps its fields: one with a membership, or whose page a person edited (`coop.edited` in the audit trail).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone

from directory import findable
from directory.coops.lists.datasets import dataset
from directory.coops.lists.records import Organisation, organisations
from directory.coops.lists.tables import Remark
from directory.coops.models import Cooperative, Kind, Membership, Place, Source
from directory.coops.slugs import SlugDesk
from ground.models import AuditEvent, Topic
from ground.statistics import count_anew

_BATCH = 500
TOPIC_OF_KIND = {Kind.MARKET: "food", Kind.CREDIT_UNION: "money"}
_OWN_FIELDS = ["name", "website", "changed"]
_PLACE_FIELDS = ["street", "city", "region", "postcode", "lat", "lon"]


@dataclass
class Report:
    """`kept`: rows that changed in the list, while the co-op's page is in people's hands."""

    new: int = 0
    changed: int = 0
    kept: int = 0
    unchanged: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def not_taken(self) -> int:
        return sum(not remark.taken for remark in self.remarks)

    def __str__(self) -> str:
        kept = f", {self.kept} kept as people wrote them" if self.kept else ""
        return f"{self.new} new, {self.changed} changed{kept}, {self.unchanged} unchanged, {self.not_taken} not taken"


def import_organisations(content: bytes, *, list_name: str = "") -> Report:
    """Each batch of rows is one transaction: after a cut in the middle no organisation is there by half, and the next run goes on.

    Raises NotATable where the file has no such columns.
    """
    report, slugs = Report(), SlugDesk()
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=TOPIC_OF_KIND.values())}
    found = _set_remarks_aside(organisations(content, dataset=list_name), report)
    while batch := list(islice(found, _BATCH)):
        with transaction.atomic():
            _take(batch, report, slugs, topics)
    count_anew(Cooperative, Place, Source, Cooperative.topics.through)
    return report


def _set_remarks_aside(items: Iterable[Organisation | Remark], report: Report) -> Iterator[Organisation]:
    for item in items:
        if isinstance(item, Remark):
            report.remarks.append(item)
        else:
            yield item


def _take(batch: list[Organisation], report: Report, slugs: SlugDesk, topics: dict[str, Topic]) -> None:
    known = _known_sources(batch)
    new = [row for row in batch if (row.dataset, row.record) not in known]
    changed = [
        (row, source)
        for row in batch
        if (source := known.get((row.dataset, row.record))) and source.row_hash != row.digest
    ]
    touched = [*_add(new, slugs, topics), *_change(changed, report)]
    report.new += len(new)
    report.unchanged += len(batch) - len(new) - len(changed)
    findable.changed_many("coop", touched)


def _known_sources(batch: list[Organisation]) -> dict[tuple[str, str], Source]:
    sources = Source.objects.filter(
        dataset__in={row.dataset for row in batch}, record__in=[row.record for row in batch]
    ).select_related("cooperative")
    return {(source.dataset, source.record): source for source in sources}


def _add(rows: list[Organisation], slugs: SlugDesk, topics: dict[str, Topic]) -> list[int]:
    coops = Cooperative.objects.bulk_create(
        Cooperative(slug=slugs.give(row.name, row.city), name=row.name, kind=row.kind, website=row.website)
        for row in rows
    )
    pairs = list(zip(coops, rows, strict=True))
    Place.objects.bulk_create(Place(cooperative=coop, **_place_of(row)) for coop, row in pairs if _is_somewhere(row))
    Source.objects.bulk_create(_source_of(coop, row) for coop, row in pairs)
    tagged = Cooperative.topics.through
    tagged.objects.bulk_create(
        tagged(cooperative_id=coop.pk, topic_id=topic.pk)
        for coop, row in pairs
        if (topic := topics.get(TOPIC_OF_KIND.get(row.kind, "")))
    )
    return [coop.pk for coop in coops]


def _change(rows: list[tuple[Organisation, Source]], report: Report) -> list[int]:
    """The address of a page does not change with a name in a list: links to it live on."""
    in_hands = _in_peoples_hands([source.cooperative_id for _row, source in rows])
    free = [(row, source.cooperative) for row, source in rows if source.cooperative_id not in in_hands]
    for row, coop in free:
        coop.name, coop.website, coop.changed = row.name, row.website, timezone.now()
    Cooperative.objects.bulk_update([coop for _row, coop in free], _OWN_FIELDS)
    _move(free)
    for row, source in rows:
        source.row_hash, source.as_of, source.facts = row.digest, dataset(row.dataset).as_of, _facts(row)
    Source.objects.bulk_update([source for _row, source in rows], ["row_hash", "as_of", "facts"])
    report.changed += len(free)
    report.kept += len(rows) - len(free)
    return [coop.pk for _row, coop in free]


def _move(pairs: list[tuple[Organisation, Cooperative]]) -> None:
    """A co-op's first place is the one the list tells of."""
    firsts: dict[int, Place] = {}
    for place in Place.objects.filter(cooperative__in=[coop.pk for _row, coop in pairs]).order_by("pk"):
        firsts.setdefault(place.cooperative_id, place)
    moved: list[Place] = []
    added: list[Place] = []
    for row, coop in pairs:
        if coop.pk in firsts:
            moved.append(firsts[coop.pk])
            for name, value in _place_of(row).items():
                setattr(moved[-1], name, value)
        elif _is_somewhere(row):
            added.append(Place(cooperative=coop, **_place_of(row)))
    Place.objects.bulk_update(moved, _PLACE_FIELDS)
    Place.objects.bulk_create(added)


def _in_peoples_hands(pks: list[int]) -> set[int]:
    edited = AuditEvent.objects.filter(
        subject_kind="cooperative", subject_id__in=[str(pk) for pk in pks], action="coop.edited"
    ).values_list("subject_id", flat=True)
    members = Membership.objects.filter(cooperative__in=pks).values_list("cooperative_id", flat=True)
    return {*members, *map(int, edited)}


def _place_of(row: Organisation) -> dict[str, str | float | None]:
    return {name: getattr(row, name) for name in _PLACE_FIELDS}


def _is_somewhere(row: Organisation) -> bool:
    return bool(row.street or row.city or row.region or row.postcode or row.lat is not None)


def _source_of(coop: Cooperative, row: Organisation) -> Source:
    known = dataset(row.dataset)
    return Source(
        cooperative=coop,
        dataset=row.dataset,
        record=row.record,
        title=known.title,
        url=known.url,
        facts=_facts(row),
        as_of=known.as_of,
        row_hash=row.digest,
    )


def _facts(row: Organisation) -> str:
    """The name as the list writes it, where the page shows it in another way."""
    return f"“{row.listed_as}”" if row.listed_as != row.name else ""
