"""A co-op writes its own page and says who works at its desk. Nobody learns from it who has an account."""

import re
from datetime import time, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from directory.coops.models import Membership, Role
from ground.models import AuditEvent
from ground.outbox import run_due
from tests.factories import HoursFactory, PlaceFactory, UserFactory
from tests.marketplace.desk.conftest import Desk, member, said_by, text_of
from tests.marketplace.desk.test_listings import jpeg

pytestmark = pytest.mark.django_db
LEFT_OUT = ("topics", "photo", "remove_photo")
BACKEND = "django.contrib.auth.backends.ModelBackend"
SENT = ["A message is on its way to them. Once they say yes, they stand in this list."]


def roles(coop):
    return sorted(Membership.objects.filter(cooperative=coop).values_list("user__email", "role"))


def profile_of(desk):
    form = desk.get("profile/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if name not in LEFT_OUT}


class TestTheProfile:
    def test_is_written_in_both_languages(self, desk, bakery):
        desk.post(
            "profile/", **{**profile_of(desk), "summary_en": "Bread.", "summary_es": "Pan.", "phone": "601-555-0100"}
        )
        bakery.refresh_from_db()
        assert (bakery.summary_en, bakery.summary_es, bakery.phone) == ("Bread.", "Pan.", "601-555-0100")

    def test_under_a_new_name_the_desk_goes_along(self, desk, bakery):
        answer = desk.post("profile/", **{**profile_of(desk), "name": "Night Shift Bakery"})
        assert answer.headers["Location"] == "/desk/night-shift-bakery/profile/"

    def test_what_is_wrong_is_said_and_nothing_is_saved(self, desk, bakery):
        answer = desk.post("profile/", **{**profile_of(desk), "email": "not one", "summary_en": "New."})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
        assert answer.context["form"]["summary_en"].value() == "New."
        bakery.refresh_from_db()
        assert bakery.summary_en == ""

    def test_standing_and_state_cannot_be_typed_in(self, desk, bakery):
        desk.post("profile/", **{**profile_of(desk), "standing": "none", "state": "closed", "is_demo": "on"})
        bakery.refresh_from_db()
        assert (bakery.standing, bakery.state, bakery.is_demo) == ("member", "listed", False)

    def test_says_who_works_there_what_is_spoken_and_where_else_it_is(self, desk, bakery):
        told = {"legal_form": "cooperative", "labour": ["owners"], "languages": ["en", "es"]}
        desk.post("profile/", **{**profile_of(desk), **told, "link_facebook": "www.facebook.com/us"})
        bakery.refresh_from_db()
        assert {name: getattr(bakery, name) for name in told} == told
        assert bakery.links == {"facebook": "https://www.facebook.com/us"}
        desk.post("profile/", **{**profile_of(desk), "link_facebook": ""})
        bakery.refresh_from_db()
        assert (bakery.links, bakery.languages) == ({}, ["en", "es"])

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("https://instagram.com/us", "This address is not on Facebook."),
            ("http://10.0.0.1/", "Write the address of a page that everybody can open, like https://example.org/us."),
        ],
    )
    def test_a_link_that_leads_elsewhere_is_said_beside_it(self, desk, bakery, address, words):
        answer = desk.post("profile/", **{**profile_of(desk), "link_facebook": address, "summary_en": "New."})
        assert answer.status_code == 422
        assert dict(answer.context["form"].errors) == {"link_facebook": [words]}
        bakery.refresh_from_db()
        assert (bakery.links, bakery.summary_en) == ({}, "")


