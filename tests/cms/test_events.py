"""Events: soonest first, and into one's own calendar."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from cms.events.models import EventPage, EventsPage
from cms.stories import writing


def _event(title: str, *, days: int, where: str = "jackson") -> EventPage:
    starts = timezone.now() + timedelta(days=days)
    page = EventPage(title=title, starts=starts, ends=starts + timedelta(hours=2), where=where, place="Learning House")
    page.facts = [writing.fact("Ramp", "At the side door")]
    return writing.page_write(page=page, under=EventsPage)


@pytest.fixture
def events(site) -> list[EventPage]:
    return [_event("Later", days=9), _event("Sooner", days=2, where="telephone"), _event("Long ago", days=-30)]


def test_what_is_coming_stands_soonest_first(client, events):
    html = client.get("/events/").content.decode()
    assert html.index("Sooner") < html.index("Later")
    assert "Long ago" not in html


def test_what_is_over_can_be_looked_up(client, events):
    html = client.get("/events/?past=1").content.decode()
    assert "Long ago" in html
    assert "Sooner" not in html


def test_events_by_place(client, events):
    html = client.get("/events/?where=telephone").content.decode()
    assert "Sooner" in html
    assert "Later" not in html


def test_an_event_tells_how_to_get_in(client, events):
    html = client.get("/events/sooner/").content.decode()
    assert "At the side door" in html
    assert 'href="event.ics"' in html


def test_an_event_as_a_calendar_file(client, events):
    response = client.get("/events/sooner/event.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "Sooner"
    assert entry.decoded("DTSTART") == events[1].starts.replace(microsecond=0)
    assert str(entry["UID"]).startswith(str(events[1].translation_key))


def test_all_that_is_coming_as_one_calendar(client, events):
    entries = Calendar.from_ical(client.get("/events/calendar.ics").content).walk("VEVENT")
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Sooner", "Later"]


@pytest.mark.parametrize("address", ["/events/none/event.ics", "/nothing/calendar.ics", "/stories/calendar.ics"])
def test_no_calendar_where_there_is_no_event(client, events, address):
    assert client.get(address).status_code == 404


def test_a_draft_is_in_no_calendar(client, events):
    events[1].unpublish()
    assert client.get("/events/sooner/event.ics").status_code == 404
    assert b"Sooner" not in client.get("/events/calendar.ics").content


def test_an_event_ends_after_it_starts(site):
    event = EventPage(title="Back", starts=timezone.now(), ends=timezone.now() - timedelta(hours=1), place="Here")
    with pytest.raises(ValidationError) as refused:
        event.full_clean(exclude=["path", "depth"])
    assert "ends" in refused.value.message_dict
