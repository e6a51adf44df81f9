"""The market: goods and services by pickup day, narrowed by plain links and forms."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.acting import buyer_of
from directory.coops.cards import seen_first
from ground.models import Topic
from ground.texts import active_language
from marketplace.catalog.cards import rendered_cards
from marketplace.catalog.models import Listing, ListingKind
from marketplace.catalog.selectors import for_cards
from marketplace.shop.days import MarketDay, kept, market_days
from marketplace.shop.network import with_network_prices

PAGE = 24
ANY_DAY = "any"
_SORTS = {"fresh": ("-created", "-pk"), "price": ("lowest", "pk"), "name": ("title", "pk")}
_MOST_CHOSEN = 20


@dataclass(frozen=True)
class Asked:
    """What the address asks for. What makes no sense is left out, so that any address shows a page."""

    day: MarketDay | None
    days: list[MarketDay]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    sellers: tuple[str, ...]
    sort: str

    @property
    def narrowed(self) -> bool:
        return bool(self.topics or self.kinds or self.sellers) or self.sort != "fresh"

    @property
    def day_key(self) -> str:
        return self.day.day.isoformat() if self.day else ANY_DAY

    @cached_property
    def on_day(self) -> "QuerySet[Listing]":
        """All that can be had on the day, before any other filter."""
        listings = for_cards()
        return listings.filter(coop_id__in=self.day.coop_ids) if self.day else listings

    def listings(self) -> "QuerySet[Listing]":
        found = self.on_day
        if self.topics:
            wanted = Topic.objects.filter(slug__in=self.topics)
            below = Topic.objects.filter(parent__in=wanted)
            tagged = Listing.topics.through.objects.filter(topic__in=wanted | below)
            found = found.filter(pk__in=tagged.values("listing_id"))
        if self.kinds:
            found = found.filter(kind__in=self.kinds)
        if self.sellers:
            found = found.filter(coop__slug__in=self.sellers)
        return _sorted(found, self.sort)


def _sorted(found: "QuerySet[Listing]", sort: str) -> "QuerySet[Listing]":
    if sort == "price":
        found = found.annotate(lowest=Min("variants__price_minor", filter=Q(variants__is_active=True)))
    order = [name.replace("title", f"title_{active_language()}") for name in _SORTS[sort]]
    return found.order_by(*order)


def _asked(request: HttpRequest) -> Asked:
    days = market_days()
    sort = request.GET.get("sort", "fresh")
    return Asked(
        day=_day(request.GET.get("day", ""), days),
        days=days,
        topics=tuple(request.GET.getlist("topic")[:_MOST_CHOSEN]),
        kinds=tuple(kind for kind in request.GET.getlist("kind") if kind in ListingKind.values),
        sellers=tuple(request.GET.getlist("seller")[:_MOST_CHOSEN]),
        sort=sort if sort in _SORTS else "fresh",
    )


def _day(wanted: str, days: list[MarketDay]) -> MarketDay | None:
    if wanted == ANY_DAY or not days:
        return None
    try:
        asked = date.fromisoformat(wanted)
    except ValueError:
        return days[0]
    return next((day for day in days if day.day == asked), days[0])


def market(request: HttpRequest) -> HttpResponse:
    return _show(request, _asked(request), topic=None)


def market_topic(request: HttpRequest, topic: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=topic)
    asked = _asked(request)
    return _show(request, replace(asked, topics=(found.slug,)), topic=found)


def _show(request: HttpRequest, asked: Asked, topic: Topic | None) -> HttpResponse:
    paginator = _Counted(asked.listings(), PAGE)
    if not asked.narrowed:
        paginator.kept_as = f"count:{asked.day_key}"
    page: Page[Listing] = paginator.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "topic": topic,
        "page": page,
        "found": ngettext("%(n)s thing", "%(n)s things", paginator.count) % {"n": paginator.count},
        "cards": _cards(request, page, asked.day),
        "filters": _panel(asked, topic),
        "canonical_path": reverse("market_topic", args=[topic.slug]) if topic else reverse("market"),
    }
    return render(request, "shop/market.html", context)


class _Counted(Paginator):  # type: ignore[type-arg]  # generic for the type checker only: Django's own class is not
    """Counts a whole day's market once in some seconds."""

    kept_as = ""

    @cached_property
    def count(self) -> int:
        return kept(self.kept_as, self._count) if self.kept_as else self._count()

    def _count(self) -> int:
        return cast("QuerySet[Listing]", self.object_list).count()


