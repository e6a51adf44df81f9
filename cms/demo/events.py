"""Six invented events, always in the coming weeks."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cms.demo.reading import paragraph, read
from cms.events.models import EventPage, EventsPage
from cms.stories import writing
from cms.stories.writing import Spanish, page_write
from directory.chapters.models import Chapter

_CYCLE = timedelta(weeks=4)


def load_events() -> None:
    today = timezone.localdate()
    for row in read("events")["event"]:
        _load(row, today)


def _load(row: dict[str, Any], today: date) -> None:
    day = today + timedelta(days=(row["weekday"] - today.weekday()) % 7 or 7, weeks=row["weeks"])
    event = EventPage(
        title=row["title_en"],
        slug=row["slug"],
        is_demo=True,
        standfirst=row["standfirst_en"],
        starts=_at(day, row["from"]),
        ends=_at(day, row["to"]),
        where=row["where"],
        place=row["place_en"],
        chapter=Chapter.objects.filter(slug=row.get("chapter", "")).first(),
    )
    event.body = [writing.text(paragraph(row["text_en"]))]
    event.facts = [writing.fact(name, words) for name, words, _, _ in row["facts"]]
    page_write(
        page=event,
        under=EventsPage,
        spanish=Spanish(
            title=row["title_es"],
            body=[writing.text(paragraph(row["text_es"]))],
            fields={
                "standfirst": row["standfirst_es"],
                "place": row["place_es"],
                "facts": [writing.fact(name, words) for _, _, name, words in row["facts"]],
            },
        ),
    )


def _at(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def bring_forward() -> bool:
    """Events of the demonstration that are over happen again four weeks later. True if there were any."""
    over = EventPage.objects.filter(is_demo=True, ends__lt=timezone.now())
    for event in over:
        times = (timezone.now() - event.ends) // _CYCLE + 1
        event.starts += times * _CYCLE
        event.ends += times * _CYCLE
        event.save_revision().publish()
    return bool(over)
