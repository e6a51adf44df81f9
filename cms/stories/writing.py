"""A story written by code, such as the demonstration's.

    story_write(
        title="Fifty pigs, then a sack of flour",
        standfirst="A farm co-op kept a bank of pigs.",
        told_on=date(2026, 11, 10),
        topics=[history],
        drawing="place-garden",
        body=[
            text("<p>In the late 1960s …</p>"),
            claim("The first fifty came from …", source="The Clio", url="https://…", read_on=date(2026, 11, 1)),
            heading("Now it is flour"),
            coop(bakery), listing(loaf), chapter(friends),
            quote("We used to buy one sack at a time.", who="A baker (invented for this demo)"),
            note("What is real here.", "The history has its sources; the bakery is invented."),
            drawing("bread"),
        ],
        spanish=Spanish(title="Cincuenta cerdos …", standfirst="…", body=[…]),
    )

`ensure_site()` (cms.home.setup) must have run. Events and institutions are written by `page_write` in the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.models import Locale

from cms.pages import Told
from cms.stories.models import StoriesPage, StoryPage
from directory.chapters.models import Chapter
from directory.coops.models import Cooperative
from ground.models import Topic
from marketplace.catalog.models import Listing

Block = dict[str, Any]


@dataclass(frozen=True)
class Spanish:
    """The Spanish of a page: its title, its body, and whichever of its other fields hold words."""

    title: str
    body: Sequence[Block] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def story_write(
    *,
    title: str,
    standfirst: str,
    body: Sequence[Block],
    told_on: date,
    slug: str = "",
    byline: str = "",
    topics: Iterable[Topic] = (),
    tags: Iterable[str] = (),
    drawing: str = "",
    is_demo: bool = False,
    sources_note: str = "",
    spanish: Spanish | None = None,
) -> StoryPage:
    """Write and publish a story under the English stories, and its Spanish one or an alias. Returns the English story.

    Raises ValidationError, such as for a title whose slug is taken.
    """
    story = StoryPage(
        title=title,
        slug=slug,
        standfirst=standfirst,
        told_on=told_on,
        byline=byline,
        drawing=drawing,
        is_demo=is_demo,
        sources_note=sources_note,
        topics=list(topics),
    )
    story.tags.add(*tags)
    story.body = list(body)
    return page_write(page=story, under=StoriesPage, spanish=spanish)


@transaction.atomic
def page_write(*, page: Any, under: type[Told], spanish: Spanish | None = None) -> Any:
    """Publish `page` under the English page of that type. Without Spanish words an alias stands in the Spanish tree."""
    parent = under._default_manager.get(locale__language_code="en")
    page.locale_id = parent.locale_id
    parent.add_child(instance=page)
    page.save_revision().publish()
    locale = Locale.objects.get(language_code="es")
    if spanish is None:
        page.copy_for_translation(locale, alias=True)
        return page
    _translate(page, locale, spanish)
    return page


def _translate(page: Any, locale: Locale, spanish: Spanish) -> None:
    translated = page.copy_for_translation(locale)
    translated.title = spanish.title
    translated.slug = page.slug
    if spanish.body:
        translated.body = list(spanish.body)
    for name, words in spanish.fields.items():
        setattr(translated, name, words)
    translated.save_revision().publish()


def _block(kind: str, value: Any) -> Block:
    """With an id of its own, by which a translation and a comment hold on to it."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def text(html: str) -> Block:
    """Rich text: <p>, <b>, <i>, <a href>, <ol>, <ul>."""
    return _block("text", html)


def heading(words: str) -> Block:
    return _block("heading", words)


def claim(html: str, *, source: str, url: str = "", read_on: date) -> Block:
    """`source` says who says so; claims with the same address share one number."""
    return _block("claim", {"text": html, "source": source, "url": url, "read_on": read_on.isoformat()})


def quote(words: str, *, who: str) -> Block:
    return _block("quote", {"quote": words, "who": who})


def note(head: str, words: str) -> Block:
    return _block("note", {"head": head, "text": words})


def steps(head: str, *rows: tuple[str, str]) -> Block:
    listed = [_block("item", {"head": name, "text": words}) for name, words in rows]
    return _block("steps", {"head": head, "steps": listed})


def drawing(name: str) -> Block:
    """One of ground.drawings, by its name: "collards"."""
    return _block("drawing", name)


def coop(one: Cooperative) -> Block:
    return _block("coop", one.pk)


def listing(one: Listing) -> Block:
    return _block("listing", one.pk)


def chapter(one: Chapter) -> Block:
    return _block("chapter", one.pk)


def fact(name: str, words: str) -> Block:
    """For the short facts of an event or an institution (`facts`, `each_week`)."""
    return _block("fact", {"name": name, "text": words})


def plan_line(
    year: str, head: str, html: str, *, source: str, url: str = "", read_on: date, turn: bool = False
) -> Block:
    """A line of the Plan by date (`PlanPage.lines`)."""
    told = {"year": year, "head": head, "text": html, "turn": turn}
    return _block("line", {**told, "source": source, "url": url, "read_on": read_on.isoformat()})
