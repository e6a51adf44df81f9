"""The public lists we know: how each is called on a page, where it lives, and the year it tells of."""

import datetime
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Dataset:
    title: str
    url: str
    as_of: datetime.date


KNOWN = {
    # The rows were last touched by the markets between 2009 and January 2020, most before 2018.
    "usda-fm": Dataset(
        "USDA National Farmers Market Directory",
        "https://www.usdalocalfoodportal.com/",
        datetime.date(2019, 1, 1),
    ),
    "ncua-2013": Dataset(
        "National Credit Union Administration, list of credit unions",
        "https://www.ncua.gov/",
        datetime.date(2013, 1, 1),
    ),
}


def dataset(name: str) -> Dataset:
    """An unknown list goes by its own name, as of today."""
    return KNOWN.get(name) or Dataset(name, "", timezone.localdate())
