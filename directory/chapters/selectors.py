"""What everybody may read of chapters."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from directory.chapters.models import Chapter, Supporter
from directory.places.distance import miles
from directory.places.gazetteer import Spot
from directory.places.regions import region_name

FEWEST_SHOWN = 10


@dataclass(frozen=True)
class Near:
    chapter: Chapter
    miles: int


@dataclass(frozen=True)
class Group:
    """Chapters of a state, or of a country outside the United States."""

    name: str
    chapters: list[Chapter]


def active() -> list[Chapter]:
    return list(Chapter.objects.filter(state=Chapter.State.ACTIVE))


def nearest(chapters: list[Chapter], spot: Spot) -> list[Near]:
    """Those that lie somewhere, nearest first."""
    found = [
        Near(chapter, round(miles((spot.lat, spot.lon), (chapter.lat, chapter.lon))))
        for chapter in chapters
        if chapter.lat is not None and chapter.lon is not None
    ]
    return sorted(found, key=lambda near: (near.miles, near.chapter.name))


def nowhere(chapters: list[Chapter]) -> list[Chapter]:
    """Those that meet by telephone or online, from anywhere."""
    return [chapter for chapter in chapters if chapter.lat is None]


def by_region(chapters: list[Chapter]) -> list[Group]:
    def name(chapter: Chapter) -> str:
        return region_name(chapter.region) or _("Anywhere")

    return [Group(region, list(group)) for region, group in groupby(sorted(chapters, key=name), key=name)]


def shown_count(chapter: Chapter) -> int | None:
    """How many joined; None below ten, because a small number and a small town point at people."""
    count = Supporter.objects.filter(chapter=chapter, state=Supporter.State.JOINED).count()
    return count if count >= FEWEST_SHOWN else None
