"""Named places on pages that packages above fill.

A page of a lower package names a place: `{% place "coop_page" coop=coop %}`. A package above registers a panel for
it in `AppConfig.ready`. So the co-op's page shows its goods without the directory knowing the marketplace, and
renders as well when that is not installed.
"""

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.core import mail
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

log = logging.getLogger(__name__)

Panel = Callable[[HttpRequest | None, dict[str, Any]], str]


class _Entry(NamedTuple):
    order: int
    name: str
    panel: Panel


_panels: dict[str, list[_Entry]] = {}


def register(place: str, panel: Panel, *, order: int = 100) -> None:
    """Show `panel(request, arguments)` at `place`, lower `order` first. It returns HTML from a template, or "" for
    nothing.

    Registering the same panel again replaces it. The panel looks after its own rights and queries.
    """
    name = f"{panel.__module__}.{panel.__qualname__}"
    others = [entry for entry in _panels.get(place, []) if entry.name != name]
    _panels[place] = sorted([*others, _Entry(order, name, panel)], key=lambda entry: (entry.order, entry.name))


def unregister(place: str, panel: Panel) -> None:
    _panels[place] = [entry for entry in _panels.get(place, []) if entry.panel is not panel]


def render(place: str, request: HttpRequest | None, arguments: dict[str, Any]) -> SafeString:
    """All panels of a place. A panel that fails is logged and left out: a page must not fall over what stands above
    it.
    """
    return mark_safe("".join(_render_one(entry, request, arguments) for entry in _panels.get(place, [])))


def _render_one(entry: _Entry, request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    try:
        return str(entry.panel(request, dict(arguments)))
    except Exception:
        if settings.DEBUG or _is_test():
            raise
        log.exception("The panel %s could not be shown.", entry.name)
        return ""


def _is_test() -> bool:
    """Django's test environment replaces the mail backend and adds `mail.outbox`; nothing else does."""
    return hasattr(mail, "outbox")
