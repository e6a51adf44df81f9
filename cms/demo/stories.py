"""Eight stories, from stories.toml: some invented and marked so, some told from sources."""

from datetime import timedelta

from django.utils import timezone

from cms.demo.reading import block, read
from cms.stories.models import StoryPage
from cms.stories.writing import Spanish, story_write
from ground.models import Topic

BYLINE = {"en": "the network’s story desk", "es": "la mesa de historias de la red"}


def is_loaded() -> bool:
    return StoryPage.objects.filter(slug="fifty-pigs").exists()


def load_stories() -> None:
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    today = timezone.localdate()
    for row in reversed(read("stories")["story"]):
        story_write(
            title=row["title_en"],
            slug=row["slug"],
            standfirst=row["standfirst_en"],
            body=[block(one) for one in row["en"]],
            told_on=today - timedelta(days=row["days_ago"]),
            byline=BYLINE["en"],
            topics=[topics[slug] for slug in row["topics"]],
            tags=row["tags"],
            drawing=row["drawing"],
            is_demo=row.get("demo", False),
            spanish=Spanish(
                title=row["title_es"],
                body=[block(one) for one in row["es"]],
                fields={"standfirst": row["standfirst_es"], "byline": BYLINE["es"]},
            ),
        )
