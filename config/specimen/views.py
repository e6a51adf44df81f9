"""The page itself. The files say what each component takes, so that it is written once."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.specimen.states import AROUND, STATES
from config.specimen.things import State

FOLDER: Path = settings.BASE_DIR / "templates" / "components"
# Parts of the frame: they stand in the head of each page and take nothing but the page itself.
FRAME = {"addresses", "switch_language", "main_nav"}
_TOLD = re.compile(r"{%\s*comment\s*%}(.*?){%\s*endcomment\s*%}", re.DOTALL)


def names() -> list[str]:
    """The components, in the order of the page."""
    return sorted(path.stem for path in FOLDER.glob("*.html") if path.stem not in FRAME)


def told(name: str) -> str:
    """What stands on top of the template: what it is, and what it takes."""
    found = _TOLD.search((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    return found.group(1).strip() if found else ""


def drawn(name: str, state: State, request: HttpRequest) -> SafeString:
    """One state, inside the list it belongs to."""
    html = render_to_string(f"components/{name}.html", dict(state), request=request)
    tag, css = AROUND.get(name, ("", ""))
    if tag.startswith("li-"):
        return format_html('<{0} class="{1}"><li>{2}</li></{0}>', SafeString(tag[3:]), css, html)
    return format_html('<{0} class="{1}">{2}</{0}>', SafeString(tag), css, html) if tag else html


@never_cache
@require_safe
def specimen(request: HttpRequest) -> HttpResponse:
    """404 for all but staff, unless in debug."""
    if not (settings.DEBUG or (request.user.is_authenticated and request.user.is_staff)):
        raise Http404
    components = [
        {"name": name, "told": told(name), "states": [drawn(name, state, request) for state in STATES.get(name, ())]}
        for name in names()
    ]
    return render(request, "specimen/specimen.html", {"components": components})