def _cards(request: HttpRequest, page: "Page[Listing]", day: MarketDay | None) -> list[str]:
    words, buyer = day.weekday if day else "", buyer_of(request)
    if buyer.coop is not None:
        return with_network_prices(request, list(page), buyer, for_day=words)
    listings = cast("QuerySet[Listing]", page.object_list)
    cards = rendered_cards(listings, token=get_token(request), for_day=words)
    return [*map(seen_first, cards[:1]), *cards[1:]]


def _panel(asked: Asked, topic: Topic | None) -> SafeString:
    """The filters, rendered; nothing in them is about the reader, so those of a whole day are kept for some seconds."""

    def rendered() -> SafeString:
        return mark_safe(get_template("components/filters.html").render(_filters(asked, topic)))

    if asked.narrowed or topic:
        return rendered()
    return kept(f"filters:{asked.day_key}:{active_language()}", rendered)


def _filters(asked: Asked, topic: Topic | None) -> dict[str, Any]:
    here = reverse("market_topic", args=[topic.slug]) if topic else reverse("market")
    there = f"{asked.day_key}:{topic.slug if topic else ''}"
    options = kept(f"options:{there}:{active_language()}", lambda: _options(asked, topic))
    facets = [_facet("kind", _("What kind"), options["kind"], asked.kinds)]
    if topic is None:
        facets.insert(0, _facet("topic", _("What"), options["topic"], asked.topics))
    facets.append(_facet("seller", _("Who sells it"), options["seller"], asked.sellers))
    facets.append(_days_facet(asked))
    return {
        "action": here,
        "sorts": [("fresh", _("Fresh first")), ("price", _("Lowest price")), ("name", _("Name"))],
        "sort": asked.sort,
        "facets": [facet for facet in facets if len(facet["options"]) > 1],
        "button": _("Show what fits"),
        "narrowed": asked.narrowed,
        "clear_url": reverse("market"),
    }


def _options(asked: Asked, topic: Topic | None) -> dict[str, list[tuple[str, str, int]]]:
    """(value, label, count) of what can be had on the day, and of the topic on its own page. Three queries, kept for some seconds."""
    whole = replace(asked, kinds=(), sellers=(), sort="fresh").listings() if topic else asked.on_day
    bare = whole.order_by().select_related(None).prefetch_related(None).only("pk")
    by_topic = dict(
        bare.annotate(top=Coalesce("topics__parent_id", "topics__id"))
        .filter(top__isnull=False)
        .values_list("top")
        .annotate(n=Count("pk", distinct=True))
    )
    by_kind: Counter[str] = Counter()
    by_seller: Counter[tuple[str, str]] = Counter()
    for kind, slug, name, n in bare.values_list("kind", "coop__slug", "coop__name").annotate(n=Count("pk")):
        by_kind[kind] += n
        by_seller[slug, name] += n
    return {
        "topic": [(t.slug, t.name, by_topic[t.pk]) for t in Topic.objects.filter(pk__in=by_topic)],
        "kind": [(kind.value, str(_KINDS[kind]()), by_kind[kind]) for kind in ListingKind if kind in by_kind],
        "seller": [(slug, name, n) for (slug, name), n in sorted(by_seller.items(), key=lambda row: row[0][1])],
    }


_KINDS = {ListingKind.GOOD: lambda: _("Goods"), ListingKind.SERVICE: lambda: _("Work done for you")}


def _facet(name: str, legend: str, options: list[tuple[str, str, int]], chosen: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "legend": legend,
        "options": [
            {"value": value, "label": label, "count": count, "checked": value in chosen}
            for value, label, count in options
        ],
    }


def _days_facet(asked: Asked) -> dict[str, Any]:
    days = [(day.day.isoformat(), day.words) for day in asked.days]
    return {
        "name": "day",
        "legend": _("Pickup day"),
        "kind": "radio",
        "options": [
            {"value": value, "label": label, "checked": value == asked.day_key}
            for value, label in [*days, (ANY_DAY, _("Any day"))]
        ],
    }
