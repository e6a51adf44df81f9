"""The directory as visitors see it: the list with its map, and a page for each co-op."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.coops.asking import WITHIN, asking, told
from directory.coops.county_map import draw
from directory.coops.filters import CoopFilters
from directory.coops.map_views import moving
from directory.coops.models import State
from directory.coops.page import coop_page
from directory.coops.selectors import coop_list, coop_to_show, map_points, slug_of


@require_safe
def coops(request: HttpRequest) -> HttpResponse:
    filters = CoopFilters.read(request.GET)
    found = coop_list(filters, request.GET.get("page", 1))
    county_map = None
    if filters.view == "map":
        county_map = draw(
            map_points(filters),
            box=filters.frame,
            address_of=lambda point: reverse("coop", args=[point.slug]),
            zoom=lambda box: filters.query(box=box),
        )
    context = {
        "filters": filters,
        "found": found,
        "page": found.page,
        "map": county_map,
        "moving": moving(filters),
        "tabs": _tabs(filters),
        "hidden": filters.besides_facets(),
        "clear_url": f"{reverse('coops')}{CoopFilters(view=filters.view).query()}",
        "whole_map_url": filters.query(box=None, near="") if filters.frame else "",
        "asking": asking(filters.near, filters.within, filters.open),
        "kept": filters.besides_box(),
        "told": told(
            filters.around,
            filters.within,
            filters.open,
            to=lambda near: filters.query(near=near, box=None),
            on_map=filters.box is not None,
        ),
        "wider_url": filters.query(within=WITHIN[-1]) if filters.here and filters.within < WITHIN[-1] else "",
    }
    return render(request, "coops/coops.html", context)


def _tabs(filters: CoopFilters) -> list[dict[str, object]]:
    views = {"list": _("List"), "map": _("Map")}
    return [
        {"url": filters.query(view=view), "label": label, "current": view == filters.view}
        for view, label in views.items()
    ]


@require_safe
def coop(request: HttpRequest, slug: str) -> HttpResponse:
    """An earlier name of the page leads on to today's. One that waits or is hidden is a preview for its own people."""
    shown = coop_to_show(slug, request.user)
    if shown.slug != slug:
        return redirect(shown, permanent=True)
    response = render(request, "coops/coop.html", {"coop": shown, "page": coop_page(shown, now=timezone.now())})
    if shown.state != State.LISTED:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def coop_by_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """The name that a co-op keeps for good, for data of others: it leads to the page of today."""
    return redirect(coop_to_show(slug_of(public_id), request.user))
