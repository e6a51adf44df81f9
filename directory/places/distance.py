"""Distances on the earth, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

At = tuple[float, float]  # latitude and longitude in degrees (WGS 84)
_EARTH = 3958.8  # miles
KM_OF_A_MILE = 1.609344
MILES_OF_A_DEGREE = 69.094  # of latitude


def miles(one: At, other: At) -> float:
    lat_a, lon_a, lat_b, lon_b = map(radians, (*one, *other))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1, half)))
