"""A card of goods, drawn by code.

Every other component is a template. This one stands two dozen times on a page of the market, where a template of its
thirty tags takes longer than the rest of the page; drawn here it takes less than half of that. What goes into a card
stands on top of templates/components/good_card.html.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape as esc
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from directory.coops.marks import cloth_svg, mark_svg
from ground.drawings import address_of

Card = Mapping[str, Any]

_LATER = ' loading="lazy"'
_SIZES = "(min-width: 64em) 18rem, (min-width: 40em) 33vw, 50vw"


def good_card(card: Card, csrf_token: object = "") -> SafeString:
    """The whole article. Whatever is not safe already is escaped."""
    return mark_safe(
        f'<article class="good{" out" if card.get("out") else ""}">{_picture(card)}<div class="good-text">'
        f"{_title(card)}{_seller(card)}{_price(card)}{_stock_word(card)}{_add(card, csrf_token)}</div></article>"
    )


def seen_first(card: SafeString) -> SafeString:
    """A drawn card that stands on the first screen: its picture is fetched at once, before those below."""
    return mark_safe(card.replace(_LATER, ' fetchpriority="high"'))


def _picture(card: Card) -> str:
    """A photo, a drawing, or the good's name as a label on the seller's own cloth."""
    stamp = card.get("stamp")
    stamped = f'<span class="stamp bad-ink">{esc(stamp)}</span>' if stamp else ""
    inside = _photo(card["photo"]) if card.get("photo") else _drawing(card) or _label(card)
    return f'<div class="good-pic {esc(card.get("stock") or "newsprint")}">{inside}{stamped}</div>'


def _photo(photo: Mapping[str, Any]) -> str:
    srcset = photo.get("srcset")
    sizes = f' srcset="{esc(srcset)}" sizes="{esc(photo.get("sizes") or _SIZES)}"' if srcset else ""
    lang = f' lang="{esc(photo["lang"])}"' if photo.get("lang") else ""
    return (
        f'<img src="{esc(photo["src"])}"{sizes} alt="{esc(photo.get("alt", ""))}"{lang}'
        f' width="{esc(str(photo.get("width") or 320))}" height="{esc(str(photo.get("height") or 240))}"{_LATER}>'
    )


def _drawing(card: Card) -> str:
    address = address_of(card.get("drawing") or "")
    return f'<img class="drawn" src="{address}" alt="" width="320" height="240"{_LATER}>' if address else ""


def _label(card: Card) -> str:
    small = card.get("label_small")
    words = f"{esc(card.get('label') or card['title'])}{f'<small>{esc(small)}</small>' if small else ''}"
    cloth = cloth_svg(card["seller_id"], card["seller_kind"])
    return f'{cloth}<p class="label"{_lang(card)} aria-hidden="true">{words}</p>'


def _lang(card: Card) -> str:
    return f' lang="{esc(card["lang"])}"' if card.get("lang") else ""


def _name(card: Card) -> str:
    """For who hears a button without the card around it."""
    return f'<span class="unseen"{_lang(card)}>: {esc(card["title"])}</span>'


def _title(card: Card) -> str:
    return f'<h3{_lang(card)}><a href="{esc(card["url"])}">{esc(card["title"])}</a></h3>'


def _seller(card: Card) -> str:
    if not card.get("seller"):
        return ""
    return f'<p class="by">{mark_svg(card["seller_id"], card["seller_kind"])} <span>{esc(card["seller"])}</span></p>'


def _price(card: Card) -> str:
    if not card.get("price"):
        return ""
    unit = f" <small>{esc(card['unit'])}</small>" if card.get("unit") else ""
    return f'<p class="price">{esc(card["price"])}{unit}</p>'


def _stock_word(card: Card) -> str:
    if card.get("out"):
        return f'<p class="state bad-ink">{esc(card["out"])}</p>'
    return f'<p class="small"><strong>{esc(card["note"])}</strong></p>' if card.get("note") else ""


def _add(card: Card, csrf_token: object) -> str:
    if card.get("out"):
        return ""
    if card.get("choose"):
        return f'<p><a class="btn line" href="{esc(card["url"])}">{esc(card["choose"])}{_name(card)}</a></p>'
    if not card.get("add_url"):
        return ""
    return (
        f'<form method="post" action="{esc(card["add_url"])}" data-hx-post="{esc(card["add_url"])}" data-hx-target="#strip">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{esc(str(csrf_token))}">'
        f'<input type="hidden" name="{esc(card.get("add_name") or "variant")}" value="{esc(card.get("add_value", ""))}">'
        f'<button class="btn line">{esc(gettext("Add"))}{_name(card)}</button></form>'
    )
