"""Baskets, the checkout and tickets."""

from django.http import HttpResponse
from django.test import Client

from directory.coops.models import Cooperative
from marketplace.catalog.models import Listing, ListingState, Stock
from marketplace.orders.models import LineState, OrderState, Purchase, PurchaseState
from tests.access import RESIDENT
from tests.access.world import World
from tests.look.walk.people import BUYER
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.ways import LONG, ONE_WORD, changed, mistaken, put_in_basket, query

BUYING = {"name": "Ms. Ruth", "reach": "601-555-0142", "language": "en"}


def _sellable(world: World, most: int) -> list[Listing]:
    """One good of each co-op that has enough of it."""
    goods = Listing.objects.filter(state=ListingState.LIVE, kind="good", variants__stock__available__gte=8)
    found: dict[int, Listing] = {}
    for listing in goods.filter(variants__price_minor__lt=4000).order_by("coop_id", "pk").distinct():
        found.setdefault(listing.coop_id, listing)
    return list(found.values())[:most]


def _filled(most: int, name: str = "basket") -> Make:
    def make(world: World, client: Client, language: str) -> str:
        for listing in _sellable(world, most):
            put_in_basket(client, listing, 2)
        return path_of(name, language)

    return make


def _drawn(most: int, then) -> Make:
    """A page that the basket leads to; the basket is gone afterwards."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        for listing in _sellable(world, most):
            put_in_basket(client, listing, 2)
        return then(world, client, language)

    return make


def _wrong_amounts(world: World, client: Client, language: str) -> HttpResponse:
    listing = _sellable(world, 1)[0]
    name = listing.variants.filter(is_active=True)[0].public_id
    return client.post(path_of("basket_change", language), {f"q-{name}": "two"})


def _sold_meanwhile(world: World, client: Client, language: str) -> HttpResponse:
    for listing in _sellable(world, 2):
        Stock.objects.filter(variants__listing=listing).update(available=1)
    return client.get(path_of("basket", language))


def _sent_empty(world: World, client: Client, language: str) -> HttpResponse:
    return client.post(path_of("checkout", language), {"name": "", "reach": "nobody at nowhere"})


def _sold_at_checkout(world: World, client: Client, language: str) -> HttpResponse:
    form = client.get(path_of("checkout", language)).context["form"]
    typed = {name: value for name in form.fields if (value := form.get_initial_for_field(form.fields[name], name))}
    Stock.objects.filter(variants__listing__in=_sellable(world, 2)).update(available=1)
    return client.post(path_of("checkout", language), typed | BUYING | {"pay": "pickup"})


def _order(client: Client, language: str, pay: str) -> HttpResponse:
    form = client.get(path_of("checkout", language)).context["form"]
    typed = {name: value for name in form.fields if (value := form.get_initial_for_field(form.fields[name], name))}
    return client.post(path_of("checkout", language), typed | BUYING | {"language": language, "pay": pay}, follow=True)


def _placed(world: World, client: Client, language: str) -> HttpResponse:
    return _order(client, language, "pickup")


def _at_the_card(world: World, client: Client, language: str) -> HttpResponse:
    return _order(client, language, "demonstration")


def _declined(world: World, client: Client, language: str) -> HttpResponse:
    card = _at_the_card(world, client, language)
    ticket = card.wsgi_request.GET["ticket"]
    return client.post(card.wsgi_request.path, {"ticket": ticket, "choice": "decline"}, follow=True)


def _ticket(world: World, language: str) -> str:
    return path_of("ticket", language, code=world.purchase.code, token=world.purchase.token)


def _in_state(state: OrderState) -> Make:
    def change(world: World) -> None:
        world.purchase.orders.update(state=state)

    return changed(change, _ticket)


def _not_placed(world: World) -> None:
    world.purchase.orders.update(state=OrderState.CANCELLED)
    Purchase.objects.filter(pk=world.purchase.pk).update(state=PurchaseState.RELEASED)


def _line_cancelled(world: World) -> None:
    line = world.order.lines.first()
    type(line).objects.filter(pk=line.pk).update(state=LineState.CANCELLED)


def _listing(world: World, language: str) -> str:
    return path_of("listing", language, slug=world.listing.slug, public_id=world.listing.public_id)


def _sold_out(world: World) -> None:
    Stock.objects.filter(variants__listing=world.listing).update(available=0)


def _market(world: World, language: str) -> str:
    return path_of("market", language)


def _long(world: World) -> None:
    title = {
        "title_en": f"{LONG} {ONE_WORD}"[:120],
        "title_es": f"{ONE_WORD} {LONG}"[:120],
        "photo": None,
        "drawing": "",
    }
    Listing.objects.filter(coop=world.bakery).update(**title)
    Cooperative.objects.filter(pk=world.bakery.pk).update(name=LONG[:200])


def _long_listing(world: World, client: Client, language: str) -> HttpResponse:
    address = _listing(world, language)  # found by the title that it loses
    _long(world)
    return client.get(address)


def _wrong_amount(world: World, client: Client, language: str) -> HttpResponse:
    variant = world.listing.variants.filter(is_active=True)[0]
    return client.post(path_of("basket_add", language), {"variant": variant.public_id, "quantity": "two"})


STATES = [
    State("market", "nothing found", query("market", "q=zzzz")),
    State("market", "narrowed", query("market", "seller=morning-shift-bakery&sort=price")),
    State("market", "second page", query("market", "page=2")),
    State(
        "market",
        "long names, no pictures",
        changed(_long, lambda w, lang: f"{_market(w, lang)}?seller=morning-shift-bakery"),
    ),
    State("market", "buying for a co-op", _filled(0, "market"), BUYER),
    State("listing", "sold out", changed(_sold_out, _listing)),
    State("listing", "long name, no picture", _long_listing),
    State("listing", "wrong amount", _wrong_amount),
    State("basket", "full", _filled(3)),
    State("basket", "very full", _filled(12)),
    State("basket", "wrong amount", _drawn(1, _wrong_amounts)),
    State("basket", "sold meanwhile", _drawn(3, _sold_meanwhile)),
    State("checkout", "as it opens", _filled(3, "checkout")),
    State("checkout", "signed in", _drawn(2, lambda w, c, lang: c.get(path_of("checkout", lang))), RESIDENT),
    State("checkout", "with mistakes", _drawn(2, _sent_empty)),
    State("checkout", "sold meanwhile", _drawn(2, _sold_at_checkout)),
    State("demonstration_card", "as it opens", _drawn(2, _at_the_card)),
    State("ticket", "just placed", _drawn(3, _placed)),
    State("ticket", "card declined", _drawn(2, _declined)),
    *(State("ticket", state.value, _in_state(state)) for state in OrderState),
    State("ticket", "not placed", changed(_not_placed, _ticket)),
    State("ticket", "a line cancelled", changed(_line_cancelled, _ticket)),
    State("basket_add", "nothing to buy", mistaken("basket_add", {"variant": "nosuchone"})),
]
