"""A co-op as schema.org JSON-LD, for the search engines of others."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from directory.coops.models import Cooperative, Kind, Place, Weekday
from ground.structured import json_in_script
from ground.texts import said

_TYPES = {Kind.CREDIT_UNION: "BankOrCreditUnion", Kind.SUPPORT: "Organization", Kind.LAND_TRUST: "Organization"}


def json_ld(coop: Cooperative, places: Iterable[Place]) -> SafeString:
    """Only what the page shows as well."""
    known = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(Kind(coop.kind), "LocalBusiness") if coop.kind in Kind.values else "Organization",
        "@id": settings.SITE_URL + coop.get_absolute_url(),
        "name": coop.name,
        "description": said(coop, "summary").text,
        "url": coop.website or settings.SITE_URL + coop.get_absolute_url(),
        "telephone": coop.phone,
        "email": coop.email,
        "foundingDate": str(coop.founded or ""),
        "location": [_place(place) for place in places],
    }
    return json_in_script(_without_gaps(known))


def _place(place: Place) -> dict[str, Any]:
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _without_gaps(
        {
            "@type": "Place",
            "name": place.name,
            "address": _without_gaps(
                {
                    "@type": "PostalAddress",
                    "streetAddress": place.street,
                    "addressLocality": place.city,
                    "addressRegion": place.region,
                    "postalCode": place.postcode,
                    "addressCountry": place.country,
                }
            ),
            "geo": geo if place.lat is not None else None,
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": f"https://schema.org/{Weekday(hours.weekday).name.capitalize()}",
                    "opens": f"{hours.opens:%H:%M}",
                    "closes": f"{hours.closes:%H:%M}",
                }
                for hours in place.hours.all()
            ],
        }
    )


def _without_gaps(known: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if value not in ("", None, [])}
