"""Wagtail says that a page was published, taken back, moved or closed to the public; here those who must know are told."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move
from wagtail.users.models import UserProfile

from cms.pages import Told
from cms.stories.mentions import note_mentions
from cms.stories.models import StoryPage
from directory.findable import changed
from directory.people.models import User


def connect() -> None:
    page_published.connect(_published, dispatch_uid="cms.published")
    page_unpublished.connect(_changed, dispatch_uid="cms.unpublished")
    post_delete.connect(_changed, dispatch_uid="cms.deleted")
    user_logged_in.connect(_signed_in, dispatch_uid="cms.signed_in")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_moved, dispatch_uid="cms.moved")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="cms.restricted")


def _published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, StoryPage):
        note_mentions(story=instance)
    _changed(sender, instance)


def _changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Whether it may be found now is decided when the task looks at it."""
    if isinstance(instance, Told):
        changed(instance.search_kind, str(instance.translation_key))


def _moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """Everything under a page moves with it."""
    for page in instance.get_descendants(inclusive=True).specific():
        _changed(type(page), page)


def _restricted(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    _moved(sender, instance.page)


def _signed_in(sender: type, user: User, **kwargs: Any) -> None:
    """The admin speaks the language that a person has chosen for the site, until they choose another for the admin."""
    if user.is_staff:
        profile = UserProfile.get_for_user(user)
        if not profile.preferred_language:
            profile.preferred_language = user.language
            profile.save(update_fields=["preferred_language"])
