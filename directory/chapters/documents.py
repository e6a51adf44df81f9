"""Chapters as things to find: their public page, and nothing of the people in them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import override

from directory.chapters.models import Chapter
from directory.places.regions import region_name
from ground.texts import Language
from search.documents import Document, Key, register

KIND = "chapter"


class ChapterSource:
    """Keys are primary keys."""

    def ids(self) -> Iterator[int]:
        active = Chapter.objects.filter(state=Chapter.State.ACTIVE)
        return active.order_by("pk").values_list("pk", flat=True).iterator()

    def load(self, keys: Sequence[Key]) -> list[Document]:
        with override("en"):  # `path` carries no prefix
            return [_document(c) for c in Chapter.objects.filter(pk__in=keys, state=Chapter.State.ACTIVE)]


def _document(chapter: Chapter) -> Document:
    bodies = {}
    for language in Language.values:
        texts = [getattr(chapter, f"{name}_{language}") for name in ("summary", "about", "meets")]
        if any(texts):
            bodies[language] = "\n\n".join(filter(None, texts))
    return Document(
        id=f"{KIND}:{chapter.pk}",
        title=dict.fromkeys(Language.values, chapter.name),
        path=chapter.get_absolute_url(),
        body=bodies,
        keywords=tuple(filter(None, (chapter.city, region_name(chapter.region)))),
        facets={"region": (chapter.region,)} if chapter.region else {},
        place=(chapter.lat, chapter.lon) if chapter.lat is not None and chapter.lon is not None else None,
        shown={"public_id": chapter.public_id, "city": chapter.city, "is_demo": int(chapter.is_demo)},
    )


register(KIND, ChapterSource())
