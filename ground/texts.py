"""Texts that people write in English or Spanish.

A text lives in two columns, `<field>_en` and `<field>_es`. Where one language is missing the other is shown, and
the page says so with `lang` so that a screen reader speaks it right.
"""

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages of the site. Each is called what those who speak it call it, on every page."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


class Bilingual(models.Model):
    """A model whose texts have `_en` and `_es` columns; `source_language` is the one they were written in."""

    source_language = models.CharField(
        _("written in"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Said:
    """A text with the language it is really in; `is_fallback` when that is not the language asked for."""

    text: str
    lang: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> SafeString:
        """Escaped text, marked with its language only where it differs from the page's."""
        if not self.is_fallback:
            return mark_safe(escape(self.text))
        return format_html('<span lang="{}">{}</span>', self.lang, self.text)

    @property
    def html(self) -> SafeString:
        return self.__html__()

    @property
    def paragraphs(self) -> SafeString:
        """The text as escaped `<p>`s, one for each part between blank lines."""
        if not self.text:
            return SafeString("")
        body = mark_safe(linebreaks(self.text, autoescape=True))
        return format_html('<div lang="{}">{}</div>', self.lang, body) if self.is_fallback else body


# Letters that run from right to left, and signs that turn the direction of what follows them.
_TURNS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})


def isolated(name: object) -> str:
    """A name for the middle of a sentence, in plain text as in HTML: where letters of it run from right to left, it
    stands between signs that keep them from carrying the sentence's own words and stops along. What is said in the
    other language keeps its mark.
    """
    if isinstance(name, Said) and name.is_fallback:
        return Said(str(isolated(name.text)), name.lang, is_fallback=True).html
    text = str(name)
    if not any(unicodedata.bidirectional(letter) in _TURNS for letter in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def active_language() -> str:
    """`en` or `es`."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def said(obj: Any, field: str, language: str | None = None) -> Said:
    """What `obj` says in `field`, in `language` (default: the active one), or else in the language it was written in,
    or else in any.
    """
    wanted = language or active_language()
    order = dict.fromkeys([wanted, getattr(obj, "source_language", "en"), *Language.values])
    for lang in order:
        text = str(getattr(obj, f"{field}_{lang}", "") or "").strip()
        if text:
            return Said(text, lang, is_fallback=lang != wanted)
    return Said("", wanted, is_fallback=False)
