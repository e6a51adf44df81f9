"""Under which licence the list is given away, said as it is: the network speaks for its own words, each public list for its rows."""

from dataclasses import dataclass

from django.conf import settings

from directory.coops.description import Origin
from directory.lists.datasets import dataset, known_licence
from directory.opendata.entries import lists_told_of


@dataclass(frozen=True)
class ListTold:
    """A public list from which entries are. `licence` is "" where we do not know it."""

    title: str
    url: str
    licence: str


def lists() -> list[ListTold]:
    known = [dataset(name) for name in lists_told_of()]
    return [ListTold(one.title, one.url, one.licence) for one in known]


def of(source: Origin) -> str:
    """Under which licence the list of a source is given away; "" where we do not know."""
    return known_licence(source.dataset)


def own() -> str:
    """The address of the licence of what the network and its co-ops wrote; "" while the network has not chosen one."""
    return str(settings.OPEN_DATA_LICENSE)


def in_a_sentence() -> str:
    """For files, in English. It promises nothing that nobody has given."""
    words = (
        f"What the network and its co-ops wrote: {own()}."
        if own()
        else "What the network and its co-ops wrote: no license has been chosen yet; ask before you publish it elsewhere."
    )
    return f"{words} What comes from a public list keeps that list's license, which each entry names with its sources."
