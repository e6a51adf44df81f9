"""What a person wrote no list writes over: field by field, and the difference waits for a person's word."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from directory.coops.models import Cooperative, Kind, Place, State
from directory.coops.services import create_coop, edit_profile, save_place
from directory.lists.differences import AlreadyDecided, decide, waiting
from directory.lists.facts import judge
from directory.lists.importing import import_organisations
from directory.lists.models import Difference, Edition
from directory.lists.undoing import undo
from directory.people.models import User
from tests.directory.lists.samples import BREAD, take
from tests.factories import MembershipFactory, PlaceFactory, UserFactory

NEW = BREAD.replace("bread.example", "new.example").replace("Morning", "Evening")


def judged(held: str, told: str, before: str | None = None, *, edited: bool = False) -> tuple[str, ...]:
    known = {} if before is None else {"website": before}
    verdict = judge(
        held={"website": held}, told={"website": told}, before=known, edited={"website"} if edited else set()
    )
    return (
        *verdict.write.values(),
        *(f"? {value}" for value in verdict.differ.values()),
        *(f"not {name}" for name in verdict.other),
    )


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        (judged("a", "a"), ()),
        (judged("a", "b", "a"), ("b",)),
        (judged("a", "", "a"), ("",)),
        (judged("a", "b", "b"), ()),
        (judged("a", "b", "c"), ("not website",)),
        (judged("", "b"), ("b",)),
        (judged("", "b", "c"), ("not website",)),
        (judged("a", "b"), ("not website",)),
        (judged("a", "b", "a", edited=True), ("? b",)),
        (judged("", "b", "c", edited=True), ("? b",)),
        (judged("a", "", "b", edited=True), ()),
        (judged("a", "b", "b", edited=True), ()),
        (judged("x" * 999, "b", f"sha256:{'0' * 64}"), ("not website",)),
    ],
)
def test_who_is_right_about_a_field(case: tuple[str, ...], outcome: tuple[str, ...]) -> None:
    assert case == outcome


pytestmark = pytest.mark.django_db


def edited() -> Cooperative:
    take(BREAD)
    coop = Cooperative.objects.get()
    edit_profile(coop=coop, by=UserFactory(), changes={"website": "https://ours.example/", "name": coop.name})
    return coop


def test_the_edited_field_stays_and_the_others_follow_the_list() -> None:
    coop = edited()
    assert str(take(NEW)) == "0 new, 0 changed, 0 unchanged, 1 to review, 0 refused"
    coop.refresh_from_db()
    assert (coop.name, coop.website) == ("Evening Bakery", "https://ours.example/")
    asked = waiting().get()
    assert (asked.cooperative, asked.field, asked.ours, asked.theirs) == (
        coop,
        "website",
        "https://ours.example/",
        "https://new.example/",
    )
    assert str(take(NEW)) == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"


def test_a_member_alone_does_not_stop_a_list() -> None:
    take(BREAD)
    MembershipFactory(cooperative=Cooperative.objects.get())
    assert str(take(NEW)) == "0 new, 1 changed, 0 unchanged, 0 to review, 0 refused"


def test_a_place_that_a_person_wrote_stays_as_a_whole() -> None:
    take(BREAD)
    place = Place.objects.get()
    place.street = "7 Hill"
    save_place(coop=place.cooperative, by=UserFactory(), place=place)
    assert take(BREAD.replace("1 Square", "5 Square").replace("Canton", "Flora")).counts["to review"] == 1
    place.refresh_from_db()
    assert (place.street, place.city) == ("7 Hill", "Canton")
    assert sorted(waiting().values_list("field", "theirs")) == [("city", "Flora"), ("street", "5 Square")]


def test_an_entry_that_people_made_is_theirs_in_all_its_fields() -> None:
    coop = create_coop(name="Morning Bakery", kind=Kind.WORKER, by=None, website="https://bread.example/ours")
    PlaceFactory(cooperative=coop, street="1 Square", city="Canton", region="MS", postcode="", lat=None, lon=None)
    for edition in (BREAD, BREAD.replace("bread.example", "new.example")):
        assert take(edition).counts["to review"] == 1
    coop.refresh_from_db()
    assert (coop.kind, coop.website, coop.places.get().postcode) == ("worker", "https://bread.example/ours", "")
    assert sorted(waiting().values_list("field", "theirs")) == [
        ("postcode", "39046"),
        ("website", "https://new.example/"),
    ]


HOME = "id,name,street,city,state,zip,website,lat,lon\n1,Kitchen of Ana,{},Canton,MS,{},https://ana.example/,{},{}\n"


def home(*address: str) -> bytes:
    return HOME.format(*address).encode()


@pytest.mark.parametrize("by", [UserFactory, lambda: None])
def test_no_list_publishes_an_address_that_people_left_out(by: Callable[[], User | None]) -> None:
    coop = create_coop(
        name="Kitchen of Ana", kind=Kind.WORKER, by=by(), state=State.LISTED, website="https://ana.example/"
    )
    PlaceFactory(cooperative=coop, city="Canton", region="MS", street="", postcode="", lat=None, lon=None)
    import_organisations(home("", "", "", ""), list_name="ours")
    import_organisations(home("7 Home Street", "39046", "32.6", "-90.0"), list_name="ours")
    place = coop.places.get()
    assert (Cooperative.objects.count(), place.street, place.postcode, place.lat) == (1, "", "", None)
    assert sorted(waiting().values_list("field", "theirs")) == [
        ("position", "32.6, -90.0"),
        ("postcode", "39046"),
        ("street", "7 Home Street"),
    ]


def test_no_list_fills_what_the_steward_of_its_entry_leaves_blank() -> None:
    take(BREAD.replace("1 Square", ""))
    coop = Cooperative.objects.get()
    MembershipFactory(cooperative=coop)
    assert take(BREAD.replace("Morning", "Evening")).counts["to review"] == 1
    coop.refresh_from_db()
    assert (coop.name, coop.places.get().street) == ("Evening Bakery", "")
    assert waiting().get().theirs == "1 Square"


def test_what_is_taken_stands_in_the_entry_and_in_its_history() -> None:
    coop = edited()
    take(NEW)
    by = UserFactory()
    decided = decide(difference=waiting().get(), take=True, by=by)
    coop.refresh_from_db()
    assert (coop.website, decided.state, decided.decided_by) == ("https://new.example/", "taken", by)
    with pytest.raises(AlreadyDecided):
        decide(difference=decided, take=False, by=by)


def test_what_was_kept_does_not_come_again() -> None:
    coop = edited()
    take(NEW)
    decide(difference=waiting().get(), take=False, by=UserFactory())
    coop.refresh_from_db()
    assert coop.website == "https://ours.example/"
    take(NEW.replace("1 Square", "2 Square"))
    take(BREAD)
    assert list(waiting().values_list("theirs", flat=True)) == ["https://bread.example/"]
    decide(difference=waiting().get(), take=False, by=UserFactory())
    take(NEW)
    assert not waiting().exists()
    assert Difference.objects.count() == 2


def test_what_was_kept_does_not_come_again_after_its_edition_was_undone() -> None:
    edited()
    take(NEW)
    kept = decide(difference=waiting().get(), take=False, by=UserFactory())
    undo(edition=Edition.objects.all()[0])
    take(NEW)
    assert not waiting().exists()
    assert Difference.objects.get() == kept


def test_of_two_that_one_list_said_only_the_later_waits() -> None:
    edited()
    take(NEW)
    take(NEW.replace("new.example", "newer.example"))
    assert list(waiting().values_list("theirs", flat=True)) == ["https://newer.example/"]
    undo(edition=Edition.objects.all()[0])
    assert list(waiting().values_list("theirs", flat=True)) == ["https://new.example/"]


def test_a_position_is_taken_as_a_whole() -> None:
    head = "id,name,city,lat,lon\n"
    import_organisations(f"{head}1,Bakery,Canton,32.5,-90.1\n".encode(), list_name="ours")
    place = Place.objects.get()
    place.country = "MX"
    save_place(coop=place.cooperative, by=UserFactory(), place=place)
    import_organisations(f"{head}1,Bakery,Canton,32.6,-90.2\n".encode(), list_name="ours")
    decide(difference=waiting().get(), take=True, by=UserFactory())
    place.refresh_from_db()
    assert (place.lat, place.lon) == (32.6, -90.2)


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("en", "another list says otherwise of street, ZIP code, and that stays"),
        ("es", "otra lista dice otra cosa de calle, código postal, y eso se queda"),
    ],
)
def test_what_another_list_says_otherwise_is_named_as_people_name_it(language: str, remark: str) -> None:
    take(BREAD)
    take(BREAD.replace("1 Square", "8 Square").replace("39046", "39047"), name="theirs")
    with override(language):
        report = take(BREAD.replace("1 Square", "9 Square").replace("39046", "39071"), name="theirs")
    assert [one.remarks for one in report.outcomes] == [remark]
