"""`make look` forgets no page: what can be reached is reached, and each state is the page that it says."""

import pytest
from django.http import HttpResponse

from tests.access import ACTORS
from tests.access.world import World
from tests.look.walk.part import made
from tests.look.walk.people import Door, sign_in
from tests.look.walk.places import State, address, path_of, rows, states, table

pytestmark = pytest.mark.django_db

# Addresses that are no page for anybody: what they do is seen on the page that they lead to.
NO_PAGE = {
    "account_request_login_code": "leads to the sign-in",
    "account_signup": "leads to the sign-in",
    "api_nowhere": "says that there is nothing",
    "basket_strip": "a piece of a page for htmx",
    "search_ahead": "a piece of a page for js/combobox.js",
    "coop_by_id": "leads to the page of the co-op",
    "favicon": "a picture",
    "data-api:api-root": "says that there is nothing",
    "desk_photo": "a picture",
    "desk_role_end": "takes a form only",
    "media": "a picture",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "answers a script",
    "office_upload_report": "a file",
    "office_coop_standing": "leads to the page of its form",
    "office_coop_state": "leads to the page of its form",
    "office_run_next": "leads to the next run",
    "wagtailcore_authenticate_with_password": "no page of ours is behind a password",
    "wagtailcore_login": "leads to the sign-in",
}
STATES = states()


def _has_page(name: str) -> bool:
    return any(row.answer(actor) == 200 for row in table() if row.name == name for actor in ACTORS)


def _takes_a_form_only(name: str) -> bool:
    return any(row.answer(actor) == 405 for row in table() if row.name == name for actor in ACTORS)


def test_every_address_is_walked_or_is_no_page() -> None:
    names = {row.name for row in table()}
    walked = {name for name in names if _has_page(name)} | {state.name for state in STATES}
    unseen = {name for name in names - walked if not _takes_a_form_only(name)}
    assert sorted(unseen - NO_PAGE.keys()) == []


def test_every_row_with_a_page_has_its_address_in_the_demonstration(world: World) -> None:
    for row in rows():
        assert address(row, world, "en").startswith("/"), row.name


def test_no_two_states_have_one_name() -> None:
    assert len({(state.name, state.what) for state in STATES}) == len(STATES)


@pytest.fixture(scope="module")
def door(demonstration: None, django_db_blocker: pytest.FixtureRequest) -> Door:
    """Everybody has signed in once for the module; each state gets a client of its own with the cookies."""
    with django_db_blocker.unblock():
        return Door("http://127.0.0.1", sign_in("http://127.0.0.1"))


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.name}, {state.what}")
def test_a_state_is_a_page(state: State, world: World, door: Door) -> None:
    client = door.client(state.actor)
    page = made(state, world, client, "en")
    answer: HttpResponse = client.get(page) if isinstance(page, str) else page
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.status_code not in (301, 302, 303), answer.headers["Location"]
    assert answer.status_code < 500 or state.name == "error"
    assert "</html>" in answer.content.decode()


def test_an_address_is_spoken_in_both_languages() -> None:
    assert path_of("market", "es") == f"/es{path_of('market', 'en')}"
