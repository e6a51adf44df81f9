"""The home page: in one look what this place is."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from cms.home.sections import sections
from cms.pages import WithPoster
from cms.routes import address
from ground.drawings import drawing_choices, file_of


class HomePage(WithPoster):
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=drawing_choices, default="collards")

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = len(settings.LANGUAGES)  # set up by `setup_site`; another one would have no address
    subpage_types: ClassVar[list[str]] = [
        "stories.StoriesPage",
        "plan.PlanPage",
        "institutions.InstitutionsPage",
        "events.EventsPage",
    ]
    template = "home/home.html"
    content_panels = [*Page.content_panels, FieldPanel("poster"), FieldPanel("lead"), FieldPanel("drawing")]

    class Meta:
        verbose_name = _("home page")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        return {**sections(), "drawing": file_of(self.drawing)}

    def in_other_languages(self) -> dict[str, str]:
        """Known without a query: the home pages are the roots of the site."""
        roots = (address(root.root_path) for root in Site.get_site_root_paths())
        return dict(filter(None, roots))
