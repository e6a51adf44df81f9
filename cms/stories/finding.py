"""Stories in the search."""

from cms.finding import Found, PageSource, words
from cms.stories.models import StoryPage


def _tell(story: StoryPage) -> Found:
    return Found(
        title=story.title,
        body=words(story.standfirst, story.body),
        extra={
            "keywords": tuple(story.tags.names()),
            "facets": {"topic": tuple(topic.slug for topic in story.topics.all())},
            "date": story.told_on,
            "shown": {"drawing": story.drawing, "demo": int(story.is_demo), "minutes": story.minutes},
        },
    )


stories = PageSource("story", StoryPage, _tell)
