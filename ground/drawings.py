"""The project's own drawings of goods and places (static/img/goods), each with what it shows in both languages.

A drawing goes by its name, "collards"; its file is "collards.svg".
"""

import json
from functools import cache, lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

FOLDER = "img/goods"
# A drawing stands straight on a stock; which one follows from its name, so that neighbours differ and pages stay the same.
STOCKS = ("rose", "canary", "sky", "mint", "newsprint")


@cache
def _told() -> dict[str, dict[str, str]]:
    """name -> {"en": what it shows, "es": the same}"""
    rows = json.loads((settings.BASE_DIR / "static" / FOLDER / "goods.json").read_text(encoding="utf-8"))
    return {row["file"].removesuffix(".svg"): row for row in rows}


def drawing_choices() -> list[tuple[str, str]]:
    """(name, what it shows) in the active language, by what is shown."""
    return sorted(((name, shows(name)) for name in _told()), key=lambda choice: choice[1])


def is_drawing(name: str) -> bool:
    return name in _told()


def shows(name: str) -> str:
    """What the drawing shows, in the active language; "" for a name that is none."""
    row = _told().get(name, {})
    return row.get(get_language() or "en") or row.get("en", "")


def file_of(name: str) -> str:
    """The file of a drawing, as a card takes it; "" for a name that is none."""
    return f"{name}.svg" if is_drawing(name) else ""


def stock_of(name: str) -> str:
    return STOCKS[sum(map(ord, name)) % len(STOCKS)]


@lru_cache(maxsize=256)
def address_of(file: str) -> str:
    """Where a browser finds a drawing's file, "collards.svg"; "" for a file that is none of ours."""
    return static(f"{FOLDER}/{file}") if is_drawing(file.removesuffix(".svg")) else ""
