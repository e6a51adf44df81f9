"""What is said of entries that nobody confirms: on their page, behind a steward's link, in the letters, in the office."""

import datetime

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from directory.coops.models import Cooperative, Freshness
from directory.coops.models import State as CoopState
from directory.freshness import attending
from directory.freshness.confirming import make_token
from directory.freshness.models import Finding, Notice
from directory.people.models import User
from ground import messages
from ground.models import OutboxTask
from tests.access import COORDINATOR
from tests.access.world import World
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.ways import page_of

_LETTERS = ("ask", "mark", "fade", "hide", "hidden")


def _aged(world: World, level: Freshness, state: CoopState = CoopState.LISTED) -> Cooperative:
    day = timezone.localdate() - datetime.timedelta(days=400)
    fields = {"known_on": day, "verified_on": day, "freshness": level, "state": state, "is_demo": False}
    Cooperative.objects.filter(pk=world.bakery.pk).update(**fields)
    return Cooperative.objects.get(pk=world.bakery.pk)


def _page(world: World, client: Client, language: str) -> HttpResponse:
    return client.get(path_of("coop", language, slug=_aged(world, Freshness.MARKED).slug))


def _list(world: World, client: Client, language: str) -> HttpResponse:
    _aged(world, Freshness.MARKED)
    return client.get(path_of("coops", language) + "?q=bakery")


def _asked(state: CoopState, *, presses: bool = False) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        level = Freshness.LAPSED if state == CoopState.HIDDEN else Freshness.MARKED
        coop = _aged(world, level, state)
        address = path_of("still_right", language, token=make_token(coop, attending.stewards_of(coop)[0]))
        return client.post(address, follow=True) if presses else client.get(address)

    return make


def _letter(about: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        User.objects.update(language=language)
        attending._tell(_aged(world, Freshness.MARKED), about, datetime.date(2027, 3, 5))
        sealed = OutboxTask.objects.filter(kind=messages.EMAIL).latest("pk")
        request = RequestFactory().get(f"/look/letters/still-right-{about}/{language}/")
        return page_of(messages._open(sealed.payload)["html"], request)

    return make


def _stale(world: World, client: Client, language: str) -> HttpResponse:
    coop = _aged(world, Freshness.MARKED)
    assert coop.known_on
    today = timezone.localdate()
    Finding.objects.create(
        cooperative=coop, check_name="website", why="gone", since=today - datetime.timedelta(days=20), is_trouble=True
    )
    Notice.objects.create(cooperative=coop, since=coop.known_on, step="fade", told=today, people=2)
    return client.get(path_of("office_stale", language))


STATES = [
    State("coop", "nobody has confirmed it", _page),
    State("coops", "one that nobody has confirmed", _list),
    State("still_right", "asked", _asked(CoopState.LISTED)),
    State("still_right", "hidden", _asked(CoopState.HIDDEN)),
    State("still_right", "confirmed", _asked(CoopState.LISTED, presses=True)),
    State("office_stale", "with an entry", _stale, actor=COORDINATOR),
    *(State("letter", f"still right, {about}", _letter(about), is_letter=True) for about in _LETTERS),
]
