"""A place of the United States has the clock of its state, or of its half of it."""

from zoneinfo import ZoneInfo

import pytest

from directory.places.regions import STATES
from directory.places.zones import zone_of


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_zone_that_there_is(state: str) -> None:
    assert ZoneInfo(zone_of(state, None, None))


@pytest.mark.parametrize(
    ("state", "lat", "lon", "zone"),
    [
        ("MS", 32.3, -90.18, "America/Chicago"),  # Jackson
        ("CA", None, None, "America/Los_Angeles"),
        ("TN", 35.05, -85.31, "America/New_York"),  # Chattanooga
        ("TN", 35.96, -83.92, "America/New_York"),  # Knoxville
        ("TN", 36.16, -86.78, "America/Chicago"),  # Nashville
        ("FL", 30.42, -87.22, "America/Chicago"),  # Pensacola
        ("FL", 25.76, -80.19, "America/New_York"),  # Miami
        ("KY", 38.25, -85.76, "America/New_York"),  # Louisville
        ("KY", 36.99, -86.44, "America/Chicago"),  # Bowling Green
        ("IN", 41.59, -87.35, "America/Chicago"),  # Gary
        ("IN", 37.97, -87.56, "America/Chicago"),  # Evansville
        ("IN", 39.77, -86.16, "America/New_York"),  # Indianapolis
        ("TX", 31.76, -106.49, "America/Denver"),  # El Paso
        ("SD", 44.08, -103.23, "America/Denver"),  # Rapid City
        ("ND", 46.81, -100.78, "America/Chicago"),  # Bismarck
        ("ID", 47.68, -116.78, "America/Los_Angeles"),  # Coeur d'Alene
        ("OR", 44.03, -116.96, "America/Boise"),  # Ontario
        ("OR", 45.52, -122.68, "America/Los_Angeles"),  # Portland
        ("ON", 43.65, -79.38, ""),
        ("", None, None, ""),
    ],
)
def test_a_place_has_its_clock(state: str, lat: float | None, lon: float | None, zone: str) -> None:
    assert zone_of(state, lat, lon) == zone
