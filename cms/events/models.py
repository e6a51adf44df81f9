"""Events: pickups, classes, meetings and reading nights, here and where Friends meet."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import Body, Facts
from cms.fields import BodyField
from cms.pages import Told, WithPoster, open_to_all
from cms.reading import read
from directory.chapters.models import Chapter
from directory.coops.hours import clock
from marketplace.fulfilment.spoken import hours_words, moment_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

PER_PAGE = 20


class Where(models.TextChoices):
    JACKSON = "jackson", gettext_lazy("In Jackson")
    TELEPHONE = "telephone", gettext_lazy("By telephone")
    CHAPTER = "chapter", gettext_lazy("Friends chapters")


class EventsPage(WithPoster):
    """What is coming, soonest first."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    template = "events/events.html"
    each_week = BodyField(Facts(), blank=True, verbose_name=gettext_lazy("each week"))
    content_panels = [*Page.content_panels, FieldPanel("poster"), FieldPanel("lead"), FieldPanel("each_week")]

    class Meta:
        verbose_name = gettext_lazy("page of all events")
        verbose_name_plural = gettext_lazy("pages of all events")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        where, past = request.GET.get("where", ""), "past" in request.GET
        shown = over(under=self) if past else coming(under=self)
        if where in Where.values:
            shown = shown.filter(where=where)
        page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
        each_week = [(block.value["name"], block.value["text"]) for block in self.each_week]
        return {"page_obj": page, "tabs": _tabs(where), "past": past, "each_week": each_week}


def _tabs(chosen: str) -> list[dict[str, Any]]:
    kinds = [("", _("All")), *Where.choices]
    return [{"url": f"?where={v}" if v else "?", "label": label, "current": v == chosen} for v, label in kinds]


class EventPage(Told):
    """Something at a time and a place. Times are aware and shown in the network's own zone."""

    standfirst = models.CharField(gettext_lazy("opening lines"), max_length=300, blank=True)
    starts = models.DateTimeField(gettext_lazy("starts"))
    ends = models.DateTimeField(gettext_lazy("ends"))
    where = models.CharField(gettext_lazy("kind of place"), max_length=10, choices=Where.choices, default=Where.JACKSON)
    place = models.CharField(
        gettext_lazy("place"), max_length=200, help_text=gettext_lazy("Learning House, the long room")
    )
    chapter = models.ForeignKey(
        Chapter,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=gettext_lazy("chapter"),
    )
    body = BodyField(Body(), blank=True, verbose_name=gettext_lazy("what we do"))
    facts = BodyField(Facts(), blank=True, verbose_name=gettext_lazy("getting in"))

    search_kind = "event"
    parent_page_types: ClassVar[list[str]] = ["events.EventsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "events/event.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading=gettext_lazy("When")),
        MultiFieldPanel(
            [FieldPanel("where"), FieldPanel("place"), FieldPanel("chapter")], heading=gettext_lazy("Where")
        ),
        FieldPanel("body"),
        FieldPanel("facts"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    class Meta:
        verbose_name = gettext_lazy("event")
        verbose_name_plural = gettext_lazy("events")
        indexes = [models.Index(fields=["ends", "starts"], name="event_ends_starts")]
        constraints = [
            models.CheckConstraint(name="event_ends_after_it_starts", condition=models.Q(ends__gt=models.F("starts")))
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("An event ends after it starts.")})

    @property
    def local_starts(self) -> datetime:
        return timezone.localtime(self.starts)

    @property
    def hours_here(self) -> str:
        """ "6 pm to 8 pm", with the last day where it is another."""
        ends = timezone.localtime(self.ends)
        if ends.date() == self.local_starts.date():
            return hours_words(self.local_starts, ends)
        return f"{clock(self.local_starts.time())} – {moment_words(ends)}"

    @property
    def when_and_where(self) -> str:
        return f"{self.hours_here}. {self.place}"

    @property
    def is_over(self) -> bool:
        return self.ends < timezone.now()

    def told(self, request: HttpRequest) -> dict[str, Any]:
        facts = [(block.value["name"], block.value["text"]) for block in self.facts]
        return {
            "reading": read(self.body),
            "facts": facts,
            "chapter": self._open_chapter(),
        }

    def _open_chapter(self) -> Chapter | None:
        return (
            Chapter.objects.filter(pk=self.chapter_id, state=Chapter.State.ACTIVE).first() if self.chapter_id else None
        )


def _under(index_page: EventsPage) -> "QuerySet[EventPage]":
    events: QuerySet[EventPage] = open_to_all(EventPage.objects.child_of(index_page)).defer("body", "facts")
    return events


def coming(*, under: EventsPage) -> "QuerySet[EventPage]":
    """Events that are not over yet, soonest first."""
    return _under(under).filter(ends__gte=timezone.now()).order_by("starts", "pk")


def over(*, under: EventsPage) -> "QuerySet[EventPage]":
    """Events that are over, latest first."""
    return _under(under).filter(ends__lt=timezone.now()).order_by("-starts", "-pk")
