"""A co-op as a profile of the Murmurations network, and the list of all profiles for whoever brings them into its index.

Fields are those of the library's `organizations_schema-v1.0.0`; what is not known is left out.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from directory.coops.description import Description, Somewhere
from directory.coops.states import LinkKind

SCHEMA = "organizations_schema-v1.0.0"


def profile(coop: Description) -> dict[str, Any]:
    located = coop.located
    first = next(iter([*located, *coop.places]), None)
    told = {
        "linked_schemas": [SCHEMA],
        "name": coop.name,
        "primary_url": coop.website or coop.page,
        "urls": [{"name": "Cooperation Jackson", "url": coop.page}, *_links(coop)],
        "unique_id": coop.iri,
        "status": "active",
        "description": coop.said(coop.summary, "en")[0],
        "mission": coop.said(coop.about, "en")[0],
        "tags": _tags(coop),
        "full_address": _address(first) if first else "",
        "country_iso_3166": first.country if first else "",
        "geolocation": {"lat": located[0].lat, "lon": located[0].lon} if located else None,
        "contact_details": {"email": coop.email} if coop.email else None,
        "telephone": coop.phone,
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def pieces(coops: Iterable[Description]) -> Iterator[str]:
    """A JSON array: for each co-op where its profile is and when it changed, in seconds since 1970."""
    between = "[\n"
    for coop in coops:
        yield between + json.dumps({"profile_url": address(coop.id), "last_updated": int(coop.changed.timestamp())})
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def address(public_id: str) -> str:
    return settings.SITE_URL + reverse("data_murmurations", args=[public_id])


def _tags(coop: Description) -> list[str]:
    words = [coop.kind.replace("_", " "), *(coop.said(topic.names, "en")[0] for topic in coop.topics)]
    return list(dict.fromkeys(word for word in words if word))


def _links(coop: Description) -> list[dict[str, str]]:
    with override("en"):
        return [{"name": str(LinkKind(kind).label), "url": address} for kind, address in coop.links]


def _address(place: Somewhere) -> str:
    parts = (place.street, place.city, f"{place.region} {place.postcode}".strip(), place.country)
    return ", ".join(part for part in parts if part)
