"""How the search page calls what it found. Kinds and facets that are not named here are still found, by plainer words."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.models import Cooperative, Kind
from directory.places.regions import region_name
from ground.models import Topic

# The order of the groups on the page.
ORDER = ("listing", "coop", "story", "event", "chapter", "institution", "page")
Names = Mapping[str, str]


def in_order(kinds: Iterable[str]) -> list[str]:
    places = {kind: place for place, kind in enumerate(ORDER)}
    return sorted(kinds, key=lambda kind: (places.get(kind, len(ORDER)), kind))


def kind_name(kind: str) -> str:
    names = {
        "listing": _("Goods"),
        "coop": _("Co-ops"),
        "story": _("Stories"),
        "event": _("Events"),
        "chapter": _("Chapters"),
        "institution": _("Institutions"),
        "page": _("Pages"),
    }
    return names.get(kind, kind)


def counted(kind: str, n: int) -> str:
    """`11 goods`."""
    words = {
        "listing": ngettext("%(n)s thing to buy", "%(n)s things to buy", n),
        "coop": ngettext("%(n)s co-op", "%(n)s co-ops", n),
        "story": ngettext("%(n)s story", "%(n)s stories", n),
        "event": ngettext("%(n)s event", "%(n)s events", n),
        "chapter": ngettext("%(n)s chapter", "%(n)s chapters", n),
        "institution": ngettext("%(n)s institution", "%(n)s institutions", n),
    }
    return words.get(kind, ngettext("%(n)s page", "%(n)s pages", n)) % {"n": f"{n:,}"}


def found(n: int) -> str:
    return ngettext("%(n)s find", "%(n)s finds", n) % {"n": f"{n:,}"}


def facet_legend(name: str) -> str:
    """ "" for a facet that the page does not show."""
    legends = {
        "topic": _("What it is about"),
        "kind": _("Kind"),
        "seller": _("Who makes it"),
        "region": _("State"),
        "city": _("Town"),
    }
    return legends.get(name, "")


def value_names(facet: str, values: Iterable[str]) -> Names:
    """What the values of a facet are called; one query at most."""
    wanted = list(values)
    name = _NAMERS.get(facet)
    known = name(wanted) if name else {}
    return {value: known.get(value, value) for value in wanted}


def _topics(slugs: list[str]) -> Names:
    return {topic.slug: topic.name for topic in Topic.objects.filter(slug__in=slugs)}


def _sellers(slugs: list[str]) -> Names:
    return dict(Cooperative.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _kinds(values: list[str]) -> Names:
    return {**{kind.value: str(kind.label) for kind in Kind}, "good": _("Goods"), "service": _("Services")}


def _regions(values: list[str]) -> Names:
    return {value: region_name(value) for value in values}


_NAMERS: dict[str, Callable[[list[str]], Names]] = {
    "topic": _topics,
    "seller": _sellers,
    "kind": _kinds,
    "region": _regions,
}
