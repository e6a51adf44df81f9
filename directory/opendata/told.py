"""A co-op in JSON: as the read API gives it, and as the properties of a feature on a map."""

from typing import Any

from directory.coops.description import About, Description, Opening, Origin, Somewhere
from directory.coops.models import Weekday
from directory.opendata import licences


def entry(coop: Description) -> dict[str, Any]:
    """Every key is there, whatever is known: nothing known is "", null or an empty list."""
    return {
        "id": coop.id,
        "iri": coop.iri,
        "page": coop.page,
        "name": coop.name,
        "kind": coop.kind,
        "standing": coop.standing,
        "is_demo": coop.is_demo,
        "summary": dict(coop.summary),
        "about": dict(coop.about),
        "owned": dict(coop.owned),
        "written_in": coop.source_language,
        "founded": coop.founded,
        "members": coop.members,
        "email": coop.email,
        "phone": coop.phone,
        "website": coop.website,
        "time_zone": coop.zone,
        "legal_form": coop.legal_form,
        "labour": list(coop.labour),
        "languages": list(coop.languages),
        "links": [{"kind": kind, "url": address} for kind, address in coop.links],
        "topics": [_topic(topic) for topic in coop.topics],
        "places": [_place(place) for place in coop.places],
        "sources": [_source(source) for source in coop.sources],
        "verified_on": str(coop.verified_on) if coop.verified_on else None,
        "added": coop.added.isoformat(timespec="seconds"),
        "changed": coop.changed.isoformat(timespec="seconds"),
    }


def _topic(topic: About) -> dict[str, Any]:
    return {"slug": topic.slug, "name": dict(topic.names), "under": topic.under}


def _place(place: Somewhere) -> dict[str, Any]:
    return {
        "name": place.name,
        "street": place.street,
        "city": place.city,
        "region": place.region,
        "postcode": place.postcode,
        "country": place.country,
        "latitude": place.lat,
        "longitude": place.lon,
        "directions": dict(place.directions),
        "hours": [_hours(hours) for hours in place.hours],
    }


def _hours(hours: Opening) -> dict[str, str]:
    return {
        "day": Weekday(hours.weekday).name.lower(),
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
    }


def _source(source: Origin) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "license": licences.of(source),
        "as_of": str(source.as_of),
        "facts": source.facts,
        "list": source.dataset,
        "record": source.record,
    }
