"""Desk and office: mistakes, empty lists, and the way in."""

import datetime

from django.core import signing
from django.http import HttpResponse
from django.test import Client

from directory.chapters.models import Proposal
from directory.coops import members
from directory.coops.models import Cooperative, Role
from ground.models import OutboxTask
from ground.outbox import State as TaskState
from marketplace.catalog.models import ListingState
from marketplace.orders.models import OrderState
from tests.access import COORDINATOR, PACKER, RESIDENT, STEWARD
from tests.access.world import World
from tests.look.walk.people import SPANISH_STEWARD
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.ways import LONG, changed, mistaken, query


def _two_desks(world: World, client: Client, language: str) -> HttpResponse:
    members.give_role(coop=world.farm, user=world.people[PACKER], role=Role.PACKER, by=None)
    return client.get(path_of("desk", language))


def _of(name: str, slug: str) -> Make:
    return lambda world, client, language: path_of(name, language, slug=slug)


def _order_address(world: World, language: str) -> str:
    return path_of("desk_order", language, slug=world.bakery.slug, public_id=world.order.public_id)


def _order_in(state: OrderState) -> Make:
    def change(world: World) -> None:
        type(world.order).objects.filter(pk=world.order.pk).update(state=state)

    return changed(change, _order_address)


def _asked(name: str, of: str, typed: dict[str, str]) -> Make:
    """A form about one order, line or listing of the bakery, sent wrongly."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        things = {"public_id": world.order, "line_id": world.order.lines.first(), "listing": world.listing}
        known = {"public_id" if of == "listing" else of: things[of].public_id}
        return client.post(path_of(name, language, slug=world.bakery.slug, **known), typed)

    return make


def _hidden(world: World) -> None:
    type(world.listing).objects.filter(pk=world.listing.pk).update(state=ListingState.HIDDEN)


def _listing_address(world: World, language: str) -> str:
    return path_of("desk_listing", language, slug=world.bakery.slug, public_id=world.listing.public_id)


def _long_name(world: World) -> None:
    Cooperative.objects.filter(pk=world.bakery.pk).update(name=LONG[:200])


def _today_address(world: World, language: str) -> str:
    return path_of("desk_today", language, slug=world.bakery.slug)


def _invited(world: World, client: Client, language: str) -> str:
    letter = {
        "coop": world.bakery.public_id,
        "role": Role.PACKER.value,
        "to": world.people[RESIDENT].email,
        "by": world.people[STEWARD].pk,
        "sent": datetime.datetime.now(datetime.UTC).isoformat(),
    }
    return path_of("coop_invited", language, token=signing.dumps(letter, salt=members._SALT))


def _day_without_orders(name: str) -> Make:
    def make(world: World, client: Client, language: str) -> str:
        known = {"slug": world.bakery.slug} if name.startswith("desk") else {}
        return path_of(name, language, day=datetime.date(2031, 1, 4), **known)

    return make


def _failed(world: World) -> None:
    for number in range(3):
        OutboxTask.objects.create(
            kind="message.sms",
            state=TaskState.FAILED,
            attempts=8,
            due=datetime.datetime.now(datetime.UTC),
            finished=datetime.datetime.now(datetime.UTC),
            last_error=f"ConnectionError: no answer from the text service, try {number}",
        )


def _proposal(decision: str = "") -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        known = {"public_id": Proposal.objects.filter(state=Proposal.State.SENT)[0].public_id}
        path = path_of("office_chapter_proposal", language, **known)
        return client.post(path, {"decision": decision}) if decision else client.get(path)

    return make


def _decided_without_reason(name: str, typed: dict[str, str]) -> Make:
    return mistaken(name, typed, at="bakery")


STATES = [
    State("desk", "two desks", _two_desks, PACKER),
    State("desk_today", "nothing to do", _of("desk_today", "clean-slate-cleaners"), SPANISH_STEWARD),
    State("desk_today", "long name", changed(_long_name, _today_address), STEWARD),
    State("desk_orders", "nothing found", query("desk_orders", "q=zzzz", slug="morning-shift-bakery"), STEWARD),
    State("desk_listings", "nothing found", query("desk_listings", "q=zzzz", slug="morning-shift-bakery"), STEWARD),
    *(
        State("desk_order", state.value, _order_in(state), STEWARD)
        for state in OrderState
        if state != OrderState.PENDING
    ),
    State("desk_order_cancel", "without a reason", _asked("desk_order_cancel", "public_id", {"reason": ""}), STEWARD),
    State("desk_line_cancel", "without a reason", _asked("desk_line_cancel", "line_id", {"reason": ""}), STEWARD),
    State("desk_listing_new", "with mistakes", mistaken("desk_listing_new", {"price": "a lot"}, at="bakery"), STEWARD),
    State("desk_listing", "with mistakes", _asked("desk_listing", "listing", {"title": "", "price": "-4"}), STEWARD),
    State("desk_listing", "hidden", changed(_hidden, _listing_address), STEWARD),
    State("desk_stock", "wrong amount", _asked("desk_stock", "listing", {"stock": "some", "seen": ""}), STEWARD),
    State("desk_prices", "with mistakes", mistaken("desk_prices", {"percent": "150"}, at="bakery"), STEWARD),
    State(
        "desk_people", "with mistakes", mistaken("desk_people", {"reach": "nobody at nowhere"}, at="bakery"), STEWARD
    ),
    State(
        "desk_profile", "with mistakes", mistaken("desk_profile", {"name": "", "website": "no"}, at="bakery"), STEWARD
    ),
    State("desk_hours", "with mistakes", mistaken("desk_hours", {"opens_0_0": "late"}, at="bakery"), STEWARD),
    State("desk_pack", "nothing to pack", _day_without_orders("desk_pack"), STEWARD),
    State("coop_invited", "as it opens", _invited, RESIDENT),
    State("office", "failed tasks", changed(_failed, lambda world, language: path_of("office", language)), COORDINATOR),
    State("office_run", "no orders", _day_without_orders("office_run"), COORDINATOR),
    State("office_chapter_proposal", "waits", _proposal(), COORDINATOR),
    State("office_chapter_proposal", "declined without a reason", _proposal("decline"), COORDINATOR),
    State(
        "office_coop",
        "closed without a reason",
        _decided_without_reason("office_coop_state", {"to": "paused", "state-reason": ""}),
        COORDINATOR,
    ),
    State(
        "office_coop",
        "standing without a reason",
        _decided_without_reason("office_coop_standing", {"standing-reason": ""}),
        COORDINATOR,
    ),
]
