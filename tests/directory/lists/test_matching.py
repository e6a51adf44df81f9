"""The same organisation from two lists is one entry with two sources; one that may be it waits for a person."""

import pytest
from django.test import Client

from directory.coops.models import Cooperative, Source
from directory.lists.doubles import waiting
from directory.lists.importing import import_organisations
from directory.lists.merging import keep_apart, merge, unmerge
from directory.lists.models import Edition, Likeness
from directory.lists.undoing import undo
from tests.directory.lists.samples import BREAD, SEED, TOOLS, everything, take
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TWIN = "77,The Morning Bakery,1 Square,Canton,MS,39046,,\n"
NEAR = "78,Morning Bakery,,Canton,MS,,http://other.example/,\n"
US = "source,source_id,name,type,street,city,state,zip,lat,lon,website\n"
USDA = "FMID,MarketName,street,city,State,zip,y,x,Website\n"


def sources() -> list[tuple[str, str, str]]:
    rows = Source.objects.order_by("pk").values_list("cooperative__name", "list", "record")
    return list(rows)


def test_a_clear_match_is_one_entry_with_two_sources() -> None:
    take(BREAD, SEED)
    assert str(take(TWIN, name="theirs")) == "0 new, 1 changed, 0 unchanged, 0 to review, 0 refused"
    assert sources() == [
        ("Morning Bakery", "ours", "1"),
        ("Seed Savers", "ours", "2"),
        ("Morning Bakery", "theirs", "77"),
    ]
    before = everything()
    assert str(take(TWIN, name="theirs")) == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"
    assert str(take(BREAD, SEED)) == "0 new, 0 changed, 2 unchanged, 0 to review, 0 refused"
    assert everything() == before


def test_the_second_list_fills_blanks_and_its_undo_empties_them() -> None:
    take(TWIN)
    before = everything()
    take(BREAD, name="theirs")
    coop = Cooperative.objects.get()
    assert (coop.name, coop.website) == ("The Morning Bakery", "https://bread.example/")
    undo(edition=Edition.objects.all()[0])
    assert everything() == before


def test_two_lists_that_were_put_together_from_one_are_one_by_its_ids() -> None:
    us = US + "usda-fm,9,Canton Market,Farmers market,1 Square,Canton,MS,39046,32.6,-90.0,http://canton.example/\n"
    usda = USDA + "9,Canton Square Market,Main Square,Canton,Mississippi,39046,32.6,-90.0,http://other.example/\n"
    import_organisations(us.encode())
    report = import_organisations(usda.encode(), list_name="usda-fm")
    assert str(report) == "0 new, 1 changed, 0 unchanged, 0 to review, 0 refused"
    assert sources() == [("Canton Market", "us-south", "9"), ("Canton Market", "usda-fm", "9")]
    before = everything()
    for content, name in ((us, ""), (usda, "usda-fm"), (us, "")):
        again = import_organisations(content.encode(), list_name=name)
        assert str(again) == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"
    assert everything() == before


def test_a_list_that_came_by_two_ways_is_named_once_on_the_page(client: Client) -> None:
    row = "9,Canton Market,1 Square,Canton,MS,39046,32.6,-90.0,\n"
    import_organisations(
        (US + row.replace("9,", "usda-fm,9,", 1).replace("Market,", "Market,Farmers market,")).encode()
    )
    import_organisations((USDA + row).encode(), list_name="usda-fm")
    assert Cooperative.objects.get().sources.count() == 2
    page = client.get(Cooperative.objects.get().get_absolute_url()).content.decode()
    assert page.count("USDA National Farmers Market Directory") == 1


def test_one_list_says_itself_that_its_rows_are_two() -> None:
    take(BREAD, TWIN)
    assert Cooperative.objects.count() == 2
    assert not waiting().exists()


def test_two_rows_that_are_both_like_one_entry_join_once_and_ask_once() -> None:
    take(BREAD)
    report = take(TWIN, TWIN.replace("77,", "79,"), name="theirs")
    assert str(report) == "0 new, 1 changed, 0 unchanged, 1 to review, 0 refused"
    assert waiting().get().left.name == "The Morning Bakery"


def test_a_near_match_is_a_new_entry_and_a_question() -> None:
    take(BREAD)
    report = take(NEAR, name="theirs")
    assert str(report) == "0 new, 0 changed, 0 unchanged, 1 to review, 0 refused"
    assert report.outcomes[0].remarks == "new, and 60 of 100 like an entry that is there"
    pair = waiting().get()
    assert (pair.points, pair.left_key, pair.right_key) == (60, "theirs/theirs/78", "ours/ours/1")
    assert pair.reasons == [["name", 50], ["same town", 15], ["other web address", -5]]
    assert str(take(NEAR, name="theirs")) == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"
    assert waiting().count() == 1


def test_apart_is_remembered_when_the_edition_comes_again() -> None:
    take(BREAD)
    take(NEAR, name="theirs")
    keep_apart(likeness=waiting().get(), by=UserFactory())
    undo(edition=Edition.objects.all()[0])
    assert str(take(NEAR, name="theirs")) == "1 new, 0 changed, 0 unchanged, 0 to review, 0 refused"
    assert not waiting().exists()


def test_one_is_remembered_when_the_edition_comes_again() -> None:
    take(BREAD)
    take(NEAR, name="theirs")
    pair = waiting().get()
    done = merge(kept=pair.right, absorbed=pair.left, by=UserFactory(), likeness=pair)
    assert sources() == [("Morning Bakery", "ours", "1"), ("Morning Bakery", "theirs", "78")]
    assert str(take(NEAR, name="theirs")) == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"
    Source.objects.filter(list="theirs").delete()
    assert str(take(NEAR, name="theirs")) == "0 new, 1 changed, 0 unchanged, 0 to review, 0 refused"
    assert sources()[-1] == ("Morning Bakery", "theirs", "78")
    unmerge(merge=done, by=UserFactory())
    assert waiting().get() == pair


def test_a_question_goes_with_its_edition_and_comes_back_with_it() -> None:
    take(BREAD)
    take(NEAR, name="theirs")
    undo(edition=Edition.objects.all()[0])
    assert not Likeness.objects.exists()
    take(NEAR, name="theirs")
    assert waiting().count() == 1


def test_a_list_that_shares_nothing_compares_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    take(BREAD, SEED)
    monkeypatch.setattr("directory.lists.matching.likeness", lambda *_: pytest.fail("compared"))
    assert take(TOOLS, name="theirs").counts["new"] == 1