class TestTheHours:
    @pytest.fixture
    def place(self, bakery):
        place = PlaceFactory(cooperative=bakery)
        HoursFactory(place=place, weekday=0, opens=time(6), closes=time(11))
        return place

    def test_a_day_may_have_a_break(self, desk, place):
        sent = {"opens_1_0": "06:00", "closes_1_0": "11:00", "opens_1_1": "13:00", "closes_1_1": "18:00"}
        assert desk.post("profile/hours/", **sent).status_code == 302
        assert list(place.hours.values_list("weekday", "opens", "closes")) == [
            (1, time(6), time(11)),
            (1, time(13), time(18)),
        ]

    @pytest.mark.parametrize(
        ("sent", "wrong"),
        [
            ({"opens_1_0": "06:00"}, {"closes_1_0": ["Write both times, or neither."]}),
            (
                {"opens_1_0": "11:00", "closes_1_0": "06:00"},
                {"closes_1_0": ["Closing time must be later than opening time."]},
            ),
            (
                {"opens_1_0": "soon", "closes_1_0": "later"},
                {"opens_1_0": ["Enter a valid time."], "closes_1_0": ["Enter a valid time."]},
            ),
        ],
    )
    def test_what_is_wrong_is_said_and_the_old_hours_hold(self, desk, place, sent, wrong):
        answer = desk.post("profile/hours/", **sent)
        assert (answer.status_code, answer.context["form"].errors) == (422, wrong)
        assert list(place.hours.values_list("weekday", "opens")) == [(0, time(6))]

    def test_without_a_place_there_are_none(self, desk):
        assert desk.get("profile/hours/").status_code == 404


class TestAskingSomebodyIn:
    def link(self, desk, reach="nia@example.org", role=Role.BUYER):
        desk.post("people/", reach=reach, role=role)
        run_due()
        return re.search(r"(/account/invited/\S+)", mail.outbox[-1].body).group(1)

    def test_answers_the_same_for_a_known_and_an_unknown_address(self, desk, bakery):
        UserFactory(email="nia@example.org", name="Nia Broussard")
        known = desk.post("people/", reach="nia@example.org", role="buyer")
        page_after_known = text_of(desk.get("people/"))
        unknown = desk.post("people/", reach="nobody@example.org", role="buyer")
        assert said_by(known) == said_by(unknown) == SENT
        assert "Nia" not in page_after_known
        assert roles(bakery) == [("dell@example.org", "steward")]

    def test_gives_the_role_once_they_say_yes_and_not_before(self, client, desk, bakery):
        nia = UserFactory(email="nia@example.org", email_verified=True)
        link = self.link(desk)
        client.force_login(nia, backend=BACKEND)
        assert "Yes, I do" in text_of(client.get(link))
        assert len(roles(bakery)) == 1
        client.post(link)
        assert roles(bakery) == [("dell@example.org", "steward"), ("nia@example.org", "buyer")]

    def test_is_for_that_address_only_and_for_a_proven_one(self, client, desk, bakery):
        UserFactory(email="nia@example.org")
        link = self.link(desk)
        for other in (
            UserFactory(email="eve@example.org", email_verified=True),
            UserFactory._meta.model.objects.get(email="nia@example.org"),
        ):
            client.force_login(other, backend=BACKEND)
            assert "Yes, I do" not in text_of(client.get(link))
            assert client.post(link).status_code == 404
        assert len(roles(bakery)) == 1

    @pytest.mark.parametrize("spoil", [lambda link: link[:-3] + "x/", lambda link: "/account/invited/x/"])
    def test_an_altered_link_is_no_page(self, client, desk, spoil):
        link = spoil(self.link(desk))
        client.force_login(UserFactory(email="nia@example.org", email_verified=True), backend=BACKEND)
        assert client.get(link).status_code == client.post(link).status_code == 404

    def test_the_link_ends_after_seven_days_and_with_the_stewards_own_role(self, client, desk, dell, bakery):
        nia = UserFactory(email="nia@example.org", email_verified=True)
        link = self.link(desk)
        client.force_login(nia, backend=BACKEND)
        with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
            client.force_login(nia, backend=BACKEND)
            assert client.get(link).status_code == 404
        Membership.objects.filter(user=dell).delete()
        client.force_login(nia, backend=BACKEND)
        assert client.get(link).status_code == 404

    def test_who_was_taken_out_does_not_come_back_by_the_old_link(self, client, desk, dell, bakery):
        nia = UserFactory(email="nia@example.org", email_verified=True)
        link = self.link(desk)
        client.force_login(nia, backend=BACKEND)
        client.post(link)
        client.force_login(dell, backend=BACKEND)
        desk.post(f"people/{nia.memberships.get().pk}/end/")
        client.force_login(nia, backend=BACKEND)
        assert client.post(link).status_code == 404
        assert len(roles(bakery)) == 1

    @pytest.mark.parametrize("typed", ["", "nia", "nia@", "555", "x" * 300, '"ni a"@example.org'])
    def test_an_address_that_is_none_is_said_beside_its_field(self, desk, typed):
        answer = desk.post("people/", reach=typed, role="buyer")
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reach"])

    def test_after_twenty_in_a_day_it_stops(self, desk, bakery):
        for n in range(20):
            desk.post("people/", reach=f"nia{n}@example.org", role="buyer")
        answer = desk.post("people/", reach="nia20@example.org", role="buyer")
        assert answer.status_code == 422
        assert "That is enough for one day." in text_of(answer)
        assert AuditEvent.objects.filter(action="coop.invited").count() == 20


