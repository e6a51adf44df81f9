"""Pages, and what hangs on them. Included last: whatever no other address takes is looked for in the tree of pages.

The first parts are variables, so that an editor may call a page "stories": what the code serves by name may not be the
slug of a page.
"""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password

from cms.events.calendar import event_file, events_file
from cms.stories.feeds import StoriesFeed
from cms.views import show

urlpatterns: list[URLPattern | URLResolver] = [
    path("", show, {"path": ""}, name="home"),
    path("<slug:stories>/feed/", StoriesFeed(), name="stories_feed"),
    path("<slug:events>/calendar.ics", events_file, name="events_file"),
    path("<slug:events>/<slug:event>/event.ics", event_file, name="event_file"),
    # Wagtail asks for these two by name, for pages that are not for everybody.
    path(
        "_page/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_page/sign-in/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    re_path(serve_pattern, show, name="wagtail_serve"),
]
