"""The marks of co-ops in templates: `{% load marks %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from directory.coops import cards, marks

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
def coop_pieces(public_id: str, kind: str) -> SafeString:
    """The pieces of the mark alone, for an `<svg viewBox="0 0 160 160">` of the template's own, such as on a map."""
    return mark_safe(marks.pieces(public_id, kind))


@register.simple_tag
def network_mark(size_class: str = "") -> SafeString:
    """The network's own block."""
    return marks.network_mark(size_class)


@register.simple_tag(takes_context=True)
def good_card(context: template.Context, card: cards.Card) -> SafeString:
    """A card of goods; what it takes stands on top of templates/components/good_card.html."""
    return cards.good_card(card, context.get("csrf_token", ""))
