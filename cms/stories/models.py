"""Stories: who started it, who owns it, what it cost, what went wrong."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, Tag
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import Body
from cms.fields import BodyField
from cms.models import StaffImage
from cms.pages import Told, WithPoster, open_to_all
from cms.pictures import card_photo, wide_photo
from cms.reading import minutes, read
from directory.coops.models import Cooperative
from ground.drawings import drawing_choices, file_of, stock_of
from ground.models import Topic
from marketplace.catalog.models import Listing

if TYPE_CHECKING:
    from django.db.models import QuerySet

PER_PAGE = 12
STAND_IN = "place-printing-press"  # where a story has neither picture nor drawing


class StoriesPage(WithPoster):
    """All stories, new first, by topic."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]
    template = "stories/stories.html"
    content_panels = [*Page.content_panels, FieldPanel("poster"), FieldPanel("lead")]

    class Meta:
        verbose_name = gettext_lazy("page of all stories")
        verbose_name_plural = gettext_lazy("pages of all stories")

    def told(self, request: HttpRequest) -> dict[str, Any]:
        topic = request.GET.get("topic", "")
        shown = published().filter(locale_id=self.locale_id)
        if topic:
            shown = shown.filter(topics__slug=topic)
        page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
        topics = Topic.objects.filter(stories__live=True, stories__locale_id=self.locale_id).distinct()
        return {"page_obj": page, "tales": [story.tale for story in page], "tabs": _tabs(topics, topic)}


def _tabs(topics: "QuerySet[Topic]", chosen: str) -> list[dict[str, Any]]:
    every = {"url": "?", "label": _("All"), "current": not chosen}
    return [every, *({"url": f"?topic={t.slug}", "label": t.name, "current": t.slug == chosen} for t in topics)]


class TaggedStory(ItemBase):
    """A free tag: a search word only."""

    content_object = ParentalKey("StoryPage", on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_stories")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="story_tag_once")]


class StoryPage(Told):
    standfirst = models.CharField(gettext_lazy("opening lines"), max_length=300)
    told_on = models.DateField(gettext_lazy("date"), default=timezone.localdate)
    byline = models.CharField(gettext_lazy("written by"), max_length=120, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="stories", verbose_name=gettext_lazy("topics"))
    tags = ClusterTaggableManager(through=TaggedStory, blank=True)
    picture = models.ForeignKey(
        StaffImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=gettext_lazy("picture"),
    )
    picture_alt = models.CharField(gettext_lazy("what the picture shows"), max_length=250, blank=True)
    drawing = models.CharField(
        gettext_lazy("or one of our drawings"), max_length=40, blank=True, choices=drawing_choices
    )
    body = BodyField(Body(), blank=True, verbose_name=gettext_lazy("story"))
    sources_note = models.CharField(gettext_lazy("a last word on the sources"), max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    search_kind = "story"
    parent_page_types: ClassVar[list[str]] = ["stories.StoriesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "stories/story.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        MultiFieldPanel([FieldPanel("told_on"), FieldPanel("byline")], heading=gettext_lazy("When and by whom")),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("drawing")], heading=gettext_lazy("Picture")
        ),
        FieldPanel("body"),
        FieldPanel("sources_note"),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("tags")], heading=gettext_lazy("What it is about")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    class Meta:
        verbose_name = gettext_lazy("story")
        verbose_name_plural = gettext_lazy("stories")
        indexes = [models.Index(fields=["-told_on"], name="story_new_first")]

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": _("Say what the picture shows, for people who do not see it.")})
        self.minutes = minutes(self.body)

    @property
    def kicker(self) -> str:
        read = ngettext("%(n)s minute", "%(n)s minutes", self.minutes) % {"n": self.minutes}
        return f"{_('Demo')}. {read}" if self.is_demo else read

    @property
    def tale(self) -> dict[str, Any]:
        """What components/tale.html takes: on the list of stories, and on the pages of those it names."""
        return {
            "url": self.path_here,
            "title": self.title,
            "text": self.standfirst,
            "lang": self.said_in,
            "kicker": self.kicker,
            "photo": card_photo(self.picture, self.picture_alt) if self.picture else None,
            "drawing": file_of(self.drawing or STAND_IN),
            "stock": stock_of(self.drawing or STAND_IN),
        }

    def told(self, request: HttpRequest) -> dict[str, Any]:
        photo = wide_photo(self.picture, self.picture_alt) if self.picture else None
        return {"reading": read(self.body), "photo": photo}


class Mention(models.Model):
    """A published story names a co-op or something for sale. Kept by `cms.stories.mentions`, so that their own pages
    find the stories with one query."""

    story = models.ForeignKey(StoryPage, on_delete=models.CASCADE, related_name="mentions")
    coop = models.ForeignKey(Cooperative, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions")
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mention_of_one_thing",
                condition=models.Q(coop__isnull=False, listing__isnull=True)
                | models.Q(coop__isnull=True, listing__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["story", "coop"], condition=models.Q(coop__isnull=False), name="mention_coop_once"
            ),
            models.UniqueConstraint(
                fields=["story", "listing"], condition=models.Q(listing__isnull=False), name="mention_listing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story} · {self.coop or self.listing}"


def published() -> "QuerySet[StoryPage]":
    """Stories everybody may read, new first, as cards need them: without their bodies."""
    stories: QuerySet[StoryPage] = open_to_all(StoryPage.objects.all()).order_by("-told_on", "-pk")
    return stories.defer("body").select_related("picture").prefetch_related("picture__renditions")
