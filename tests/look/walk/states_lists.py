"""Public lists in the office: what waits for the coordinator's word, and a file on its way in."""

from collections.abc import Callable

from django.core.files.storage import Storage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from directory.coops.models import Source
from directory.lists import uploads
from directory.lists.models import Difference, Edition, Likeness, Upload
from directory.people.models import User
from tests.access import COORDINATOR
from tests.access.world import World
from tests.look.walk.places import Make, State, path_of

_FILE = b"""id,name,city,state,website
1,Copper Kettle Canning,Jackson,MS,https://kettle.example/
2,Longleaf Carpenters,Clinton,MS,
3,,Jackson,MS,
"""
_SUM = {"new": 2, "changed": 1, "joined": 1, "unchanged": 140, "to review": 1, "refused": 1, "gone": 3}


def wait(world: World) -> Likeness:
    """Two entries that may be one, a field of which a list says otherwise, and somebody who took the list in."""
    now, june = timezone.now(), User.objects.get(email="june@demo.example")
    Edition.objects.update(taken_by=june)
    edition = Edition.objects.all()[0]
    source = Source.objects.create(cooperative=world.bakery, title="A public list", as_of=now.date())
    Difference.objects.create(
        cooperative=world.bakery,
        source=source,
        edition=edition,
        field="phone",
        ours="601-555-0143",
        theirs="601-555-0199",
        made=now,
    )
    return Likeness.objects.create(
        edition=edition,
        left=world.bakery,
        right=world.farm,
        left_key="one",
        right_key="other",
        points=62,
        reasons=[["name", 40], ["place", 22]],
        made=now,
    )


def _waiting(name: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        pair = wait(world)
        return client.get(path_of(name, language, **({"pk": pair.pk} if name == "office_double" else {})))

    return make


def _upload(change: Callable[[Upload], None]) -> Make:
    """The file stays behind in the scratch folder; what was written to the database is undone."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        june = User.objects.get(email="june@demo.example")
        this = uploads.take_file(name="members 2026.csv", content=_FILE, wanted="", by=june)
        change(this)
        this.save()
        page = client.get(path_of("office_upload", language, public_id=this.public_id))
        held: Storage = uploads.private()
        held.delete(this.path)
        return page

    return make


def _is(state: Upload.State, **more: object) -> Callable[[Upload], None]:
    def change(this: Upload) -> None:
        this.state = state
        for name, value in more.items():
            setattr(this, name, value)

    return change


STATES = [
    State("office_doubles", "two that may be one", _waiting("office_doubles"), COORDINATOR),
    State("office_double", "side by side", _waiting("office_double"), COORDINATOR),
    State("office_differences", "a list says otherwise", _waiting("office_differences"), COORDINATOR),
    State("office_upload", "which column is what", _upload(_is(Upload.State.NEW)), COORDINATOR),
    State(
        "office_upload",
        "being read",
        _upload(_is(Upload.State.CHECKING, rows_read=1_200, rows_all=3_842)),
        COORDINATOR,
    ),
    State("office_upload", "read", _upload(_is(Upload.State.CHECKED, counts=_SUM)), COORDINATOR),
    State("office_upload", "no list", _upload(_is(Upload.State.FAILED, error="not a table")), COORDINATOR),
]
