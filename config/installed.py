"""What a phone needs to keep the site on its first screen: the manifest in each language, and the icon at its old address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from ground.templatetags.look import in_language

_INK, _PAPER = "#14161a", "#ffffff"
_HOUR = 60 * 60
_ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("maskable-512", 512, "maskable"))


@cache_control(max_age=_HOUR, public=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """One app, which opens in the language whose page was kept."""
    language = get_language() or settings.LANGUAGE_CODE
    told = {
        "id": "/",
        "name": "Cooperation Jackson",
        "short_name": _("Co-ops"),
        "description": _("Find the co-ops of Jackson, Mississippi, buy from them, and read how they work."),
        "lang": language,
        "start_url": in_language("/", language),
        "scope": "/",
        "display": "standalone",
        "theme_color": _INK,
        "background_color": _PAPER,
        "icons": [
            {"src": static(f"img/icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in _ICONS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@cache_control(max_age=_HOUR, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for `/favicon.ico` where a page names no icon, as a file or a feed does."""
    return redirect(static("img/icons/favicon.ico"))
