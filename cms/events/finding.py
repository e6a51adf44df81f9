"""Events in the search."""

from django.utils import timezone

from cms.events.models import EventPage
from cms.finding import Found, PageSource, words


def _tell(event: EventPage) -> Found:
    return Found(
        title=event.title,
        body=words(event.standfirst, event.place, event.body),
        extra={
            "date": timezone.localdate(event.starts),
            "shown": {"place": event.place, "demo": int(event.is_demo)},
        },
    )


events = PageSource("event", EventPage, _tell)
