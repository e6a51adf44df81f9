"""Invented Friends chapters with an organiser, a few supporters under names of their choice, and one proposal to decide."""

from directory import findable
from directory.chapters.models import Chapter, Organiser
from directory.demo.coops import read
from directory.people.models import User

_TEXTS = ("summary", "about", "meets")


def load_chapters() -> None:
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
