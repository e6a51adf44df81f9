"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest

from directory.people.phones import said_phone


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demonstration": settings.DEMONSTRATION,
        "has_marketplace": settings.HAS_MARKETPLACE,
        "has_cms": settings.HAS_CMS,
        "network_phone": said_phone(settings.NETWORK_PHONE),
    }
