"""What a seller does with its listings. A listing is hidden, never deleted: orders and stories point to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative
from directory.findable import changed
from directory.people.models import User
from ground import audit
from ground.drawings import is_drawing
from ground.models import Photo, Topic
from marketplace.catalog import stock as stocks
from marketplace.catalog.models import Listing, ListingKind, ListingState, Stock, Unit, Variant
from marketplace.tax.classes import TaxClass

MOST_IN_STOCK = 1_000_000
MOST_TAKEN = 1_000
DEAREST = 99_999_999
_LENGTHS = {"title": 120, "summary": 300, "description": 20_000, "allergens": 200}
MOST_TAGS, LONGEST_TAG = 12, 40


@dataclass(frozen=True)
class Words:
    """What a listing says in one language."""

    title: str = ""
    summary: str = ""
    description: str = ""
    allergens: str = ""


@dataclass(frozen=True)
class Details:
    """A listing as its seller describes it: `words` in `language`, `translation` in the other one where there is one.

    `price_minor`: public price of one unit before tax, in cents. `stock` None: not counted. `takes`: how much of the
    stock one unit takes. `drawing`: a name of `ground.drawings`; a photo goes before it.
    """

    words: Words
    unit: str
    price_minor: int
    tax_class: str
    language: str = "en"
    translation: Words = Words()
    kind: str = ListingKind.GOOD
    stock: int | None = None
    takes: int = 1
    topics: Sequence[Topic] = ()
    tags: Sequence[str] = ()
    photo: Photo | None = None
    drawing: str = ""


@transaction.atomic
def listing_create(*, coop: Cooperative, by: User | None, details: Details, live: bool = True) -> Listing:
    """A new listing with one variant, for sale unless `live` is False. Raises ValidationError, by field of Details."""
    _check(details)
    listing = Listing(coop=coop, state=ListingState.LIVE if live else ListingState.DRAFT)
    _write(listing, details)
    Variant.objects.create(
        listing=listing,
        unit=details.unit,
        price_minor=details.price_minor,
        takes=details.takes,
        stock=None if details.stock is None else Stock.objects.create(coop=coop, available=details.stock),
    )
    audit.record(actor=by, action="listing created", subject=listing, price=details.price_minor)
    return listing


@transaction.atomic
def listing_edit(*, listing: Listing, by: User | None, details: Details, stock_seen: int | None = None) -> Listing:
    """Change a listing and its first variant. `stock_seen`: the stock that stood in the form, so that what was sold
    while it was open stays sold. Raises ValidationError, by field of Details; nothing has changed then.
    """
    _check(details)
    variant = first_variant(listing)
    before = variant.price_minor
    # Stock before the outbox, as in a checkout: in the other order the two could wait for each other.
    set_stock(variant=variant, available=details.stock, by=by, seen=stock_seen)
    variant.unit, variant.price_minor, variant.takes = details.unit, details.price_minor, details.takes
    variant.save(update_fields=["unit", "price_minor", "takes"])
    _write(listing, details)
    audit.record(actor=by, action="listing edited", subject=listing, was=before, price=details.price_minor)
    return listing


def first_variant(listing: Listing) -> Variant:
    """The variant that the short form edits: the first active one, or the first of all."""
    return listing.variants.select_related("stock").order_by("-is_active", "position", "pk")[:1].get()


def listing_hide(*, listing: Listing, by: User | None) -> None:
    _show_or_hide(listing, ListingState.HIDDEN, by)


def listing_show(*, listing: Listing, by: User | None) -> None:
    """Put a draft or a hidden listing on sale."""
    _show_or_hide(listing, ListingState.LIVE, by)


@transaction.atomic
def _show_or_hide(listing: Listing, state: ListingState, by: User | None) -> None:
    if listing.state == state:
        return
    listing.state = state
    listing.save(update_fields=["state", "changed"])
    audit.record(actor=by, action=f"listing {state.value}", subject=listing)
    changed(stocks.FINDABLE, listing.pk)


@transaction.atomic
def set_stock(*, variant: Variant, available: int | None, by: User | None, seen: int | None = None) -> None:
    """How many can be sold, in the unit of the stock; None: not counted any more. `seen`: the number in the form.

    Raises ValidationError for `stock`.
    """
    if (wrong := _stock_wrong(available)) is not None:
        raise ValidationError({"stock": wrong})
    was = variant.stock
    if available is None or was is None:
        if available is None and was is None:
            return
        variant.stock = (
            None if available is None else Stock.objects.create(coop=variant.listing.coop, available=available)
        )
        variant.save(update_fields=["stock"])
    else:
        stocks.recount(was, available=available, seen=seen)
    audit.record(actor=by, action="stock counted", subject=variant.listing, available=available)
    changed(stocks.FINDABLE, variant.listing_id)


def _check(details: Details) -> None:
    wrong = {**_words_wrong(details), **_sale_wrong(details)}
    if wrong:
        raise ValidationError(wrong)


def _words_wrong(details: Details) -> dict[str, str]:
    wrong = {}
    if not details.words.title.strip():
        wrong["title"] = _("Give it a name.")
    for name, most in _LENGTHS.items():
        if any(len(getattr(words, name)) > most for words in (details.words, details.translation)):
            wrong[name] = _("Shorten it to %(most)s characters or fewer.") % {"most": most}
    if details.language not in ("en", "es"):
        wrong["language"] = _("Choose English or Spanish.")
    if len(details.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in details.tags):
        wrong["tags"] = _("At most 12 search words of 40 letters.")
    return wrong


def _sale_wrong(details: Details) -> dict[str, str]:
    wrong = {}
    if details.kind not in ListingKind.values:
        wrong["kind"] = _("Choose a good or a service.")
    if details.unit not in Unit.values:
        wrong["unit"] = _("Choose how it is sold.")
    if not 1 <= details.price_minor <= DEAREST:
        wrong["price_minor"] = _("The price must be at least one cent.")
    if details.tax_class not in TaxClass.values:
        wrong["tax_class"] = _("Choose a tax class.")
    if (stock := _stock_wrong(details.stock)) is not None:
        wrong["stock"] = stock
    if not 1 <= details.takes <= MOST_TAKEN:
        wrong["takes"] = _("One unit takes at least 1 from the stock.")
    if details.drawing and not is_drawing(details.drawing):
        wrong["drawing"] = _("Choose one of our drawings.")
    return wrong


def _stock_wrong(available: int | None) -> str | None:
    if available is None or 0 <= available <= MOST_IN_STOCK:
        return None
    return _("Type a number from 0 to %(most)s.") % {"most": f"{MOST_IN_STOCK:,}"}


def _write(listing: Listing, details: Details) -> None:
    """Texts, picture, topics and tags; the address follows the name, and the old one still leads there by its id."""
    other = "es" if details.language == "en" else "en"
    for language, words in ((details.language, details.words), (other, details.translation)):
        for name in _LENGTHS:
            setattr(listing, f"{name}_{language}", getattr(words, name).strip())
    listing.source_language, listing.kind, listing.tax_class = details.language, details.kind, details.tax_class
    listing.photo, listing.drawing = details.photo, details.drawing
    listing.slug = slugify(details.words.title)[:80].strip("-") or listing.kind
    listing.save()
    listing.topics.set(details.topics)
    listing.tags.set([tag.strip() for tag in details.tags if tag.strip()])
    changed(stocks.FINDABLE, listing.pk)
