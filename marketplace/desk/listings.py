"""A co-op's listings: the list with its quick changes, and the short form for one of them."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from directory.people.models import User
from directory.people.signed_in import me
from directory.people.typed import stands_on
from ground.drawings import file_of
from ground.models import Photo
from ground.onward import safe_next
from ground.texts import said
from marketplace.catalog.cards import card_of, counted_words
from marketplace.catalog.listings import (
    MOST_IN_STOCK,
    first_variant,
    listing_create,
    listing_edit,
    listing_hide,
    listing_show,
    set_stock,
)
from marketplace.catalog.models import Listing, ListingState, Variant
from marketplace.catalog.stock import left
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk
from marketplace.desk.listing_form import MORE, OTHER_LANGUAGE, ListingForm, initial_of, stamp_of
from marketplace.money import sellers_percent

PAGE = 20


@dataclass(frozen=True)
class Row:
    """A listing in the list. `typed` and `wrong`: a stock that could not be taken, as it was typed, and why. `seen_then`: the
    number that stood there when it was typed.
    """

    listing: Listing
    variant: Variant | None
    typed: str | None = None
    wrong: str = ""
    seen_then: str | None = None

    @property
    def title(self) -> str:
        return said(self.listing, "title").text

    @property
    def photo(self) -> Photo | None:
        """Once its sizes are there."""
        return self.listing.photo if self.listing.photo and self.listing.photo.is_ready else None

    @property
    def drawing(self) -> str:
        return file_of(self.listing.drawing)

    @property
    def stock_now(self) -> int | None:
        return self.variant.stock.available if self.variant and self.variant.stock else None

    @property
    def stock_shown(self) -> str | int | None:
        return self.stock_now if self.typed is None else self.typed

    @property
    def seen(self) -> str | int | None:
        return self.stock_now if self.seen_then is None else self.seen_then

    @property
    def stock_words(self) -> str:
        return counted_words(left(self.variant)) if self.variant else ""

    @property
    def is_live(self) -> bool:
        return self.listing.state == ListingState.LIVE


class Rows(list[Row]):
    """The rows of a page; a count that was typed by somebody signed out is put back into its own."""

    def fill(self, to: str, typed: QueryDict) -> bool:
        for number, row in enumerate(self):
            own = row.listing
            if row.variant and "stock" in typed and to == reverse("desk_stock", args=[own.coop.slug, own.public_id]):
                self[number] = replace(row, typed=str(typed["stock"])[:40], seen_then=typed.get("seen", "")[:40])
                return True
        return False


@require_safe
@at_desk(Capability.EDIT_LISTINGS)
def listings(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    return _show_list(request, coop)


def _show_list(
    request: HttpRequest, coop: Cooperative, *, at: str = "", typed: str | None = None, wrong: str = ""
) -> HttpResponse:
    asked = request.GET if request.method == "GET" else request.POST
    state, query = asked.get("state", ""), asked.get("q", "").strip()[:80]
    named = coop.listings.order_by("title_en", "title_es", "pk")
    if query:
        named = named.filter(Q(title_en__icontains=query) | Q(title_es__icontains=query))
    found = named.filter(state=state) if state in ListingState.values else named
    page = Paginator(_with_variants(found), PAGE).get_page(asked.get("page"))
    rows = Rows(Row(each, _first(each), *((typed, wrong) if each.public_id == at else ())) for each in page)
    chosen = {"state": state, "q": query, "page": page.number if page.number > 1 else ""}
    here = f"{reverse('desk_listings', args=[coop.slug])}?{urlencode({k: v for k, v in chosen.items() if v})}".rstrip(
        "?"
    )
    context = {
        "page": page,
        "rows": rows,
        "tabs": _tabs(coop, named, state, query),
        "query": query,
        "chosen_state": state,
        "here": here,
    }
    return render_desk(request, coop, "listings.html", context, status=UNPROCESSABLE if wrong else 200)


def _with_variants(found: "QuerySet[Listing]") -> "QuerySet[Listing]":
    variants = Variant.objects.select_related("stock").order_by("-is_active", "position", "pk")
    return found.select_related("photo").prefetch_related(Prefetch("variants", queryset=variants))


def _first(listing: Listing) -> Variant | None:
    return next(iter(listing.variants.all()), None)


def _tabs(coop: Cooperative, named: "QuerySet[Listing]", state: str, query: str) -> list[dict[str, Any]]:
    """Another state of what was looked for."""
    counts = dict(named.order_by().values_list("state").annotate(n=Count("pk")))

    def address(**more: str) -> str:
        asked = urlencode({key: value for key, value in {**more, "q": query}.items() if value})
        return f"{reverse('desk_listings', args=[coop.slug])}?{asked}".rstrip("?")

    every = {
        "url": address(),
        "label": _("All"),
        "count": sum(counts.values()),
        "current": state not in ListingState.values,
    }
    return [
        every,
        *(
            {"url": address(state=s.value), "label": s.label, "count": counts[s], "current": s == state}
            for s in (ListingState.LIVE, ListingState.HIDDEN, ListingState.DRAFT)
            if s in counts
        ),
    ]


def _own(coop: Cooperative, public_id: str) -> Listing:
    return get_object_or_404(Listing.objects.select_related("photo"), coop=coop, public_id=public_id)


@stands_on("desk_listings")
@at_desk(Capability.EDIT_LISTINGS)
@require_POST
def stock(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    """Counted anew, straight from the list. What was sold while the page stood open stays sold."""
    listing = _own(coop, public_id)
    typed, seen = request.POST.get("stock", "").strip(), request.POST.get("seen", "")
    is_number = typed.isascii() and typed.isdigit()
    if typed and not (is_number and len(typed) <= len(str(MOST_IN_STOCK))):
        too_many = _("Type a number from 0 to 1,000,000.")
        wrong = too_many if is_number else _("Write a whole number, like 12, or leave it empty.")
        return _show_list(request, coop, at=public_id, typed=typed[:40], wrong=wrong)
    try:
        set_stock(
            variant=first_variant(listing),
            available=int(typed) if typed else None,
            by=me(request),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= len(str(MOST_IN_STOCK)) else None,
        )
    except ValidationError as refused:
        return _show_list(request, coop, at=public_id, typed=typed, wrong=refused.messages[0])
    messages.success(request, _("Counted: %(title)s.") % {"title": said(listing, "title")})
    return redirect(safe_next(request, reverse("desk_listings", args=[coop.slug])))


@at_desk(Capability.EDIT_LISTINGS)
@require_POST
def hide(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    listing = _own(coop, public_id)
    listing_hide(listing=listing, by=me(request))
    messages.success(request, _("Hidden: %(title)s. Shoppers no longer see it.") % {"title": said(listing, "title")})
    return redirect(safe_next(request, reverse("desk_listings", args=[coop.slug])))


@at_desk(Capability.EDIT_LISTINGS)
@require_POST
def show(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    listing = _own(coop, public_id)
    listing_show(listing=listing, by=me(request))
    messages.success(request, _("On sale: %(title)s.") % {"title": said(listing, "title")})
    return redirect(safe_next(request, reverse("desk_listings", args=[coop.slug])))


@at_desk(Capability.EDIT_LISTINGS)
def new(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    form = ListingForm(coop, None, *_sent(request))
    saved = _save(form, request) if request.method == "POST" else None
    if saved is None:
        return _show_form(request, coop, form, None)
    is_live = saved.state == ListingState.LIVE
    messages.success(request, _("It is on sale.") if is_live else _("Saved. Nobody sees it yet."))
    return redirect("desk_listing", coop.slug, saved.public_id)


@at_desk(Capability.EDIT_LISTINGS)
def edit(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    listing = _own(coop, public_id)
    form = ListingForm(coop, listing, *_sent(request), initial=initial_of(listing, first_variant(listing)))
    if request.method == "POST" and _save(form, request) is not None:
        messages.success(request, _("Saved."))
        return redirect("desk_listing", coop.slug, listing.public_id)
    return _show_form(request, coop, form, listing)


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _save(form: ListingForm, request: HttpRequest) -> Listing | None:
    """None where something is wrong; what was typed stays in the form."""
    is_good = form.is_valid()
    photo = form.take_photo()
    if not is_good or not form.is_valid():
        return None
    details, by = form.details(photo), me(request)
    try:
        if form.listing is None:
            return listing_create(coop=form.coop, by=by, details=details, live="draft" not in request.POST)
        return _edit_unless_changed(form, form.listing, by, photo)
    except ValidationError as refused:
        form.add_service_errors(refused)
        return None


@transaction.atomic
def _edit_unless_changed(form: ListingForm, listing: Listing, by: User, photo: Any) -> Listing | None:
    """Two people with the same listing open: the second one is shown what the first one saved, and decides."""
    now = Listing.objects.select_for_update().get(pk=listing.pk)
    if form.cleaned_data["changed"] and form.cleaned_data["changed"] != stamp_of(now):
        form.look_again(initial_of(now, first_variant(now)))
        form.conflict = _differences(form, now)
        return None
    form.aim(photo)
    return listing_edit(listing=now, by=by, details=form.details(photo), stock_seen=form.cleaned_data["stock_seen"])


def _differences(form: ListingForm, now: Listing) -> list[tuple[str, str, str]]:
    """(field, what is saved now, what was typed) where they differ."""
    saved = {**initial_of(now, first_variant(now)), "alt": getattr(now.photo, f"alt_{form.language}", "")}
    rows = []
    for name, field in form.fields.items():
        typed, stands = str(form.data.get(name, "")).strip(), str(saved.get(name) or "").strip()
        if name in saved and not field.widget.is_hidden and typed.replace("\r\n", "\n") != stands.replace("\r\n", "\n"):
            rows.append((str(field.label), stands, typed))
    return rows


def _show_form(request: HttpRequest, coop: Cooperative, form: ListingForm, listing: Listing | None) -> HttpResponse:
    context = {
        "form": form,
        "listing": listing,
        "card": _card(listing) if listing else None,
        "more": [form[name] for name in MORE],
        "more_wrong": any(name in form.errors for name in MORE),
        "other_fields": [form[name] for name in OTHER_LANGUAGE],
        "other_used": lambda: any(form[name].value() for name in OTHER_LANGUAGE),  # asked once what was typed is back
        "reaches": sellers_percent(),
    }
    return render_desk(request, coop, "listing.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _card(listing: Listing) -> Any:
    """The card as shoppers see it, without its button."""
    found = _with_variants(Listing.objects.select_related("coop").filter(pk=listing.pk)).get()
    card = card_of(found)
    card["add_url"] = ""
    return card
