"""Names as people may write them: long, with signs, from right to left, with markup in them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from directory.chapters.models import Chapter, Proposal
from directory.coops.models import Cooperative
from directory.people.models import Contact, User
from marketplace.catalog.models import Listing
from marketplace.orders.models import Purchase
from tests.access import COORDINATOR, STEWARD, STRANGER
from tests.access.world import World
from tests.look.walk.people import ORGANISER
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.states_lists import wait
from tests.look.walk.ways import LONG, ONE_WORD, put_in_basket

NAMES = {
    "long name": f"{LONG} {ONE_WORD}",
    "one word": ONE_WORD * 3,
    "right to left, signs, markup": 'تعاونية الخبز תעודה 🥖👩🏾‍🌾 <b>x</b> "><script>alert(1)</script> & Söhne',
}


@dataclass(frozen=True)
class Page:
    """A page on which the name of a person, a co-op, a good, a chapter or an order stands."""

    name: str
    actor: str
    address: Callable[[World, str], str]


def _at(name: str, actor: str = STRANGER, **known: Callable[[World], object]) -> Page:
    def address(world: World, language: str) -> str:
        return path_of(name, language, **{key: str(of(world)) for key, of in known.items()})

    return Page(name, actor, address)


def _bakery(world: World) -> str:
    return world.bakery.slug


def _chapter(world: World) -> str:
    return world.chapter.slug


def _proposal(world: World) -> Proposal:
    return Proposal.objects.filter(state=Proposal.State.SENT)[0]


_TICKET = {"code": lambda world: world.purchase.code, "token": lambda world: world.purchase.token}
PAGES = (
    _at("market"),
    _at("listing", slug=lambda world: world.listing.slug, public_id=lambda world: world.listing.public_id),
    _at("basket"),
    _at("checkout"),
    _at("ticket", **_TICKET),
    _at("ticket_stop", **_TICKET, order_id=lambda world: world.order.public_id),
    _at("coops"),
    _at("coop", slug=_bakery),
    _at("chapters"),
    _at("chapter", slug=_chapter),
    _at("chapter_asked", slug=_chapter),
    _at("account", STEWARD),
    _at("desk_today", STEWARD, slug=_bakery),
    _at("desk_orders", STEWARD, slug=_bakery),
    _at("desk_order", STEWARD, slug=_bakery, public_id=lambda world: world.order.public_id),
    _at("desk_people", STEWARD, slug=_bakery),
    _at("desk_listings", STEWARD, slug=_bakery),
    _at("desk_listing", STEWARD, slug=_bakery, public_id=lambda world: world.listing.public_id),
    _at("desk_pack", STEWARD, slug=_bakery, day=lambda world: world.order.window_starts.date()),
    _at("organise", ORGANISER, slug=_chapter),
    _at("office", COORDINATOR),
    _at("office_coop", COORDINATOR, slug=_bakery),
    _at("office_run", COORDINATOR, day=lambda world: world.order.window_starts.date()),
    _at("office_chapters", COORDINATOR),
    _at("office_lists", COORDINATOR),
    _at("office_doubles", COORDINATOR),
    _at("office_differences", COORDINATOR),
    _at("office_chapter_proposal", COORDINATOR, public_id=lambda world: _proposal(world).public_id),
)


def call_everything(world: World, name: str) -> None:
    """As much of the name as each place takes."""
    Cooperative.objects.filter(pk=world.bakery.pk).update(name=name[:200])
    Cooperative.objects.filter(pk=world.farm.pk).update(name=f"{name[:198]} 2")  # two sellers on a ticket differ
    Listing.objects.filter(coop=world.bakery).update(title_en=name[:120], title_es=name[:120], photo=None, drawing="")
    world.order.lines.update(title_en=name[:200], title_es=name[:200])
    User.objects.exclude(name="").update(name=name[:120])
    Contact.objects.update(name=name[:120])
    Chapter.objects.filter(pk=world.chapter.pk).update(name=name[:120])
    Proposal.objects.update(chapter_name=name[:120])
    Purchase.objects.filter(pk=world.purchase.pk, buying_coop=None).update(buying_coop=world.farm)


def _called(page: Page, name: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        return shown(page, world, client, language, name)

    return make


def shown(page: Page, world: World, client: Client, language: str, name: str) -> HttpResponse:
    if page.name in ("basket", "checkout"):
        put_in_basket(client, world.listing)
    if page.name in ("office_lists", "office_doubles", "office_differences"):
        wait(world)
    address = page.address(world, language)
    call_everything(world, name)
    return client.get(address)


STATES = [
    State(page.name, f"called: {what}", _called(page, name), page.actor)
    for page in PAGES
    for what, name in NAMES.items()
    if what != "one word"
]
