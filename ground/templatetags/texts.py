"""`{% load texts %}`: people's own texts in the page's language, with a visible fallback.

{% said coop "summary" %}            escaped; a <span lang="es"> only where the page is in another language
{% said coop "summary" as s %}       {{ s.text }} {{ s.lang }} {{ s.is_fallback }} {{ s.html }}, e.g. for an attribute
{% texts coop "description" %}       the same as paragraphs
{{ coop.name|isolated }}             a name for the middle of a sentence, whichever way its letters run
"""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from ground import texts as ground_texts
from ground.texts import Said, said

register = template.Library()


@register.simple_tag(name="said")
def said_tag(obj: Any, field: str) -> Said:
    return said(obj, field)


@register.simple_tag
def texts(obj: Any, field: str) -> SafeString:
    return said(obj, field).paragraphs


@register.filter
def isolated(name: Any) -> str:
    return ground_texts.isolated(name)
