"""The time zone of a place in the United States, from its state and, where a state has two, from where in it.

The lines within states run along county borders; here they are straight, so a place within some miles of one may get its neighbor's clock.
"""

from collections.abc import Callable

_STATES = {
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Boise": "ID",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
}
_MAIN = {state: zone for zone, states in _STATES.items() for state in states.split()}
# State -> its other zone, and where that holds (latitude and longitude in degrees).
_OTHER: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "FL": ("America/Chicago", lambda lat, lon: lon < -85.05 and lat > 29.6),
    "IN": (
        "America/Chicago",
        lambda lat, lon: (lon < -86.9 and lat > 40.9) or (lon < -87.3 and lat < 38.5),
    ),
    "KY": ("America/Chicago", lambda _lat, lon: lon < -86.0),
    "TN": ("America/New_York", lambda lat, lon: lon > (-85.45 if lat < 35.45 else -84.9)),
    "TX": ("America/Denver", lambda _lat, lon: lon < -105.0),
    "KS": ("America/Denver", lambda _lat, lon: lon < -101.5),
    "NE": ("America/Denver", lambda _lat, lon: lon < -101.2),
    "SD": ("America/Denver", lambda _lat, lon: lon < -100.6),
    "ND": ("America/Denver", lambda lat, lon: lon < -101.5 and lat < 47.2),
    "ID": ("America/Los_Angeles", lambda lat, _lon: lat > 45.5),
    "OR": ("America/Boise", lambda lat, lon: lon > -117.9 and lat < 44.4),
}


def zone_of(state: str, lat: float | None, lon: float | None) -> str:
    """Its name as in the tz database; without a position the zone of most of the state, "" for what is no state."""
    zone, holds = _OTHER.get(state, ("", None))
    if holds and lat is not None and lon is not None and holds(lat, lon):
        return zone
    return _MAIN.get(state, "")
