"""What the public may know of a co-op, once and for all forms in which it leaves the site.

JSON-LD in a page, spreadsheets, maps, Turtle, Murmurations, feeds and the read API are drawn from this and from nothing else. What does not
stand here leaves the site in none of them: not who works in a co-op, who decided on its standing and why, or what a co-op pays.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from directory.coops.models import Cooperative, Place, Source
from directory.coops.traits import links_by_kind
from ground.models import Topic
from ground.templatetags.look import in_language
from ground.texts import Language

# Ready on a queryset, or by `prefetch_related_objects`, a description asks the database for nothing.
TOLD_OF = ("places__hours", "topics__parent", "sources")

# What XML and terminals stumble over: control signs but for line breaks and tabs, halves of surrogates, non-characters.
_SIGNS = [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
_UNSPEAKABLE = dict.fromkeys(_SIGNS)

Texts = Mapping[str, str]  # language code -> what is written in it; a language without a text is left out


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on a weekday (0 is Monday), in the co-op's own time."""

    weekday: int
    opens: datetime.time
    closes: datetime.time


@dataclass(frozen=True, slots=True)
class Somewhere:
    """Latitude and longitude in degrees (WGS 84): both, or neither."""

    name: str
    street: str
    city: str
    region: str
    postcode: str
    country: str
    lat: float | None
    lon: float | None
    directions: Texts
    hours: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class About:
    """A topic: what a co-op does."""

    slug: str
    names: Texts
    under: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact is from: `dataset` and `record` name a row of a public list, or are ""."""

    title: str
    url: str
    as_of: datetime.date
    facts: str
    dataset: str
    record: str


@dataclass(frozen=True, slots=True)
class Description:
    """`iri` names the co-op for good; `page` is the address of today. `links` are kinds of `states.LinkKind` with their addresses."""

    id: str
    iri: str
    page: str
    name: str
    kind: str
    standing: str
    is_demo: bool
    summary: Texts
    about: Texts
    owned: Texts
    source_language: str
    founded: int | None
    members: int | None
    email: str
    phone: str
    website: str
    zone: str
    legal_form: str
    labour: tuple[str, ...]
    languages: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    places: tuple[Somewhere, ...]
    topics: tuple[About, ...]
    sources: tuple[Origin, ...]
    verified_on: datetime.date | None
    added: datetime.datetime
    changed: datetime.datetime

    @property
    def located(self) -> list[Somewhere]:
        return [place for place in self.places if place.lat is not None and place.lon is not None]

    def said(self, texts: Texts, language: str) -> tuple[str, str]:
        """A text in a language, or else in the one it was written in, or else in any; and the language it is in."""
        for code in (language, self.source_language, *Language.values):
            if text := texts.get(code):
                return text, code
        return "", language


def describe(coop: Cooperative) -> Description:
    """Whether the public may see the co-op at all is the caller's affair (`models.listed`)."""
    return Description(
        id=coop.public_id,
        iri=_address(reverse("coop_by_id", args=[coop.public_id])),
        page=_address(coop.get_absolute_url()),
        name=_clean(coop.name),
        kind=coop.kind,
        standing=coop.standing,
        is_demo=coop.is_demo,
        summary=_texts(coop, "summary"),
        about=_texts(coop, "about"),
        owned=_texts(coop, "owned"),
        source_language=coop.source_language,
        founded=coop.founded,
        members=coop.members,
        email=_clean(coop.email),
        phone=_clean(coop.phone),
        website=_clean(coop.website),
        zone=coop.zone,
        legal_form=coop.legal_form,
        labour=tuple(coop.labour),
        languages=tuple(coop.languages),
        links=tuple((kind.value, _clean(address)) for kind, address in links_by_kind(coop.links)),
        places=tuple(map(_place, coop.places.all())),
        topics=tuple(map(_topic, coop.topics.all())),
        sources=tuple(map(_source, coop.sources.all())),
        verified_on=coop.verified_on,
        added=coop.created,
        changed=coop.changed,
    )


def _address(path: str) -> str:
    """The same in whatever language it is asked for."""
    return settings.SITE_URL + in_language(path, settings.LANGUAGE_CODE)


def _place(place: Place) -> Somewhere:
    is_located = place.lat is not None and place.lon is not None
    return Somewhere(
        name=_clean(place.name),
        street=_clean(place.street),
        city=_clean(place.city),
        region=_clean(place.region),
        postcode=_clean(place.postcode),
        country=_clean(place.country),
        lat=place.lat if is_located else None,
        lon=place.lon if is_located else None,
        directions=_texts(place, "directions"),
        hours=tuple(Opening(hours.weekday, hours.opens, hours.closes) for hours in place.hours.all()),
    )


def _topic(topic: Topic) -> About:
    return About(topic.slug, _texts(topic, "name"), topic.parent.slug if topic.parent else "")


def _source(source: Source) -> Origin:
    return Origin(
        title=_clean(source.title),
        url=_clean(source.url),
        as_of=source.as_of,
        facts=_clean(source.facts),
        dataset=_clean(source.dataset),
        record=_clean(source.record),
    )


def _texts(thing: Any, field: str) -> Texts:
    told = {code: _clean(getattr(thing, f"{field}_{code}")).strip() for code in Language.values}
    return {code: text for code, text in told.items() if text}


def _clean(text: str) -> str:
    return text.translate(_UNSPEAKABLE) if text else ""
