"""What the page about the data tells: the files, the words in them, and what we ask of those who use them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.coops.models import Kind, Standing
from directory.opendata import licences
from directory.opendata.api import NAMES
from directory.opendata.entries import edition
from directory.opendata.examples import Example, examples

Fact = tuple[str, str]


@dataclass(frozen=True)
class File:
    """`form` is how programs call it; it is the same in both languages."""

    form: str
    url: str
    use: str


@dataclass(frozen=True)
class Guide:
    count: int
    files: list[File]
    feeds: list[File]
    examples: list[Example]
    parameters: list[Fact]
    words: list[Fact]
    lists: list[licences.ListTold]
    licence: str
    api_url: str
    openapi_url: str


def guide() -> Guide:
    """Two queries and those of the edition."""
    return Guide(
        count=edition().listed,
        files=_files(),
        feeds=_feeds(),
        examples=examples(),
        parameters=_parameters(),
        words=_words(),
        lists=licences.lists(),
        licence=licences.own(),
        api_url=settings.SITE_URL + reverse(f"{NAMES}:co_ops"),
        openapi_url=reverse(f"{NAMES}:openapi-json"),
    )


def _files() -> list[File]:
    return [
        File("CSV", reverse("data_csv"), _("For a spreadsheet. One row for each co-op")),
        File("GeoJSON", reverse("data_geojson"), _("For a map. One point, or more, for each co-op")),
        File("Turtle", reverse("data_turtle"), _("For linked data, in the words of ESSGlobal")),
        File("Murmurations", reverse("data_murmurations_list"), _("A profile of each co-op, for shared maps")),
    ]


def _feeds() -> list[File]:
    return [
        File("RSS", reverse("data_rss"), _("The fifty newest co-ops, for a news reader")),
        File("Atom", reverse("data_atom"), _("The same in the other form")),
    ]


def _parameters() -> list[Fact]:
    """Names of parameters are of the API, and are not translated."""
    return [
        ("kind", _("One of: %(words)s") % {"words": ", ".join(Kind.values)}),
        ("topic", _("What it does, such as bread. A topic holds those below it.")),
        ("city, region", _("Where it is, such as Jackson and MS.")),
        ("bbox", _("A piece of the map: west, south, east, north, in degrees.")),
        ("network", _("true: only those in our network.")),
        ("changed_since", _("Only what changed since a day, such as 2026-11-01.")),
        ("limit", _("How many on a page: 1 to 100. Without it 50.")),
        ("cursor", _("Where to go on. You find it in the page before.")),
    ]


def _words() -> list[Fact]:
    """Names of keys, as every file has them."""
    return [
        ("id, iri", _("Stay the same for good, also when a co-op takes another name.")),
        ("standing", _("Where it stands in the network: %(words)s") % {"words": ", ".join(Standing.values)}),
        ("is_demo", _("Yes: we made it up to show the site.")),
        ("places, hours", _("Degrees are WGS 84. Hours are in the co-op's own time.")),
        ("summary, about, owned", _("In English and Spanish, where we have them.")),
        ("labour, languages", _("Who does the work; languages by their tags, such as es.")),
        ("links", _("Where else on the web it is found, by kind.")),
        ("sources", _("Where it is from: the list, its date and its license. Empty means we do not know.")),
        ("verified_on", _("The last day on which somebody of the network looked.")),
        ("changed", _("When something in the entry changed.")),
    ]
