"""From the staged rows into the directory, by a few statements in the caller's transaction."""

from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from directory import findable
from directory.coops.documents import KIND
from directory.coops.models import Cooperative, Kind, Place, Source
from directory.lists.facts import COOP_FIELDS
from directory.lists.models import Change, Edition, Step
from directory.lists.staging import (
    BEGINS,
    CHANGES,
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
    TABLE,
    column,
    insert,
    run,
    update,
)
from ground.models import Topic

TOPIC_OF_KIND = {Kind.MARKET: "food", Kind.CREDIT_UNION: "money"}
_COOPS, _SOURCES, _CHANGES = (model._meta.db_table for model in (Cooperative, Source, Change))
_TOLD = {name: f"s.{name}" for name in SOURCE_COLUMNS}
_KNOWN = f"step IN ('{Step.CHANGED}', '{Step.JOINED}')"


class Overtaken(Exception):
    """Somebody wrote to one of the entries after the import had read it: it has to be read again."""


def check_unchanged() -> None:
    """Raises Overtaken. On PostgreSQL the entries are locked until the transaction ends; on SQLite nobody else writes now."""
    lock = "FOR UPDATE OF c" if connection.vendor == "postgresql" else ""
    seen = column(f"SELECT c.changed = s.seen FROM {TABLE} s JOIN {_COOPS} c ON c.id = s.coop_id WHERE {_KNOWN} {lock}")  # noqa: S608
    wanted = column(f"SELECT COUNT(*) FROM {TABLE} WHERE {_KNOWN}")[0]  # noqa: S608
    if len(seen) != wanted or not all(seen):
        raise Overtaken


def add_entries(now: datetime) -> None:
    new = f"s.step = '{Step.NEW}'"
    insert(Cooperative, {name: f"s.{name}" for name in (*COOP_FIELDS, "public_id", "slug", "zone")}, where=new, now=now)
    made = f"SELECT id FROM {_COOPS} c WHERE c.public_id = {TABLE}.public_id"  # noqa: S608 - names of ours
    run(f"UPDATE {TABLE} SET coop_id = ({made}) WHERE step = %s", Step.NEW)  # noqa: S608
    tagged = Cooperative.topics.through
    topics = dict(Topic.objects.filter(slug__in=TOPIC_OF_KIND.values()).values_list("slug", "pk"))
    for kind, slug in TOPIC_OF_KIND.items():
        if slug in topics:
            told = {"cooperative_id": "s.coop_id", "topic_id": str(topics[slug])}
            insert(tagged, told, where=f"{new} AND s.kind = '{kind.value}'", now=now)


def write_entries(now: datetime) -> None:
    """The entries that are there, and the places of both."""
    told = {name: f"s.{name}" for name in COOP_FIELDS}
    update(Cooperative, {**told, "changed": "s.stamped"}, key="coop_id", where="s.writes_coop = 1")
    places = {name: f"s.{name}" for name in PLACE_COLUMNS}
    update(Place, places, key="place_id", where=f"s.place_step = {CHANGES}")
    insert(Place, {**places, "cooperative_id": "s.coop_id"}, where=f"s.place_step = {BEGINS}", now=now)


def change_sources() -> None:
    update(Source, _TOLD, key="source_id", where=f"s.step = '{Step.CHANGED}'")


def add_sources(list_name: str, now: datetime) -> None:
    own = {"cooperative_id": "s.coop_id", "dataset": "s.dataset", "record": "s.record", "list": _quoted(list_name)}
    insert(Source, _TOLD | own, where=f"s.step IN ('{Step.NEW}', '{Step.JOINED}')", now=now)
    run(
        f"UPDATE {TABLE} SET source_id = (SELECT id FROM {_SOURCES} f WHERE f.list = %s AND f.dataset = {TABLE}.dataset"  # noqa: S608
        f" AND f.record = {TABLE}.record) WHERE source_id IS NULL AND step <> ''",
        list_name,
    )


def write_history(edition: Edition, now: datetime) -> None:
    """What each row did; then what the list had before and has no longer, and what it has again."""
    told = {"edition_id": str(edition.pk), "cooperative_id": "s.coop_id", "source_id": "s.source_id"}
    told |= {name: f"s.{name}" for name in ("step", "before", "after")}
    insert(Change, told, where="s.step NOT IN ('', 'refused')", now=now)
    here = Source.objects.filter(list=edition.list).exclude(record="")
    _mark(edition, Step.GONE, missing(edition.list), now.date())
    _mark(edition, Step.BACK, here.filter(missing_since__isnull=False, pk__in=_SEEN), None)


def missing(name: str) -> "QuerySet[Source]":
    """What an earlier edition had, and neither a row of this one nor one that was refused has."""
    here = Source.objects.filter(list=name, missing_since__isnull=True).exclude(record="")
    return here.exclude(pk__in=_SEEN).exclude(record__in=_REFUSED)


_SEEN = RawSQL(f"SELECT source_id FROM {TABLE} WHERE source_id IS NOT NULL", ())  # noqa: S608, S611
_REFUSED = RawSQL(f"SELECT record FROM {TABLE} WHERE step = 'refused' AND record IS NOT NULL", ())  # noqa: S608, S611


def _mark(edition: Edition, step: Step, sources: "QuerySet[Source]", since: date | None) -> None:
    Change.objects.bulk_create(
        Change(
            edition=edition,
            step=step,
            cooperative_id=source.cooperative_id,
            source=source,
            before={"missing_since": source.missing_since.isoformat() if source.missing_since else None},
        )
        for source in sources
    )
    told = Change.objects.filter(edition=edition, step=step).values("source")
    Source.objects.filter(pk__in=told).update(missing_since=since)


def tell_search() -> None:
    touched = column(
        f"SELECT coop_id FROM {TABLE} WHERE writes_coop = 1 OR place_step <> 0 OR step = %s ORDER BY line",  # noqa: S608
        Step.NEW,
    )
    findable.changed_many(KIND, touched)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"
