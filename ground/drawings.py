"""The drawings of goods and places that the project owns (static/img/goods)."""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    return frozenset(path.name for path in (settings.BASE_DIR / "static" / "img" / "goods").glob("*.svg"))


@lru_cache(maxsize=256)
def address_of(name: str) -> str:
    """The address of a drawing, "collards.svg"; "" for a name that is none of ours."""
    return static(f"img/goods/{name}") if name in names() else ""
