"""The list as GeoJSON (RFC 7946): one feature a co-op; a point, points, or none where we know of no place on the map."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from directory.coops.description import Description
from directory.opendata.told import entry


def pieces(coops: Iterable[Description], about: dict[str, Any]) -> Iterator[str]:
    """A FeatureCollection, bit by bit. `about` stands beside its features."""
    head = json.dumps({"type": "FeatureCollection", **about}, ensure_ascii=False)
    yield f'{head[:-1]}, "features": ['
    between = "\n"
    for coop in coops:
        yield between + json.dumps(feature(coop), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def feature(coop: Description) -> dict[str, Any]:
    properties = entry(coop)
    return {"type": "Feature", "id": properties.pop("id"), "geometry": _geometry(coop), "properties": properties}


def _geometry(coop: Description) -> dict[str, Any] | None:
    at = [[place.lon, place.lat] for place in coop.located]
    if not at:
        return None
    return {"type": "Point", "coordinates": at[0]} if len(at) == 1 else {"type": "MultiPoint", "coordinates": at}
