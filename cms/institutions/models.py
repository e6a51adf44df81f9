"""Institutions of the network: federation, incubator, school and training center, co-operative bank, land."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import Body, Facts
from cms.fields import BodyField
from cms.pages import WithPoster, open_to_all
from cms.reading import read
from directory.coops.models import Cooperative, State


class Role(models.TextChoices):
    FEDERATION = "federation", _("Federation of co-ops")
    INCUBATOR = "incubator", _("Incubator")
    SCHOOL = "school", _("School and training center")
    FINANCE = "finance", _("Co-operative finance")
    LAND = "land", _("Land held in common")
    CENTER = "center", _("Center")


class InstitutionsPage(WithPoster):
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["institutions.InstitutionPage"]
    template = "institutions/institutions.html"
    content_panels = [*Page.content_panels, FieldPanel("poster"), FieldPanel("lead")]

    class Meta:
        verbose_name = _("page of all institutions")
        verbose_name_plural = _("pages of all institutions")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        shown = open_to_all(InstitutionPage.objects.all()).filter(locale_id=self.locale_id).defer("body", "facts")
        return {"institutions": list(shown.order_by("path"))}


class InstitutionPage(WithPoster):
    role = models.CharField(_("what it is"), max_length=12, choices=Role.choices)
    coop = models.ForeignKey(
        Cooperative,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("its page in the directory"),
    )
    body = BodyField(Body(), blank=True, verbose_name=_("text"))
    facts = BodyField(Facts(), blank=True, verbose_name=_("facts"))
    sources_note = models.CharField(_("a last word on the sources"), max_length=400, blank=True)

    search_kind = "institution"
    parent_page_types: ClassVar[list[str]] = ["institutions.InstitutionsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "institutions/institution.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("poster"),
        FieldPanel("lead"),
        FieldPanel("role"),
        FieldPanel("coop"),
        FieldPanel("body"),
        FieldPanel("facts"),
        FieldPanel("sources_note"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        coop = Cooperative.objects.filter(pk=self.coop_id, state=State.LISTED).first() if self.coop_id else None
        facts = [(block.value["name"], block.value["text"]) for block in self.facts]
        return {"reading": read(self.body), "coop": coop, "facts": facts}
