"""What a list and an entry say of the same thing, field by field, and which of the two counts. Pure, but for what it is given to read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from directory.coops.models import Cooperative, Place
from directory.lists.records import Organisation
from directory.places.zones import zone_of

COOP_FIELDS = ("name", "kind", "website", "phone", "email", "about_en", "about_es", "summary_en", "summary_es")
_LINES = ("street", "city", "region", "postcode", "country")
# Latitude and longitude are one fact: half of a position is none.
POSITION = "position"
PLACE_FIELDS = (*_LINES, POSITION)
_LONGEST_KEPT = 200
_NO_ZONE: str = Cooperative._meta.get_field("zone").get_default()

Value = str | list[float]
Facts = dict[str, Value]


def told_by(row: Organisation) -> Facts:
    """What the list says; a field that it has no column for is not there."""
    told: Facts = {"name": row.name, "kind": row.kind.value, "website": row.website, **row.texts}
    told |= {name: getattr(row, name) for name in ("street", "city", "region", "postcode")}
    told[POSITION] = _position(row.lat, row.lon)
    return told if row.country is None else told | {"country": row.country}


def zone_by(row: Organisation) -> str:
    """For a new entry; where it cannot be told, the one that any begins with."""
    is_at_home = row.country in (None, "US")
    return (zone_of(row.region, row.lat, row.lon) if is_at_home else "") or _NO_ZONE


def held_by(coop: Cooperative, place: Place | None) -> Facts:
    """What the entry says; `place` is its first."""
    held: Facts = {name: getattr(coop, name) for name in COOP_FIELDS}
    held |= {name: getattr(place, name) if place else "" for name in _LINES}
    held[POSITION] = _position(place.lat, place.lon) if place else ""
    return held


def somewhere(facts: Mapping[str, Value]) -> bool:
    return any(facts.get(name) for name in ("street", "city", "region", "postcode", POSITION))


def kept(facts: Mapping[str, Value]) -> Facts:
    """To remember by: a long text as its digest."""
    return {name: _short(value) for name, value in facts.items()}


@dataclass
class Verdict:
    """`write` goes into the entry, `differ` to a person. `other` are fields in which another list's word stands."""

    write: Facts = field(default_factory=dict)
    differ: Facts = field(default_factory=dict)
    other: list[str] = field(default_factory=list)


def judge(
    *, held: Mapping[str, Value], told: Mapping[str, Value], before: Mapping[str, Value], edited: Collection[str]
) -> Verdict:
    """`before` is what the same list told last time (as `kept`): what it did not change since is no news.

    A field that a person wrote goes to a person. One that holds what this list told before follows the list; a blank one is filled; in
    any other another list's word stands.
    """
    verdict = Verdict()
    for name, value in told.items():
        mine = held[name]
        if mine == value or before.get(name) == _short(value):
            continue
        if name in edited:
            if value:
                verdict.differ[name] = value
        elif before.get(name) == _short(mine) or not (mine or name in before):
            verdict.write[name] = value
        else:
            verdict.other.append(name)
    return verdict


def as_text(value: Value) -> str:
    """As a person reads it, and as `Difference` keeps it."""
    return value if isinstance(value, str) else ", ".join(map(str, value))


def _short(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _LONGEST_KEPT:
        return f"sha256:{sha256(value.encode()).hexdigest()}"
    return value


def _position(lat: float | None, lon: float | None) -> Value:
    return "" if lat is None or lon is None else [lat, lon]
