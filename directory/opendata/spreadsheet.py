"""The list as CSV: one row a co-op, its first place in columns of their own. Columns keep their names and their order; new ones come last."""

import csv
import io
from collections.abc import Iterable, Iterator

from directory.coops.description import Description, Opening, Origin, Somewhere
from directory.coops.models import Weekday
from directory.lists.outcomes import inert
from directory.opendata import licences

Cell = str | int | float | None

COLUMNS = (
    "id",
    "name",
    "kind",
    "standing",
    "is_demo",
    "page",
    "website",
    "phone",
    "email",
    "place",
    "street",
    "city",
    "region",
    "postcode",
    "country",
    "latitude",
    "longitude",
    "hours",
    "more_places",
    "topics",
    "summary_en",
    "summary_es",
    "about_en",
    "about_es",
    "owned_en",
    "owned_es",
    "founded",
    "members",
    "verified_on",
    "added",
    "changed",
    "sources",
    "legal_form",
    "labour",
    "languages",
    "links",
)
_NOWHERE = Somewhere("", "", "", "", "", "", None, None, {}, ())
_BETWEEN = "; "


def lines(coops: Iterable[Description]) -> Iterator[str]:
    yield _line(COLUMNS)
    for coop in coops:
        yield _line(map(_inert, _cells(coop)))


def _line(cells: Iterable[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _inert(cell: Cell) -> Cell:
    """A number is one to a spreadsheet also with its minus; a text that it would take for a formula is none."""
    return inert(cell) if isinstance(cell, str) else cell


def _cells(coop: Description) -> tuple[Cell, ...]:
    place = coop.places[0] if coop.places else _NOWHERE
    return (
        coop.id,
        coop.name,
        coop.kind,
        coop.standing,
        "yes" if coop.is_demo else "no",
        coop.page,
        coop.website,
        coop.phone,
        coop.email,
        place.name,
        place.street,
        place.city,
        place.region,
        place.postcode,
        place.country,
        place.lat,
        place.lon,
        _BETWEEN.join(map(written, place.hours)),
        max(len(coop.places) - 1, 0),
        _BETWEEN.join(topic.slug for topic in coop.topics),
        coop.summary.get("en", ""),
        coop.summary.get("es", ""),
        coop.about.get("en", ""),
        coop.about.get("es", ""),
        coop.owned.get("en", ""),
        coop.owned.get("es", ""),
        coop.founded,
        coop.members,
        str(coop.verified_on or ""),
        coop.added.isoformat(timespec="seconds"),
        coop.changed.isoformat(timespec="seconds"),
        _BETWEEN.join(map(_origin, coop.sources)),
        coop.legal_form,
        _BETWEEN.join(coop.labour),
        _BETWEEN.join(coop.languages),
        _BETWEEN.join(f"{kind} {address}" for kind, address in coop.links),
    )


def written(hours: Opening) -> str:
    """As schema.org writes it: `Sa 09:00-12:00`."""
    return f"{Weekday(hours.weekday).name[:2].capitalize()} {hours.opens:%H:%M}-{hours.closes:%H:%M}"


def _origin(source: Origin) -> str:
    return f"{source.title} ({source.as_of}, {licences.of(source) or 'license not known'})"
