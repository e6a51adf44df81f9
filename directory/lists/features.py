"""Reading a GeoJSON FeatureCollection: each point is a row, its properties are the cells, and the geometry is `lat` and `lon`."""

import json
from typing import Any

from django.utils.translation import gettext as _

from directory.lists.letters import tidy, without_mark
from directory.lists.tables import NotATable, Remark, Row, Table, column_name


def is_json(content: bytes) -> bool:
    return without_mark(content[:200]).lstrip()[:1] in (b"{", b"[")


def read_features(content: bytes) -> Table:
    """Raises NotATable where the file is not a FeatureCollection."""
    features = _features(content)
    columns: dict[str, None] = {}
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            columns.update(dict.fromkeys(map(column_name, feature["properties"])))
    named = list(dict.fromkeys([*columns, *_OF_THE_FEATURE]))
    return Table(named, lambda: (_row(number, feature) for number, feature in enumerate(features, 1)))


_OF_THE_FEATURE = ("id", "lat", "lon")


def _features(content: bytes) -> list[Any]:
    text = without_mark(content)
    try:
        found = json.loads(_decoded(text))
    except json.JSONDecodeError as error:
        told = {"line": error.lineno, "column": error.colno, "why": error.msg}
        raise NotATable(_("It is not whole JSON: line %(line)s, column %(column)s: %(why)s.") % told) from None
    except (ValueError, RecursionError):
        raise NotATable(_("It is not JSON that can be read: a number is too long, or it is nested too deep.")) from None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise NotATable(_("It is JSON, but no GeoJSON FeatureCollection."))
    if not isinstance(found.get("features"), list):
        raise NotATable(_("Its features are not a list."))
    features: list[Any] = found["features"]
    return features


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _row(number: int, feature: Any) -> Row | Remark:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return Remark(number, _("it is not a feature with properties"))
    cells: dict[str, str] = {}
    for key, value in properties.items():
        cells[column_name(key)] = cells.get(column_name(key)) or _cell(value)
    cells.setdefault("id", _cell(feature.get("id")))
    geometry = feature.get("geometry")
    if geometry is None:
        return Row(number, cells, (_("it has no position"),))
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        no_point = _("its geometry is not a Point (%(kind)s)") % {"kind": _cell(kind)[:40]}
        return Remark(number, no_point, name=cells.get("name", ""))
    return Row(number, cells | _position(geometry.get("coordinates")))


def _position(at: Any) -> dict[str, str]:
    """GeoJSON says longitude first. What is no pair of numbers is left for the one who checks positions."""
    if not isinstance(at, list) or len(at) < 2:
        return {"lat": _cell(at) or "-", "lon": "-"}
    return {"lat": _cell(at[1]) or "-", "lon": _cell(at[0]) or "-"}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(part) for part in value)
    return tidy(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value))
