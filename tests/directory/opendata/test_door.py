"""How data leaves the site: to every other site, kept for a while, counted, and in JSON also when it cannot be given."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from directory.coops import services
from directory.coops.models import Cooperative, State
from directory.opendata import views
from tests.directory.opendata.conftest import SITE
from tests.factories import CoopFactory, MembershipFactory, PlaceFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db
WHOLE = ["/data/co-ops.csv", "/data/co-ops.geojson", "/data/co-ops.ttl", "/data/murmurations.json"]
ALL = [*WHOLE, "/data/new.rss", "/data/new.atom", "/es/data/new.rss", "/api/v1/co-ops", "/api/v1/topics"]
ALL += ["/api/v1/openapi.json"]


@pytest.mark.parametrize("path", ALL)
def test_every_site_may_read_it_and_keep_it_for_a_while(client: Client, path: str) -> None:
    response = client.get(path, headers={"origin": "https://map.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies


@pytest.mark.parametrize("path", ["/co-ops/", "/search/?q=bread", "/account/", "/data/", "/sitemap.xml"])
def test_nothing_else_of_ours_is_open_to_scripts_of_other_sites(client: Client, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers={"origin": "https://map.example"}).headers


@pytest.mark.parametrize("path", ALL)
def test_who_has_it_already_is_told_so(client: Client, path: str) -> None:
    CoopFactory(place=True)
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", WHOLE)
def test_a_file_tells_when_it_last_changed(client: Client, path: str) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC), tick=False):
        CoopFactory()
    first = client.get(path)
    assert first.headers["Last-Modified"] == "Fri, 20 Nov 2026 12:00:00 GMT"
    since = {"if-modified-since": "Fri, 20 Nov 2026 12:00:00 GMT"}
    assert client.get(path, headers=since).status_code == 304
    CoopFactory()
    assert client.get(path, headers=since).status_code == 200


def _hide(coop: Cooperative) -> None:
    services.move_state(coop=coop, to=State.HIDDEN, by=None)


def _move(coop: Cooperative) -> None:
    services.save_place(coop=coop, by=UserFactory(), place=coop.places.get())


def _open(coop: Cooperative) -> None:
    services.set_hours(place=coop.places.get(), by=UserFactory(), hours=[(1, datetime.time(9), datetime.time(10))])


def _say(coop: Cooperative) -> None:
    services.edit_profile(coop=coop, by=UserFactory(), changes={"summary_en": "New"})


def _rename_a_topic(coop: Cooperative) -> None:
    topic = TopicFactory(slug="bread")
    topic.name_en = "Loaves"
    topic.save()


@pytest.mark.parametrize("change", [_hide, _move, _open, _say, _rename_a_topic, lambda coop: coop.delete()])
def test_another_edition_has_another_tag(client: Client, change: Callable[[Cooperative], object]) -> None:
    TopicFactory(slug="bread")
    CoopFactory()
    coop = CoopFactory(place=True)
    before = {path: client.head(path).headers["ETag"] for path in WHOLE}
    change(coop)
    after = {path: client.head(path).headers["ETag"] for path in WHOLE}
    assert not set(before.values()) & set(after.values())


@pytest.mark.parametrize("path", ALL)
def test_head_tells_the_same_without_the_data(client: Client, path: str) -> None:
    CoopFactory()
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.getvalue()) == (200, b"")
    for name in ("ETag", "Content-Type", "Access-Control-Allow-Origin"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("path", ALL)
def test_a_browser_may_ask_first(client: Client, path: str) -> None:
    response = client.options(path, headers={"origin": "https://map.example", "access-control-request-method": "GET"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ALL)
def test_it_can_only_be_read(path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code in (403, 405)
    response = getattr(Client(), method)(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json() == {"detail": "This can only be read: GET, HEAD or OPTIONS."}


def test_one_address_can_ask_so_often_and_no_more(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"data_read": "3/m/ip", "data_file": "1/m/ip"}
    said = [client.get("/api/v1/co-ops").status_code for _ in range(4)]
    assert said == [200, 200, 200, 429]
    assert [client.get("/data/co-ops.csv").status_code for _ in range(2)] == [200, 429]
    refused = client.get("/api/v1/co-ops")
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert refused.json() == {"detail": "Too many requests from one address. Ask again in 60 seconds."}
    assert client.get("/api/v1/co-ops", REMOTE_ADDR="198.51.100.7").status_code == 200
    assert client.get("/co-ops/").status_code == 200


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/nowhere", "/api/v2/co-ops", "/api/v1/co-ops/nobody"])
def test_an_address_that_is_none_is_answered_in_json(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert set(response.json()) == {"detail"}


@pytest.mark.parametrize("path", ["/api/v1/co-ops", "/data/new.rss", "/data/co-ops.csv"])
def test_a_fault_is_answered_in_json_and_tells_nothing(
    client: Client, path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("directory.opendata.api.page_of", fail)
    monkeypatch.setattr(views, "edition", fail)
    response = client.get(path)
    assert response.status_code == 500
    assert response.json() == {"detail": "Something went wrong on our side. It is written down."}
    assert response.headers["Cache-Control"] == "no-store"
    assert "the secret of the house" in caplog.text


def test_signed_in_people_get_the_same_and_leave_no_trace(client: Client) -> None:
    member = MembershipFactory(cooperative__state=State.HIDDEN)
    client.force_login(member.user)
    response = client.get("/api/v1/co-ops")
    assert response.json()["results"] == []
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(f"/api/v1/co-ops/{member.cooperative.public_id}").status_code == 404


def test_the_files_name_the_page_and_the_licence(client: Client, settings: pytest.FixtureRequest) -> None:
    PlaceFactory()
    assert client.head("/data/co-ops.csv").headers["Link"] == f'<{SITE}/data/>; rel="describedby"'
    assert "no license has been chosen yet" in client.get("/api/v1/co-ops").json()["license"]
    settings.OPEN_DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
    link = client.head("/data/co-ops.csv").headers["Link"]
    assert link.endswith(', <https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    for path in ("/api/v1/co-ops", "/data/co-ops.geojson", "/data/co-ops.ttl", "/data/new.atom"):
        assert "https://creativecommons.org/licenses/by/4.0/" in client.get(path).getvalue().decode(), path
