"""The marks of co-ops in templates: `{% load marks %}`."""

from django import template
from django.utils.safestring import SafeString

from directory.coops import marks

register = template.Library()


@register.simple_tag
def coop_mark(public_id: str, kind: str, size_class: str = "") -> SafeString:
    """`{% coop_mark coop.public_id coop.kind "mark-48" %}`: 24 px, or mark-48, mark-96, mark-full."""
    return marks.mark_svg(public_id, kind, size_class)


@register.simple_tag
def coop_cloth(public_id: str, kind: str) -> SafeString:
    """The co-op's cloth, cropped to cover a picture frame."""
    return marks.cloth_svg(public_id, kind)


@register.simple_tag
def network_mark(size_class: str = "") -> SafeString:
    """The network's own block."""
    return marks.network_mark(size_class)
