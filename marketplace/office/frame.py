"""What each page of the office stands in: the coordinator, and the head with its tabs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.people.roles import NetworkRole, has_role
from directory.people.typed import put_back, sign_in_first

UNPROCESSABLE = 422
P = ParamSpec("P")
_OfficeView = Callable[Concatenate[HttpRequest, P], HttpResponse]


class _View(Protocol[P]):
    def __call__(self, request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse: ...


def in_office(view: _OfficeView[P]) -> _View[P]:
    """Signed out: to the sign-in; signed in without being the coordinator: 403."""

    @sign_in_first
    @wraps(view)
    def for_coordinator(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not has_role(request.user, NetworkRole.COORDINATOR):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return for_coordinator


def render_office(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """`template` extends office/frame.html."""
    frame = {"office_items": _items(), "office_root": reverse("office")}
    return render(request, f"office/{template}", {**frame, **put_back(request, context)}, status=status)


def _items() -> list[dict[str, str]]:
    return [
        {"url": reverse("office"), "label": _("To do")},
        {"url": reverse("office_run_next"), "label": _("Pickup day")},
        {"url": reverse("office_places"), "label": _("Places")},
        {"url": reverse("office_money"), "label": _("Money")},
        {"url": reverse("office_coops"), "label": _("Co-ops")},
        {"url": reverse("office_lists"), "label": _("Lists")},
        {"url": reverse("office_chapters"), "label": _("Chapters")},
    ]
