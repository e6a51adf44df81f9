"""GeoJSON: points become rows, and what is none says why."""

import json
from typing import Any

import pytest

from directory.lists.features import read_features
from directory.lists.records import read_list
from directory.lists.tables import NotATable, Remark, Row


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": "n/1", "properties": properties, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [-90.1, 32.3]}


def test_a_point_is_a_row_with_its_properties() -> None:
    found = read_list(
        b"\xef\xbb\xbf" + collection(feature(POINT, Name="Peña &amp; Co", open=True, n=3, tags=["a", "b"], no=None))
    )
    assert list(found.rows()) == [
        Row(
            1,
            {
                "name": "Peña & Co",
                "open": "yes",
                "n": "3",
                "tags": "a; b",
                "no": "",
                "id": "n/1",
                "lat": "32.3",
                "lon": "-90.1",
            },
        )
    ]
    assert {"name", "id", "lat", "lon"} <= set(found.columns)


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (feature({"type": "Polygon", "coordinates": []}, name="A"), "its geometry is not a Point (Polygon)"),
        (feature("here", name="A"), "its geometry is not a Point (here)"),
        (None, "it is not a feature with properties"),
        ({"type": "Feature", "properties": None}, "it is not a feature with properties"),
    ],
)
def test_what_is_no_point_says_so_and_the_others_are_taken(odd: Any, reason: str) -> None:
    refused, taken = read_features(collection(odd, feature(POINT, name="B"))).rows()
    assert isinstance(refused, Remark)
    assert str(refused) == f"line 1: not taken, {reason}"
    assert isinstance(taken, Row)


def test_a_feature_without_a_position_is_taken() -> None:
    (row,) = read_features(collection(feature(None, name="A"))).rows()
    assert row.remarks == ("it has no position",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"type": "FeatureCollection", "features": [', "not whole JSON"),
        (b"[1, 2]", "no GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "not a list"),
        (b"[" * 100_000, "nested too deep"),
        (b"[" + b"9" * 10_000 + b"]", "a number is too long"),
    ],
)
def test_what_is_no_collection_is_refused_as_a_whole(content: bytes, reason: str) -> None:
    with pytest.raises(NotATable, match=reason):
        read_list(content)
