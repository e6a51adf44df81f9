"""What the Wagtail admin shows of ours: three choosers, the words of the search, and three doors on its first page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from cms.choosers import chapter_chooser, coop_chooser, listing_chooser
from cms.events.models import EventsPage
from cms.institutions.models import InstitutionsPage
from cms.links import PageLinks
from cms.search_words import search_words
from cms.stories.models import StoriesPage


@hooks.register("register_admin_viewset")
def choosers() -> list[ViewSet]:
    return [coop_chooser, listing_chooser, chapter_chooser, search_words]


class Doors(Component):
    """Links to a new story, a new event, a new institution, in the tree of the language the person reads."""

    order = 50
    template_name = "cms/admin/doors.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        wanted = [
            (StoriesPage, ("stories", "storypage"), _("Write a story")),
            (EventsPage, ("events", "eventpage"), _("Add an event")),
            (InstitutionsPage, ("institutions", "institutionpage"), _("Add an institution")),
        ]
        doors = []
        for model, kind, label in wanted:
            parent = model.objects.filter(locale__language_code=user.language).first() or model.objects.first()
            if parent is not None and parent.permissions_for_user(user).can_add_subpage():
                doors.append({"url": reverse("wagtailadmin_pages:add", args=[*kind, parent.pk]), "label": label})
        return {"doors": doors}


@hooks.register("construct_homepage_panels")
def add_doors(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(Doors())


@hooks.register("register_rich_text_features", order=10)
def links(features: Any) -> None:
    """After Wagtail's own, whose place it takes."""
    features.register_link_type(PageLinks)
