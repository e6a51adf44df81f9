"""A story as a card: on the list of stories, the home page, and the pages of those it names."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.pictures import card_photo
from ground.drawings import file_of, stock_of

if TYPE_CHECKING:
    from cms.stories.models import StoryPage

STAND_IN = "place-printing-press"  # where a story has neither picture nor drawing


def kicker(story: "StoryPage") -> str:
    read = ngettext("%(n)s minute", "%(n)s minutes", story.minutes) % {"n": story.minutes}
    return f"{_('Demo')}. {read}" if story.is_demo else read


def tale(story: "StoryPage") -> dict[str, Any]:
    """What components/tale.html takes."""
    return {
        "url": story.path_here,
        "title": story.title,
        "text": story.standfirst,
        "lang": story.said_in,
        "kicker": kicker(story),
        "photo": card_photo(story.picture, story.picture_alt) if story.picture else None,
        "drawing": file_of(story.drawing or STAND_IN),
        "stock": stock_of(story.drawing or STAND_IN),
    }
