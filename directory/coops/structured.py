"""A co-op as schema.org JSON-LD, for the search engines of others."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from directory.coops.models import Cooperative, Kind, Place, Weekday
from ground.texts import said

_TYPES = {Kind.CREDIT_UNION: "BankOrCreditUnion", Kind.SUPPORT: "Organization", Kind.LAND_TRUST: "Organization"}
# Inside of a script element nothing may look like its end, or like the start of a comment.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(coop: Cooperative, places: Iterable[Place]) -> SafeString:
    """Ready to stand between the tags of `<script type="application/ld+json">`. Only what the page shows as well."""
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
    return mark_safe(json.dumps(_without_gaps(known), ensure_ascii=False).translate(_ESCAPED))


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
