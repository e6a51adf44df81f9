"""The Plan by date: a broadsheet on which each line has its source."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import LINE, Claim, DatedLines
from cms.fields import BodyField
from cms.pages import WithPoster
from cms.reading import Sources, expand, referred


class Parts(blocks.StreamBlock):
    part = blocks.CharBlock(max_length=80, icon="title", label=_("Part of the Plan"))
    claim = Claim()


class PlanPage(WithPoster):
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "plan/plan.html"
    search_kind = "page"

    parts = BodyField(Parts(), blank=True, verbose_name=_("parts"))
    lines = BodyField(DatedLines(), blank=True, verbose_name=_("by date"))
    institutions = BodyField(Parts(), blank=True, verbose_name=_("institutions it speaks of"))
    unknown = RichTextField(_("what we do not know"), blank=True, features=LINE)

    content_panels = [
        *Page.content_panels,
        FieldPanel("poster"),
        FieldPanel("lead"),
        FieldPanel("parts"),
        FieldPanel("lines"),
        FieldPanel("institutions"),
        FieldPanel("unknown"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("lines")]

    class Meta:
        verbose_name = _("the Plan")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        sources = Sources()
        parts = [_part(block, sources) for block in self.parts]
        lines = [(block.value, sources.number(block.value)) for block in self.lines]
        institutions = [_part(block, sources) for block in self.institutions]
        return {
            "parts": [said for said, is_claim in parts if not is_claim],
            "parts_claims": [said for said, is_claim in parts if is_claim],
            "lines": _with_html(lines),
            "institutions": [said for said, is_claim in institutions if not is_claim],
            "institutions_claims": [said for said, is_claim in institutions if is_claim],
            "unknown_html": expand([self.unknown])[0],
            "sources": sources.lines,
        }


def _part(block: Any, sources: Sources) -> tuple[str, bool]:
    """What a part says, and whether it is a claim."""
    if block.block_type == "part":
        return block.value, False
    return referred(expand([block.value["text"].source])[0], sources.number(block.value)), True


def _with_html(lines: list[tuple[Any, int]]) -> list[dict[str, Any]]:
    texts = expand([value["text"].source for value, _number in lines])
    return [
        {"year": value["year"], "head": value["head"], "turn": value["turn"], "html": referred(html, number)}
        for (value, number), html in zip(lines, texts, strict=False)
    ]
