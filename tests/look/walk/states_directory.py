"""Searching, co-ops on the map and off it, chapters for everybody."""

import re

from django.http import HttpResponse
from django.test import Client

from directory.chapters import forming, joining, tokens
from directory.chapters.models import Proposal, Supporter
from directory.coops.models import Cooperative
from directory.coops.models import State as CoopState
from ground import messages
from ground.models import OutboxTask
from tests.access import COORDINATOR, STEWARD
from tests.access.world import World
from tests.look.walk.people import ORGANISER
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.ways import LONG, ONE_WORD, changed, mistaken, query

LETTER = {"about": "Saturday", "text": "We meet at the garden.\n\nBring gloves.", "key": "0" * 32}


def _coop(slug: str = "", **fields: object) -> Make:
    """A co-op's page if its fields were others."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        coop = Cooperative.objects.get(slug=slug) if slug else world.bakery
        Cooperative.objects.filter(pk=coop.pk).update(**fields)
        return client.get(path_of("coop", language, slug=coop.slug))

    return make


def _waiting_coop(world: World, client: Client, language: str) -> str:
    return path_of("coop", language, slug=Cooperative.objects.get(state=CoopState.WAITING).slug)


def _every_coop_named_at_length(world: World) -> None:
    Cooperative.objects.filter(pk__in=list(Cooperative.objects.values_list("pk", flat=True)[:12])).update(
        name=LONG[:200]
    )


def _supporter(world: World) -> Supporter:
    return Supporter.objects.filter(chapter=world.chapter, state=Supporter.State.JOINED)[0]


def _confirm(world: World, client: Client, language: str) -> HttpResponse:
    joining.ask_to_join(chapter=world.chapter, name="Heron", email="heron@mail.example", language=language)
    letter = messages._open(OutboxTask.objects.filter(kind=messages.EMAIL).latest("pk").payload)
    return client.get(re.search(r"https?://[^/\s]+(\S*/chapters/confirm/[^\s/]+/)", letter["text"])[1])


def _with_token(name: str) -> Make:
    def make(world: World, client: Client, language: str) -> str:
        return path_of(name, language, token=tokens.make(tokens.LEAVE, _supporter(world).public_id))

    return make


def _left(world: World, client: Client, language: str) -> HttpResponse:
    token = tokens.make(tokens.LEAVE, _supporter(world).public_id)
    return client.post(path_of("chapter_leave", language, token=token), follow=True)


def _applied(decided: str = "") -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        proposal = Proposal.objects.filter(state=Proposal.State.SENT)[0]
        june = world.people[COORDINATOR]
        if decided == "accepted":
            forming.accept(proposal=proposal, actor=june, city="Knoxville", region="TN", country="US")
        if decided == "declined":
            forming.decline(proposal=proposal, actor=june, reason="There is one nearby. Please meet them first.")
        return client.get(path_of("chapter_applied", language, token=tokens.make(tokens.APPLIED, proposal.public_id)))

    return make


def _invited(world: World, client: Client, language: str) -> HttpResponse:
    proposal = Proposal.objects.filter(state=Proposal.State.SENT)[0]
    forming.accept(proposal=proposal, actor=world.people[COORDINATOR], city="Knoxville", region="TN", country="US")
    return client.get(path_of("chapter_invited", language, token=tokens.make(tokens.INVITED, proposal.public_id)))


def _in_the_room(name: str, **typed: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        known = {"slug": world.chapter.slug}
        if name == "organise_remove":
            known["public_id"] = _supporter(world).public_id
        answer = client.post if typed or name != "organise_page" else client.get
        return answer(path_of(name, language, **known), typed)

    return make


def _room(name: str) -> Make:
    return lambda world, client, language: path_of(name, language, slug=world.chapter.slug)


STATES = [
    State("search", "many kinds", query("search", "q=bread")),
    State("search", "one kind", query("search", "q=bread&kind=listing")),
    State("search", "nothing found", query("search", "q=zzzzqq")),
    State("search", "misspelled", query("search", "q=colards")),
    State("search", "a very long word", query("search", f"q={ONE_WORD}")),
    State("coops", "on the map", query("coops", "view=map")),
    State("coops", "nothing found", query("coops", "q=zzzz")),
    State(
        "coops", "long names", changed(_every_coop_named_at_length, lambda world, language: path_of("coops", language))
    ),
    State("coop", "long name", _coop(name=LONG[:200])),
    State("coop", "one long word", _coop(name=ONE_WORD[:200])),
    State("coop", "right to left, signs, markup", _coop(name="תעודת זהות 🥖🥖 <b>قلب</b> & Söhne")),
    State(
        "coop", "nothing told, no picture", _coop(about_en="", about_es="", summary_en="", summary_es="", photo=None)
    ),
    State("coop", "closed", _coop(state=CoopState.CLOSED), STEWARD),
    State("coop", "waits for approval", _waiting_coop, COORDINATOR),
    State("chapters", "nearest", query("chapters", "q=Memphis, TN")),
    State("chapters", "no such place", query("chapters", "q=Zzzz")),
    State(
        "chapter", "with mistakes", mistaken("chapter", {"name": "River", "email": "friend at nowhere"}, at="chapter")
    ),
    State("chapter_start", "with mistakes", mistaken("chapter_start", {"people": "1", "reason": "Two pairs of hands"})),
    State("chapter_confirm", "as it opens", _confirm),
    State("chapter_joined", "as it opens", _with_token("chapter_joined")),
    State("chapter_leave", "as it opens", _with_token("chapter_leave")),
    State("chapter_left", "as it opens", _left),
    State("chapter_applied", "waits", _applied()),
    State("chapter_applied", "accepted", _applied("accepted")),
    State("chapter_applied", "declined", _applied("declined")),
    State("chapter_invited", "as it opens", _invited, ORGANISER),
    State("organise", "as it opens", _room("organise"), ORGANISER),
    State("organise", "letter, looked at", _in_the_room("organise", step="look", **LETTER), ORGANISER),
    State("organise", "letter with mistakes", _in_the_room("organise", step="look", about=""), ORGANISER),
    State("organise_page", "as it opens", _room("organise_page"), ORGANISER),
    State("organise_page", "with mistakes", _in_the_room("organise_page", summary=""), ORGANISER),
    State("organise_names", "as it opens", _in_the_room("organise_names", look="1"), ORGANISER),
    State("organise_remove", "asks", _in_the_room("organise_remove", ask="1"), ORGANISER),
]
