"""Taking a public list of organisations into the directory, again and again, without undoing what people wrote.

A row is known by its list and its id there (`Source.dataset`, `Source.record`); `Source.row_hash` says whether it changed. A co-op
that somebody looks after keeps its fields: one with a membership, or whose page a person edited (`coop.edited` in the audit trail).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from directory import findable
from directory.coops.lists.datasets import Dataset, dataset
from directory.coops.lists.outcomes import CHANGED, NEW, TO_REVIEW, UNCHANGED, Report
from directory.coops.lists.profiles import Profile
from directory.coops.lists.proposing import profile_for
from directory.coops.lists.records import Organisation, organisations, read_list
from directory.coops.lists.tables import NotATable, Remark, Table
from directory.coops.models import Cooperative, Kind, Membership, Place, Source
from directory.coops.slugs import SlugDesk
from ground.models import AuditEvent, Topic
from ground.statistics import count_anew

_BATCH = 500
TOPIC_OF_KIND = {Kind.MARKET: "food", Kind.CREDIT_UNION: "money"}
_OWN_FIELDS = ["name", "kind", "website", "changed"]
_PLACE_FIELDS = ["street", "city", "region", "postcode", "lat", "lon"]


@dataclass
class _Desk:
    """What all batches of one import share."""

    report: Report
    slugs: SlugDesk
    topics: dict[str, Topic]
    dataset: Callable[[str], Dataset]


def import_organisations(
    content: bytes, *, list_name: str = "", profile: Profile | None = None, is_rehearsal: bool = False
) -> Report:
    """Each batch of rows is one transaction: after a cut in the middle no organisation is there by half, and the next run goes on.
    A rehearsal is one transaction around all of them, and leaves nothing.

    Without a profile, one of the saved ones that fits, or one that is made from the columns. Raises NotATable.
    """
    table = read_list(content)
    return import_table(
        table, profile or profile_for(table, list_name=list_name), list_name=list_name, is_rehearsal=is_rehearsal
    )


def import_table(table: Table, profile: Profile, *, list_name: str = "", is_rehearsal: bool = False) -> Report:
    """Raises NotATable where the table has not the columns of the profile."""
    if missing := profile.missing(table.columns, is_named=bool(list_name)):
        raise NotATable(f"The first line must name the columns; these are missing: {', '.join(missing)}.")
    rows = organisations(table, profile, dataset=list_name)
    if not is_rehearsal:
        report = _import(rows, profile)
        count_anew(Cooperative, Place, Source, Cooperative.topics.through)
        return report
    with transaction.atomic():
        report = _import(rows, profile)
        transaction.set_rollback(True)
    return report


def _import(rows: Iterator[Organisation | Remark], profile: Profile) -> Report:
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=TOPIC_OF_KIND.values())}
    desk = _Desk(Report(), SlugDesk(), topics, lambda name: dataset(name, profile.lists))
    found = _set_refused_aside(rows, desk.report)
    while batch := list(islice(found, _BATCH)):
        with transaction.atomic():
            _take(batch, desk)
    return desk.report


def _set_refused_aside(items: Iterable[Organisation | Remark], report: Report) -> Iterator[Organisation]:
    for item in items:
        if isinstance(item, Remark):
            report.refuse(item)
        else:
            report.remarks += [Remark(item.line, text, taken=True) for text in item.remarks]
            yield item


def _take(batch: list[Organisation], desk: _Desk) -> None:
    known = _known_sources(batch)
    new = [row for row in batch if (row.dataset, row.record) not in known]
    changed: list[tuple[Organisation, Source]] = []
    for row in batch:
        source = known.get((row.dataset, row.record))
        if source and source.row_hash == row.digest:
            desk.report.tell(row, UNCHANGED)
        elif source:
            changed.append((row, source))
    findable.changed_many("coop", [*_add(new, desk), *_change(changed, desk)])


def _known_sources(batch: list[Organisation]) -> dict[tuple[str, str], Source]:
    sources = Source.objects.filter(
        dataset__in={row.dataset for row in batch}, record__in=[row.record for row in batch]
    ).select_related("cooperative")
    return {(source.dataset, source.record): source for source in sources}


def _add(rows: list[Organisation], desk: _Desk) -> list[int]:
    coops = Cooperative.objects.bulk_create(
        Cooperative(
            slug=desk.slugs.give(row.name, row.city), name=row.name, kind=row.kind, website=row.website, **row.texts
        )
        for row in rows
    )
    pairs = list(zip(coops, rows, strict=True))
    Place.objects.bulk_create(Place(cooperative=coop, **_place_of(row)) for coop, row in pairs if _is_somewhere(row))
    Source.objects.bulk_create(_source_of(coop, row, desk.dataset(row.dataset)) for coop, row in pairs)
    tagged = Cooperative.topics.through
    tagged.objects.bulk_create(
        tagged(cooperative_id=coop.pk, topic_id=topic.pk)
        for coop, row in pairs
        if (topic := desk.topics.get(TOPIC_OF_KIND.get(row.kind, "")))
    )
    for row in rows:
        desk.report.tell(row, NEW)
    return [coop.pk for coop in coops]


def _change(rows: list[tuple[Organisation, Source]], desk: _Desk) -> list[int]:
    """The address of a page does not change with a name in a list: links to it live on."""
    in_hands = _in_peoples_hands([source.cooperative_id for _row, source in rows])
    free = [(row, source.cooperative) for row, source in rows if source.cooperative_id not in in_hands]
    for row, coop in free:
        coop.name, coop.kind, coop.website, coop.changed = row.name, row.kind, row.website, timezone.now()
        for name, text in row.texts.items():
            setattr(coop, name, text)
    fed = {name for row, _coop in free for name in row.texts}
    _write(Cooperative, [coop for _row, coop in free], [*_OWN_FIELDS, *sorted(fed)])
    _move(free)
    for row, source in rows:
        known = desk.dataset(row.dataset)
        source.title, source.url, source.as_of = known.title, known.url, known.as_of
        source.row_hash, source.facts = row.digest, _facts(row)
    _write(Source, [source for _row, source in rows], ["title", "url", "as_of", "row_hash", "facts"])
    for row, source in rows:
        desk.report.tell(row, TO_REVIEW if source.cooperative_id in in_hands else CHANGED)
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
    _write(Place, moved, [*_PLACE_FIELDS, "country"])
    Place.objects.bulk_create(added)


def _write(model: type[Model], rows: list[Any], fields: list[str]) -> None:
    """Rows that were read whole. One statement that meets each by its key is many times faster than `bulk_update` of 500."""
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields)


def _in_peoples_hands(pks: list[int]) -> set[int]:
    edited = AuditEvent.objects.filter(
        subject_kind="cooperative", subject_id__in=[str(pk) for pk in pks], action="coop.edited"
    ).values_list("subject_id", flat=True)
    members = Membership.objects.filter(cooperative__in=pks).values_list("cooperative_id", flat=True)
    return {*members, *map(int, edited)}


def _place_of(row: Organisation) -> dict[str, str | float | None]:
    """A list that does not tell of countries leaves the place's as it is."""
    country = {} if row.country is None else {"country": row.country}
    return {name: getattr(row, name) for name in _PLACE_FIELDS} | country


def _is_somewhere(row: Organisation) -> bool:
    return bool(row.street or row.city or row.region or row.postcode or row.lat is not None)


def _source_of(coop: Cooperative, row: Organisation, known: Dataset) -> Source:
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
