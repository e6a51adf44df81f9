"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demonstration": settings.DEMONSTRATION,
        "has_marketplace": settings.HAS_MARKETPLACE,
        "has_cms": settings.HAS_CMS,
        "network_phone": settings.NETWORK_PHONE,
    }
