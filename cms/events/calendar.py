"""Events for calendars (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from icalendar import Calendar, Event

from cms.events.models import EventPage, EventsPage, coming
from cms.pages import open_to_all

_MOST = 200


def event_file(request: HttpRequest, events: str, event: str) -> HttpResponse:
    """One event. 404 for a draft and for a page that is not for everybody."""
    found = open_to_all(EventPage.objects.child_of(_index_page(events))).filter(slug=event).first()
    if found is None:
        raise Http404
    return _file([found], f"{event}.ics")


def events_file(request: HttpRequest, events: str) -> HttpResponse:
    """What is coming; a calendar can come back to this address."""
    return _file(coming(under=_index_page(events))[:_MOST], f"{events}.ics")


def _index_page(slug: str) -> EventsPage:
    here = open_to_all(EventsPage.objects.filter(slug=slug, locale__language_code=get_language()))
    page: EventsPage = get_object_or_404(here)
    return page


def _file(events: Iterable[EventPage], name: str) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Cooperation Jackson//Events//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_entry(event))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _entry(event: EventPage) -> Event:
    """The identity is that of the event in all its languages, so that a calendar holds it once."""
    entry = Event()
    entry.add("uid", f"{event.translation_key}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", event.last_published_at or datetime.now(UTC))
    entry.add("dtstart", event.starts.astimezone(UTC))
    entry.add("dtend", event.ends.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("description", event.standfirst)
    entry.add("url", settings.SITE_URL + event.path_here)
    return entry
