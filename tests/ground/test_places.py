import pytest
from django.core import mail
from django.template import Context, Template

from ground import places


@pytest.fixture(autouse=True)
def no_panels(monkeypatch):
    monkeypatch.setattr(places, "_panels", {})


def goods(request, arguments):
    return f"<p>goods of {arguments['coop']}</p>"


def stories(request, arguments):
    return "<p>stories</p>"


def broken(request, arguments):
    raise RuntimeError("no table")


def page():
    return Template('{% load places %}{% place "coop_page" coop=coop %}').render(Context({"coop": "Farm"}))


def test_a_place_shows_the_panels_in_their_order():
    places.register("coop_page", stories, order=20)
    places.register("coop_page", goods, order=10)
    places.register("other", broken)
    assert page() == "<p>goods of Farm</p><p>stories</p>"


def test_a_place_without_panels_is_empty():
    assert page() == ""


def test_a_panel_registered_twice_is_shown_once():
    places.register("coop_page", stories)
    places.register("coop_page", stories)
    assert page() == "<p>stories</p>"
    places.unregister("coop_page", stories)
    assert page() == ""


def test_a_panel_that_fails_is_left_out_and_logged(monkeypatch, caplog):
    places.register("coop_page", broken)
    places.register("coop_page", stories)
    monkeypatch.delattr(mail, "outbox")
    assert page() == "<p>stories</p>"
    assert "test_places.broken" in caplog.text


def test_a_panel_that_fails_is_an_error_in_tests_and_in_debug(monkeypatch, settings):
    places.register("coop_page", broken)
    with pytest.raises(RuntimeError):
        page()
    monkeypatch.delattr(mail, "outbox")
    settings.DEBUG = True
    with pytest.raises(RuntimeError):
        page()
