"""A co-op as schema.org JSON-LD, for the search engines of others."""

from typing import Any

from directory.coops.description import Description, Opening, Somewhere
from directory.coops.models import Kind, Standing, Weekday

CONTEXT = "https://schema.org"
_TYPES = {Kind.CREDIT_UNION: "BankOrCreditUnion", Kind.SUPPORT: "Organization", Kind.LAND_TRUST: "Organization"}
_NETWORK = {"@type": "Organization", "name": "Cooperation Jackson"}


def json_ld(coop: Description, language: str) -> dict[str, Any]:
    """Only what the co-op's page shows as well, with its texts in `language` where there are any."""
    places = [_place(place) for place in coop.places]
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": _TYPES.get(Kind(coop.kind), "LocalBusiness") if coop.kind in Kind.values else "Organization",
            "@id": coop.iri,
            "identifier": coop.id,
            "name": coop.name,
            "description": coop.said(coop.summary, language)[0],
            "url": coop.website or coop.page,
            "mainEntityOfPage": coop.page,
            "telephone": coop.phone,
            "email": coop.email,
            "foundingDate": str(coop.founded or ""),
            "knowsLanguage": list(coop.languages),
            "sameAs": list(dict.fromkeys(address for _kind, address in coop.links)),
            "keywords": [coop.said(topic.names, language)[0] for topic in coop.topics],
            "memberOf": _NETWORK if coop.standing == Standing.MEMBER else None,
            "address": places[0].get("address") if places else None,
            "location": places,
        }
    )


def _place(place: Somewhere) -> dict[str, Any]:
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _without_gaps(
        {
            "@type": "Place",
            "name": place.name,
            "address": _address(place),
            "geo": geo if place.lat is not None else None,
            "openingHoursSpecification": [_opening(hours) for hours in place.hours],
        }
    )


def _address(place: Somewhere) -> dict[str, Any] | None:
    told = _without_gaps(
        {
            "streetAddress": place.street,
            "addressLocality": place.city,
            "addressRegion": place.region,
            "postalCode": place.postcode,
        }
    )
    return {"@type": "PostalAddress", **told, "addressCountry": place.country} if told else None


def _opening(hours: Opening) -> dict[str, str]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{Weekday(hours.weekday).name.capitalize()}",
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
    }


def _without_gaps(known: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if value not in ("", None, [])}