class TestRoles:
    def test_are_changed_and_taken_back(self, desk, bakery, otis):
        pk = otis.memberships.get().pk
        desk.post(f"people/{pk}/role/", role="seller")
        assert otis.memberships.get().role == "seller"
        desk.post(f"people/{otis.memberships.get().pk}/end/")
        assert not otis.memberships.exists()

    def test_the_last_steward_stays(self, desk, dell):
        pk = dell.memberships.get().pk
        wrong = "This is the last steward. Make somebody else a steward first."
        assert said_by(desk.post(f"people/{pk}/end/"))[-1] == wrong
        assert said_by(desk.post(f"people/{pk}/role/", role="packer"))[-1] == wrong
        assert dell.memberships.get().role == "steward"

    def test_of_two_stewards_one_may_go(self, desk, bakery, dell):
        member(bakery)
        answer = desk.post(f"people/{dell.memberships.get().pk}/end/")
        assert answer.headers["Location"] == "/account/"
        assert desk.get("people/").status_code == 404

    def test_of_another_coop_are_not_ours_to_change(self, desk, pearl):
        pk = pearl.memberships.get().pk
        assert desk.post(f"people/{pk}/end/").status_code == 404
        assert desk.post(f"people/{pk}/role/", role="packer").status_code == 404
        assert pearl.memberships.get().role == "steward"

    def test_a_role_that_is_none_changes_nothing(self, desk, otis):
        desk.post(f"people/{otis.memberships.get().pk}/role/", role="owner")
        assert otis.memberships.get().role == "packer"

    def test_only_a_steward_sees_them(self, client, bakery, otis):
        assert Desk(client, otis, bakery).get("people/").status_code == 403


class TestThePhotoOfTheCoop:
    def test_stands_on_its_page_with_what_it_shows(self, desk, bakery):
        desk.post("profile/", **{**profile_of(desk), "alt": "Six bakers"}, photo=jpeg())
        run_due()
        bakery.refresh_from_db()
        page = desk.client.get(bakery.get_absolute_url()).content.decode()
        assert bakery.photo.rendition(640) in page and 'alt="Six bakers"' in page

    def test_is_kept_through_another_mistake(self, desk, bakery):
        typed = {**profile_of(desk), "email": "not one", "alt": "Six bakers"}
        answer = desk.post("profile/", **typed, photo=jpeg())
        assert "You need not choose it again." in text_of(answer)
        form = answer.context["form"]
        token, alt = form["kept_photo"].value(), form["alt"].value()
        desk.post("profile/", **{**profile_of(desk), "kept_photo": token, "alt": alt})
        bakery.refresh_from_db()
        assert bakery.photo.alt_en == "Six bakers"

    def test_a_refused_one_loses_nothing_that_was_typed(self, desk, bakery):
        broken = SimpleUploadedFile("us.jpg", b"<svg/>")
        answer = desk.post("profile/", **{**profile_of(desk), "summary_en": "New."}, photo=broken)
        assert list(answer.context["form"].errors) == ["photo"]
        assert answer.context["form"]["summary_en"].value() == "New."

    def test_is_taken_off(self, desk, bakery):
        desk.post("profile/", **profile_of(desk), photo=jpeg())
        desk.post("profile/", **{**profile_of(desk), "remove_photo": "on"})
        bakery.refresh_from_db()
        assert bakery.photo is None
