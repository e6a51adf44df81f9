"""Names in addresses: each is given once, to one co-op, and never to another, not even after it was changed."""

from itertools import count

from django.utils.text import slugify

from directory.coops.models import Cooperative, SlugHistory

LONGEST = 80
_ROOM_FOR_A_NUMBER = 8


def slug_of_merged(public_id: str) -> str:
    """What an entry is called that became a part of another; to that its name leads, as an earlier one of it."""
    return f"merged-{public_id}"


class SlugDesk:
    """Gives free slugs. It asks the database twice, however many are wanted."""

    def __init__(self, *, own: Cooperative | None = None, beginning: str = "") -> None:
        """`own`: the co-op that a slug is for; what it is called now, and was called before, is free for it.
        `beginning`: look only at slugs that begin so, where the wanted ones all do."""
        pk = own.pk if own else 0
        self._taken = {
            *Cooperative.objects.filter(slug__startswith=beginning).exclude(pk=pk).values_list("slug", flat=True),
            *SlugHistory.objects.filter(slug__startswith=beginning)
            .exclude(cooperative=pk)
            .values_list("slug", flat=True),
        }
        self._next: dict[str, int] = {}

    def give(self, name: str, place: str = "") -> str:
        """From the name, or else the name and the place, or else with a number from 2."""
        stems = _stems(name, place)
        slug = next((stem for stem in stems if stem not in self._taken), "") or self._numbered(stems[-1])
        self._taken.add(slug)
        return slug

    def _numbered(self, stem: str) -> str:
        """Goes on from the last number it gave: a list may have ten thousand of one name."""
        stem = stem[: LONGEST - _ROOM_FOR_A_NUMBER].strip("-")
        for number in count(self._next.get(stem, 2)):
            if f"{stem}-{number}" not in self._taken:
                self._next[stem] = number + 1
                return f"{stem}-{number}"
        raise AssertionError


def _stems(name: str, place: str) -> list[str]:
    stem = slugify(name)[:LONGEST].strip("-") or "co-op"
    if not slugify(place):
        return [stem]
    return [stem, f"{stem[: LONGEST - 30]}-{slugify(place)}"[: LONGEST - _ROOM_FOR_A_NUMBER].strip("-")]


def free_slug(name: str, place: str = "", *, own: Cooperative | None = None) -> str:
    beginning = (slugify(name) or "co-op")[: LONGEST - 30].strip("-")
    return SlugDesk(own=own, beginning=beginning).give(name, place)
