"""Pages as the search finds them: one document for a page in all its languages. Drafts and pages that are not for
everybody make none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cms.pages import Told, open_to_all
from cms.reading import plain
from cms.routes import address
from search.documents import Document, Key

_LONGEST = 20_000  # characters of a body that are worth finding


@dataclass(frozen=True)
class Found:
    """What one page says, in the language it is written in. `extra` goes to the document as it is."""

    title: str
    body: str
    extra: dict[str, Any]


Tell = Callable[[Any], Found]


@dataclass(frozen=True)
class PageSource:
    """Documents of one page type. The key of a page is its `translation_key`, so that a story is found once."""

    kind: str
    model: type[Told]
    tell: Tell

    def ids(self) -> Iterable[Key]:
        return map(str, self._public().values_list("translation_key", flat=True).distinct())

    def load(self, keys: Sequence[Key]) -> Iterator[Document]:
        by_key: dict[str, list[Any]] = defaultdict(list)
        for page in self._public().filter(translation_key__in=keys).select_related("locale").order_by("locale_id"):
            by_key[str(page.translation_key)].append(page)
        for key, pages in by_key.items():
            yield self._document(key, pages)

    def _public(self) -> Any:
        """Aliases only repeat another page's words."""
        return open_to_all(self.model._default_manager.filter(Q(alias_of__isnull=True)))

    def _document(self, key: str, pages: list[Any]) -> Document:
        told = {page.locale.language_code: self.tell(page) for page in pages}
        return Document(
            id=f"{self.kind}:{key}",
            title={language: found.title for language, found in told.items()},
            body={language: found.body[:_LONGEST] for language, found in told.items()},
            path={page.locale.language_code: _bare(page) for page in pages},
            **next(iter(told.values())).extra,
        )


def _bare(page: Told) -> str:
    """The page's path without the prefix of its language."""
    language, path = address(page.url_path) or ("", "/")
    return path.removeprefix(f"/{language}") if path.startswith(f"/{language}/") else path


def words(*parts: Any) -> str:
    """Texts and bodies, one after another."""
    return "\n".join(part if isinstance(part, str) else plain(part) for part in parts if part)
