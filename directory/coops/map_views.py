"""What the map that can be moved asks for while it is moved: places in boxes, as GeoJSON."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from directory.coops.clusters import WORLD, Cluster, clusters, round_about
from directory.coops.filters import Box, CoopFilters
from directory.coops.marks import pieces

_A_MINUTE = 60
_WHOLE_STATE = Box(30.12, -91.72, 35.05, -88.05)


@dataclass(frozen=True)
class Moving:
    """For components/map.html. `frame` is the piece of the map that is shown first; `tiles` the address of pictures of the land
    below it, with {z}, {x} and {y}, or "": then there are county lines."""

    clusters_url: str
    frame: str
    tiles: str
    attribution: str


def moving(filters: CoopFilters) -> Moving:
    return Moving(
        reverse("coop_clusters"),
        str(filters.frame or _WHOLE_STATE),
        settings.MAP_TILE_URL,
        settings.MAP_TILE_ATTRIBUTION,
    )


@require_safe
def map_clusters(request: HttpRequest) -> HttpResponse:
    """The filters of the list, and `frame` (south,west,north,east) and `zoom` of the map. Any address is good. It is the same for
    everybody and holds for a minute."""
    frame, zoom = Box.read(request.GET.get("frame", "")) or WORLD, request.GET.get("zoom", "")
    found = clusters(CoopFilters.read(request.GET), frame, int(zoom) if zoom in _ZOOMS else 0)
    body = json.dumps({"type": "FeatureCollection", "features": [_feature(one) for one in found]}, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/geo+json")
    response.headers["ETag"] = f'"{sha256(body.encode()).hexdigest()[:24]}"'
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=_A_MINUTE)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


_ZOOMS = {str(zoom) for zoom in range(20)}


def _feature(one: Cluster) -> dict[str, object]:
    at = [round(one.lon, 5), round(one.lat, 5)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": _told(one)}


def _told(one: Cluster) -> dict[str, object]:
    if one.coop is None:
        return {"count": one.count, "box": str(round_about(one.box))}
    coop = one.coop
    return {
        "count": 1,
        "name": coop.name,
        "kind": coop.get_kind_display(),
        "url": reverse("coop", args=[coop.slug]),
        "mark": pieces(coop.public_id, coop.kind),
    }
