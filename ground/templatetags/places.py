"""`{% load places %}{% place "coop_page" coop=coop %}`: what packages above show here."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from ground.places import render

register = template.Library()


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], name: str, **arguments: Any) -> SafeString:
    return render(name, context.get("request"), arguments)
