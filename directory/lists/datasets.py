"""The public lists we know: how each is called on a page, where it lives, and the year it tells of. Each stands in a profile."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from directory.lists.profile_files import HERE, BadProfile, names, read_file


@dataclass(frozen=True)
class Dataset:
    title: str
    url: str
    as_of: datetime.date
    licence: str = ""


def dataset(name: str, told: Mapping[str, Dataset] | None = None) -> Dataset:
    """`told` is what a profile of one's own says. An unknown list goes by its own name, as of today."""
    return (told or {}).get(name) or _known().get(name) or Dataset(name, "", timezone.localdate())


def known_licence(name: str) -> str:
    """Under which licence a list is given away; "" where nobody has told us."""
    known = _known().get(name)
    return known.licence if known else ""


def datasets_of(where: str, table: Mapping[str, Any]) -> dict[str, Dataset]:
    """What a profile tells of its lists. Raises BadProfile."""
    try:
        return {name: Dataset(**told) for name, told in table.get("lists", {}).items()}
    except TypeError:
        raise BadProfile(f"{where}: a list has title, url, as_of (a day) and licence") from None


@cache
def _known() -> dict[str, Dataset]:
    known: dict[str, Dataset] = {}
    for name in names():
        known |= datasets_of(name, read_file(HERE / f"{name}.toml"))
    return known
