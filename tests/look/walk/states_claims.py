"""Taking over an entry: with a code on its way, asked of the office, with mistakes."""

from django.http import HttpResponse
from django.test import Client

from directory.claims import claiming
from directory.claims.models import Way
from directory.coops.models import Cooperative
from tests.access import RESIDENT
from tests.access.world import World
from tests.look.walk.places import Make, State, path_of


def _page(*, sent: bool = False, asked: bool = False, **typed: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        Cooperative.objects.filter(pk=world.unclaimed.pk).update(email="hello@bread.example", phone="601-555-0143")
        coop = Cooperative.objects.get(pk=world.unclaimed.pk)
        if sent:
            claiming.send_code(coop=coop, user=world.people[RESIDENT], way=Way.EMAIL, language=language)
        if asked:
            claiming.ask_office(coop=coop, user=world.people[RESIDENT], note="I work there.")
        address = path_of("coop_claim", language, slug=coop.slug)
        return client.post(address, typed) if typed else client.get(address)

    return make


STATES = [
    State("coop_claim", "by a code or by the office", _page(), actor=RESIDENT),
    State("coop_claim", "a code is on its way", _page(sent=True), actor=RESIDENT),
    State("coop_claim", "a wrong code", _page(sent=True, step="code", code="000"), actor=RESIDENT),
    State("coop_claim", "asked of the office", _page(asked=True), actor=RESIDENT),
    State("coop_claim", "asked without a word", _page(step="ask", note=""), actor=RESIDENT),
]
