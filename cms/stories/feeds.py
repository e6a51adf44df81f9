"""New stories for feed readers (Atom)."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from cms.pages import open_to_all
from cms.stories.models import StoriesPage, StoryPage, published

if TYPE_CHECKING:
    from django.db.models import QuerySet

_MOST = 20


class StoriesFeed(Feed[StoryPage, StoriesPage]):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StoriesPage:
        here = StoriesPage.objects.filter(slug=kwargs["stories"], locale__language_code=get_language())
        page: StoriesPage = get_object_or_404(open_to_all(here))
        return page

    def title(self, obj: StoriesPage) -> str:
        return f"{obj.title} | Cooperation Jackson"

    def subtitle(self, obj: StoriesPage) -> str:
        return str(obj.lead)

    def link(self, obj: StoriesPage) -> str:
        return settings.SITE_URL + obj.path_here

    def items(self, obj: StoriesPage) -> "QuerySet[StoryPage]":
        return published().filter(locale_id=obj.locale_id)[:_MOST]

    def item_title(self, item: Any) -> Any:
        return item.title

    def item_description(self, item: StoryPage) -> str:
        return str(item.standfirst)

    def item_link(self, item: StoryPage) -> str:
        return settings.SITE_URL + item.path_here

    def item_pubdate(self, item: StoryPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.told_on, time(12)))

    def item_updateddate(self, item: StoryPage) -> datetime | None:
        updated: datetime | None = item.last_published_at
        return updated
