"""One link that says "all still right": the steward's own, good for 90 days, and pressed rather than only opened."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from directory.coops import services
from directory.coops.models import Cooperative, Freshness, Membership, State, Verified
from directory.freshness import attending
from directory.freshness.attending import attend
from directory.freshness.confirming import GOOD_FOR, make_token
from directory.freshness.models import Step
from directory.freshness.periods import day_of
from directory.freshness.rounds import go_round
from ground import audit
from ground.outbox import run_due
from tests.factories import CoopFactory, MembershipFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def old():
    return timezone.localdate() - datetime.timedelta(days=300)


@pytest.fixture
def coop(old):
    made = CoopFactory(
        name="Morning Shift Bakery", slug="morning-shift", verified_on=old, known_on=old, phone="+16015550101"
    )
    PlaceFactory(cooperative=made, street="12 Oven Street")
    return made


@pytest.fixture
def steward(coop):
    return MembershipFactory(cooperative=coop, user=UserFactory(name="Dell Q. Person", language="en")).user


@pytest.fixture
def link(coop, steward):
    return f"/still-right/{make_token(coop, steward)}/"


def now(coop):
    return Cooperative.objects.get(pk=coop.pk)


def test_opening_it_shows_the_entry_and_changes_nothing(client, coop, link, old):
    answer = client.get(link)
    page = text_of(answer)
    assert answer.status_code == 200
    assert all(
        words in page for words in ("Morning Shift Bakery", "601-555-0101", "12 Oven Street", "Yes, all still right")
    )
    assert (now(coop).verified_on, answer.headers["Cache-Control"].count("no-store")) == (old, 1)
    assert audit.history(coop).count() == 0


def test_pressing_its_button_confirms_without_a_sign_in(client, coop, steward, link):
    answer = client.post(link, follow=True)
    found = now(coop)
    assert (found.verified_on, found.verified_how, found.known_on) == (
        timezone.localdate(),
        Verified.OWN,
        found.verified_on,
    )
    assert "Thank you. All is still right." in text_of(answer)
    event = audit.history(coop)[0]
    assert (event.action, event.actor, event.details) == ("coop.verified", steward, {"how": "own"})
    page = text_of(client.get("/co-ops/morning-shift/"))
    assert "its own people said that all of this is right." in page
    assert "Dell" not in page  # who of them is nobody's business


def test_it_brings_back_what_was_hidden_because_nobody_confirmed_it(client, coop, link):
    Cooperative.objects.update(state=State.HIDDEN, freshness=Freshness.LAPSED)
    assert "Your page is hidden now." in text_of(client.get(link))
    client.post(link)
    assert (now(coop).state, now(coop).freshness) == (State.LISTED, Freshness.FRESH)


@pytest.mark.parametrize("state", [State.HIDDEN, State.WAITING, State.CLOSED])
def test_it_undoes_no_decision_of_the_office(client, coop, link, state):
    Cooperative.objects.update(state=state)
    assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)
    assert now(coop).state == state


def test_it_is_for_who_is_a_steward_now(client, coop, steward, link):
    Membership.objects.filter(user=steward).update(role="seller")
    assert client.post(link).status_code == 404
    Membership.objects.filter(user=steward).update(role="steward")
    steward.is_active = False
    steward.save()
    assert client.post(link).status_code == 404


def test_it_is_good_for_ninety_days(client, link):
    with time_machine.travel(timezone.now() + GOOD_FOR - datetime.timedelta(minutes=1)):
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.now() + GOOD_FOR + datetime.timedelta(minutes=1)):
        assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)


def test_one_that_was_altered_is_no_page(client, coop, link, old):
    altered = link[:20] + ("a" if link[20] != "a" else "b") + link[21:]
    for path in (altered, link[:-3] + "x/", "/still-right/x/", f"/still-right/{'x' * 500}/"):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    assert now(coop).verified_on == old


def test_the_letter_holds_the_link_and_what_stands_in_the_directory(client, coop, steward, mailoutbox, settings):
    settings.SITE_URL = "https://jackson.example"
    attend(coop.pk)
    run_due()
    letter = mailoutbox[0]
    html = letter.alternatives[0][0]
    link = re.search(r"https://jackson\.example(/still-right/\S+)", letter.body)[1]
    assert letter.to == [steward.email]
    assert letter.subject == "Is all still right about Morning Shift Bakery?"
    assert all("601-555-0101" in text and link in text for text in (letter.body, html))
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("about", ["ask", "mark", "fade", "hide", "hidden"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_letter_says_what_comes_and_when(coop, steward, mailoutbox, about, language):
    steward.language = language
    steward.save()
    attending._tell(coop, about, datetime.date(2027, 3, 5))
    run_due()
    day = {"en": "5 March 2027", "es": "5 de marzo de 2027"}[language]
    said = mailoutbox[0].body
    assert (day in said) == (about in {"mark", "fade", "hide"})
    assert ("/es/still-right/" in said) == (language == "es")


def test_who_has_only_a_phone_gets_a_text(coop, capsys):
    MembershipFactory(cooperative=coop, user=UserFactory(email=None, phone="+16015550133"))
    attend(coop.pk)
    run_due()
    assert "SMS to +16015550133\nIs all still right about Morning Shift Bakery?" in capsys.readouterr().out


def test_once_confirmed_the_old_notices_count_no_more(client, coop, link, mailoutbox):
    attend(coop.pk)
    client.post(link)
    later = day_of(Step.ASK, timezone.localdate())
    with time_machine.travel(datetime.datetime.combine(later, datetime.time(15), datetime.UTC)):
        go_round(later)
        run_due()
    assert (len(mailoutbox), list(coop.notices.values_list("step", flat=True))) == (2, ["mark", "ask"])


class TestWhatTheOfficeHid:
    def test_stays_hidden_though_it_had_lapsed_before(self, client, coop, link):
        Cooperative.objects.update(state=State.HIDDEN, freshness=Freshness.LAPSED)
        services.move_state(coop=coop, to=State.HIDDEN, by=None)
        assert client.post(link).status_code == 404
        assert now(coop).state == State.HIDDEN

    def test_by_itself_cannot_be_hidden_twice(self, coop):
        Cooperative.objects.update(state=State.HIDDEN, freshness=Freshness.FADED)
        with pytest.raises(services.NotPossible):
            services.move_state(coop=coop, to=State.HIDDEN, by=None)


def test_the_link_does_not_go_to_an_address_that_was_never_proved(coop, steward, mailoutbox):
    type(steward).objects.update(
        email="mistyped@example.org", email_verified=False, phone="+16015550102", phone_verified=True
    )
    attend(coop.pk)
    run_due()
    assert mailoutbox == []
