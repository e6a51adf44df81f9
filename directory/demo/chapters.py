"""Invented Friends chapters with an organiser, a few supporters under names of their choice, and one proposal to decide."""

from directory import findable
from directory.chapters import forming, joining
from directory.chapters.models import Chapter, Organiser, Supporter
from directory.demo.coops import read
from directory.people.models import User
from ground.messages import EMAIL
from ground.models import OutboxTask

_TEXTS = ("summary", "about", "meets")
SUPPORTERS = ("Bluebird", "Anita", "T. from the choir", "Rooster", "Luz del Sur", "Old Joe", "Nobody special", "Wren")


def load_chapters() -> None:
    """No letter goes out for it: nobody is there to read them."""
    for row in read("chapters"):
        texts = {f"{field}_{lang}": row[f"{field}_{lang}"].strip() for field in _TEXTS for lang in ("en", "es")}
        chapter = Chapter.objects.create(
            is_demo=True,
            **{field: row[field] for field in ("slug", "name", "city", "region", "lat", "lon", "founded")},
            source_language=row.get("source_language", "en"),
            **texts,
        )
        findable.changed("chapter", chapter.pk)
    Organiser.objects.get_or_create(
        chapter=Chapter.objects.get(slug="friends-atlanta"), user=User.objects.get(email="sam@demo.example")
    )
    waiting = list(OutboxTask.objects.filter(kind=EMAIL).values_list("pk", flat=True))
    _supporters(Chapter.objects.get(slug="friends-atlanta"))
    forming.propose(
        chapter_name="Friends of Cooperation Jackson, Knoxville",
        place="Knoxville, TN",
        reason="We run a seed library and a repair evening. Twice a year we could bring hands and tools to Jackson.",
        people=5,
        name="Marguerite (demo)",
        email="marguerite@demo.example",
        language="en",
    )
    OutboxTask.objects.filter(kind=EMAIL).exclude(pk__in=waiting).delete()


def _supporters(chapter: Chapter) -> None:
    for number, name in enumerate(SUPPORTERS):
        joining.ask_to_join(chapter=chapter, name=name, email=f"friend{number}@demo.example", language="en")
    for supporter, name in zip(Supporter.objects.filter(chapter=chapter).order_by("pk"), SUPPORTERS, strict=True):
        joining.confirm(supporter=supporter, name=name)
