"""What every page knows about the site."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from directory.people.phones import said_phone

_said_once = cache(said_phone)  # the network's own number only: people's numbers are not kept in memory


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demonstration": settings.DEMONSTRATION,
        "has_marketplace": settings.HAS_MARKETPLACE,
        "has_cms": settings.HAS_CMS,
        "network_phone": _said_once(settings.NETWORK_PHONE),
    }
