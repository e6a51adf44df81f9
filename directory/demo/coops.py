"""Co-ops of the demonstration, from the TOML files beside this module and the committed public list of Mississippi."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from directory import findable
from directory.coops.models import Cooperative, Hours, Place, Source, Standing, StandingDecision
from directory.coops.vocabulary import load_topics
from directory.lists.importing import import_organisations
from ground.models import Topic

_HERE = Path(__file__).parent
_MISSISSIPPI = _HERE.parent / "coops" / "data" / "mississippi.csv"
READ_ON = date(2026, 11, 24)
_LAST = "plain-ledger-bookkeeping"
_TEXTS = ("summary", "about", "owned")
# What the sources in organisations.toml tell, named here so that the pages can say it in Spanish too.
_TOLD = (
    gettext_noop("aim, own account"),
    gettext_noop("launch"),
    gettext_noop("four institutions"),
    gettext_noop("address"),
    gettext_noop("what it is, what it grows, its name"),
    gettext_noop("what it does"),
    gettext_noop("announcement"),
    gettext_noop("launch date announced"),
    gettext_noop("what it is, former name, date"),
    gettext_noop("founding year, parcels"),
    gettext_noop("place, year, affiliation"),
    gettext_noop("founding"),
    gettext_noop("training center"),
)


def is_loaded() -> bool:
    return Cooperative.objects.filter(slug=_LAST, is_demo=True).exists()


def read(name: str) -> list[dict[str, Any]]:
    """The tables of demo/<name>.toml."""
    content = tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [table for tables in content.values() for table in tables]


def load_coops() -> None:
    topics = load_topics()
    import_organisations(_MISSISSIPPI.read_bytes(), list_name="mississippi")
    with transaction.atomic():
        for row in read("organisations"):
            _organisation(row, topics)
        for row in read("coops"):
            _coop(row, topics)


def _organisation(row: dict[str, Any], topics: dict[str, Topic]) -> None:
    coop = _entry(row, topics, is_demo=False)
    unknown = {source["facts"] for source in row["sources"]} - set(_TOLD)
    if unknown:
        raise ValueError(f"{row['slug']}: no Spanish for {sorted(unknown)}")
    Source.objects.bulk_create(
        Source(
            cooperative=coop,
            dataset="facts",
            record=f"{coop.slug}-{number}",
            title=source["title"],
            url=source["url"],
            facts=source["facts"],
            as_of=READ_ON,
        )
        for number, source in enumerate(row["sources"], 1)
    )


def _coop(row: dict[str, Any], topics: dict[str, Topic]) -> None:
    coop = _entry(row, topics, is_demo=True)
    StandingDecision.objects.create(
        cooperative=coop, standing=Standing.MEMBER, decided_on=row["member"], reason="Demonstration"
    )
    coop.standing = Standing.MEMBER
    coop.verified_on = READ_ON
    coop.verified_by = "June Castleberry (demo)"
    coop.has_resale_certificate = row["slug"] in {"poplar-street-grocery", "morning-shift-bakery"}
    coop.save()
    Source.objects.create(
        cooperative=coop, title=gettext_noop("Invented for the demonstration of this site"), as_of=READ_ON
    )


def _entry(row: dict[str, Any], topics: dict[str, Topic], *, is_demo: bool) -> Cooperative:
    texts = {f"{field}_{lang}": row.get(f"{field}_{lang}", "").strip() for field in _TEXTS for lang in ("en", "es")}
    coop = Cooperative.objects.create(
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        is_demo=is_demo,
        source_language=row.get("source_language", "en"),
        founded=row.get("founded"),
        members=row.get("members"),
        phone=row.get("phone", ""),
        website=row.get("website", ""),
        drawing=row.get("drawing", ""),
        legal_form=row.get("legal_form", ""),
        labour=row.get("labour", []),
        languages=row.get("languages", []),
        **texts,
    )
    coop.topics.set(topics[slug] for slug in row["topics"])
    place = Place.objects.create(
        cooperative=coop,
        street=row.get("street", ""),
        city=row.get("city", "Jackson"),
        region=row.get("region", "MS"),
        postcode=row.get("postcode", ""),
        lat=row.get("lat"),
        lon=row.get("lon"),
    )
    Hours.objects.bulk_create(hours for rule in row.get("hours", ()) for hours in _hours(place, rule))
    findable.changed("coop", coop.pk)
    return coop


def _hours(place: Place, rule: str) -> list[Hours]:
    """`"1-5 06:00-14:00"`: Tuesday to Saturday, by the weekday numbers of Python (Monday is 0)."""
    days, _, times = rule.partition(" ")
    first, _, last = days.partition("-")
    opens, closes = (time.fromisoformat(text) for text in times.split("-"))
    return [
        Hours(place=place, weekday=day, opens=opens, closes=closes) for day in range(int(first), int(last or first) + 1)
    ]
