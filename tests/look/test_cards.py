"""The card that is drawn by code says the same as the template it stands for: tests/look/good_card.html."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from config.specimen.things import CARD, FULL_CARD, LONG, PHOTO, SOLD_OUT
from directory.coops.cards import good_card

TEMPLATE = engines["django"].from_string(Path(__file__).with_name("good_card.html").read_text(encoding="utf-8"))
BARE = {name: value for name, value in FULL_CARD.items() if name not in {"drawing", "stock", "note", "unit"}}
CARDS: dict[str, dict[str, Any]] = {
    "the least": CARD,
    "the most": FULL_CARD,
    "sold out": SOLD_OUT,
    "long, in another language": FULL_CARD | {"title": LONG, "lang": "en"},
    "on the seller's cloth": BARE,
    "a label of its own": BARE | {"label": "Apron", "label_small": "in three sizes"},
    "a photo": FULL_CARD | {"photo": PHOTO},
    "a photo in four widths": FULL_CARD | {"photo": PHOTO | {"srcset": "/a.webp 320w, /b.webp 640w", "lang": "es"}},
    "a photo with sizes": FULL_CARD | {"photo": PHOTO | {"srcset": "/a.webp 320w", "sizes": "50vw", "alt": ""}},
    "something to choose": FULL_CARD | {"choose": "Choose a size"},
    "a field of another name": FULL_CARD | {"add_name": "line", "add_value": 7},
    "markup in each word": {name: f"<b>{name}</b> & \"'" for name in FULL_CARD if name not in {"drawing", "stock"}},
}


def told(html: str) -> str:
    """Without the space between tags, and without what scripts hold on to."""
    return re.sub(r' data-hx-[\w-]+="[^"]*"', "", re.sub(r">\s+<", "><", html.strip()))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", CARDS)
def test_the_code_draws_what_the_template_says(name: str, language: str) -> None:
    with translation.override(language):
        written = TEMPLATE.render({"card": CARDS[name], "csrf_token": "t0ken"})
        assert told(good_card(CARDS[name], "t0ken")) == told(written)
