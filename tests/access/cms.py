"""Pages are for everybody; the Wagtail admin is for staff. Who is signed in without the right to enter is sent to
/admin/login/, which says no. Each address of the admin is asked in tests/cms/test_admin_is_closed.py."""

from cms.events.models import EventPage
from tests.access import ACTORS, COMMS, COORDINATOR, LOGIN, Row
from tests.access.world import World

_ALL = dict.fromkeys(ACTORS, 200)
_STAFF = {**dict.fromkeys(ACTORS, LOGIN), COMMS: 200, COORDINATOR: 200}
_NOBODY = dict.fromkeys(ACTORS, 404)


def _event(world: World) -> dict[str, str]:
    return {"events": "events", "event": EventPage.objects.filter(live=True, locale__language_code="en")[0].slug}


ROWS = [
    Row("home", {}, _ALL),
    Row("wagtail_serve", answers=_ALL, path="/stories/"),
    Row("wagtail_serve", answers=_NOBODY, path="/nothing/"),
    Row("stories_feed", {"stories": "stories"}, _ALL),
    Row("events_file", {"events": "events"}, _ALL),
    Row("event_file", _event, _ALL),
    Row("wagtailcore_login", {}, dict.fromkeys(ACTORS, LOGIN)),
    Row("wagtailcore_authenticate_with_password", {"page_view_restriction_id": 999_999, "page_id": 999_999}, _NOBODY),
    Row("wagtailadmin_home", {}, _STAFF),
    Row("wagtailadmin_explore_root", {}, _STAFF),
    Row("wagtailimages:index", {}, _STAFF),
    Row("wagtaildocs:index", {}, _STAFF),
    Row("search_words:index", {}, _STAFF),
    Row("coop_chooser:choose", {}, _STAFF),
    Row("listing_chooser:choose", {}, _STAFF),
    Row("chapter_chooser:choose", {}, _STAFF),
]
