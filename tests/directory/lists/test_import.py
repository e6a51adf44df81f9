"""Taking a public list in: every row is taken or named with its reason, and a second run changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from directory import findable
from directory.coops.models import Cooperative, Place, Source
from directory.lists.importing import import_organisations
from directory.lists.outcomes import Report
from directory.lists.tables import NotATable
from ground.models import OutboxTask
from tests.factories import TopicFactory

pytestmark = pytest.mark.django_db
HEAD = "source,source_id,name,type,street,city,state,zip,lat,lon,website\n"
GOOD = "usda-fm,1,Canton Farmers Market,Farmers market,1 Square,Canton,MS,39046,32.6,-90.0,http://canton.example/\n"
MISSISSIPPI = Path(settings.BASE_DIR) / "directory/coops/data/mississippi.csv"


def take(rows: str | bytes) -> Report:
    return import_organisations(HEAD.encode() + (rows if isinstance(rows, bytes) else rows.encode()))


def remarks(report: Report) -> list[str]:
    return [str(remark) for remark in report.remarks]


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Cooperative, Place, Source)]


def test_a_row_becomes_an_entry_with_its_source_and_topic() -> None:
    TopicFactory(slug="food")
    assert str(take(GOOD)) == "1 new, 0 changed, 0 unchanged, 0 to review, 0 refused"
    coop = Cooperative.objects.get()
    assert (coop.name, coop.slug, coop.kind, coop.state, coop.standing) == (
        "Canton Farmers Market",
        "canton-farmers-market",
        "market",
        "listed",
        "none",
    )
    assert [topic.slug for topic in coop.topics.all()] == ["food"]
    place = coop.places.get()
    assert (place.street, place.city, place.region, place.postcode, place.lat, place.lon) == (
        "1 Square",
        "Canton",
        "MS",
        "39046",
        32.6,
        -90.0,
    )
    source = coop.sources.get()
    assert (source.dataset, source.record, source.as_of) == ("usda-fm", "1", date(2019, 1, 1))


def test_the_committed_list_is_taken_whole_and_again_changes_nothing() -> None:
    first = import_organisations(MISSISSIPPI.read_bytes())
    assert str(first) == "168 new, 0 changed, 0 unchanged, 0 to review, 0 refused"
    assert set(Source.objects.values_list("dataset", flat=True)) == {"usda-fm", "ncua-2013"}
    before, tasks = everything(), OutboxTask.objects.count()
    again = import_organisations(MISSISSIPPI.read_bytes())
    assert str(again) == "0 new, 0 changed, 168 unchanged, 0 to review, 0 refused"
    assert everything() == before
    assert OutboxTask.objects.count() == tasks == 1


def test_entries_reach_the_search_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "_MOST_IN_A_TASK", 100)
    import_organisations(MISSISSIPPI.read_bytes())
    tasks = OutboxTask.objects.filter(kind="search.refresh").order_by("pk")
    assert [len(task.payload["keys"]) for task in tasks] == [100, 68]


def test_shouted_names_are_said_calmly_and_the_list_is_quoted() -> None:
    take("ncua-2013,5,MISSISSIPPI DEPT. OF EDUCATION,Credit union,PO Box 1,JACKSON,MS,39201,,,\n")
    coop = Cooperative.objects.get()
    assert coop.name == "Mississippi Dept. of Education Credit Union"
    assert coop.places.get().city == "Jackson"
    assert coop.sources.get().facts == "“MISSISSIPPI DEPT. OF EDUCATION”"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("usda-fm,2\n", "line 3: not taken, without a name"),
        (GOOD.replace(",1,", ",2,").strip() + ",more\n", "line 3: not taken, too long: 12 cells, not 11"),
        ("usda-fm,2, ,Farmers market,,,,,,,\n", "line 3: not taken, without a name"),
        ("usda-fm,,Nameless,Farmers market,,,,,,,\n", "line 3: not taken, without an id of its own (source_id)"),
        (",2,Lost,Farmers market,,,,,,,\n", "line 3: not taken, without the name of its list (source)"),
        ("usda-fm,2,Spy ring,Spy ring,,,,,,,\n", "line 3: not taken, type “Spy ring” is not known"),
        (
            "usda-fm,2," + "x" * 181 + ",Farmers market,,,,,,,\n",
            "line 3: not taken, its name has more than 180 letters",
        ),
        (GOOD, "line 3: not taken, doubled: usda-fm 1 stands in line 2"),
        ('usda-fm,2,"Never closed,Farmers market\n' + "a\n" * 11, "line 3: not taken, a quotation mark is not closed"),
    ],
)
def test_a_row_that_is_not_taken_says_why_and_the_others_are_taken(row: str, reason: str) -> None:
    report = take(GOOD + row + GOOD.replace(",1,", ",9,"))
    assert reason in remarks(report)
    assert sorted(Source.objects.values_list("record", flat=True)) == ["1", "9"]


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        ("91,-90,", "coordinates “91, -90” are not a place and were dropped"),
        ("32.6,-181,", "coordinates “32.6, -181” are not a place and were dropped"),
        ("0,0,", "coordinates “0, 0” are not a place and were dropped"),
        ("nan,inf,", "coordinates “nan, inf” are not a place and were dropped"),
        ("north,-90,", "coordinates “north, -90” are not a place and were dropped"),
        ("32.6,,", "coordinates “32.6, ” are not a place and were dropped"),
        (",,javascript:alert(1)", "web address “javascript:alert(1)” is not one and was dropped"),
        (",,http://www. spaced.example", "web address “http://www. spaced.example” is not one and was dropped"),
        (",,http://[bad", "web address “http://[bad” is not one and was dropped"),
        (",,http://x.example/" + "y" * 600, f"web address “http://x.example/{'y' * 43}” is not one and was dropped"),
    ],
)
def test_a_bad_cell_is_dropped_and_said_and_the_row_taken(cells: str, remark: str) -> None:
    report = take(f"usda-fm,2,Market,Farmers market,1 Square,Canton,MS,39046,{cells}\n")
    assert remarks(report) == [f"line 2: {remark}"]
    assert report.counts["refused"] == 0
    assert (Cooperative.objects.get().website, Place.objects.get().lat, Place.objects.get().lon) == ("", None, None)


def test_a_web_address_without_a_scheme_gets_one() -> None:
    take("usda-fm,2,Market,Farmers market,,,,,,,www.market.example\n")
    assert Cooperative.objects.get().website == "http://www.market.example"


def test_bytes_that_are_not_utf8_are_read_as_latin1_in_their_own_row_only() -> None:
    rows = "usda-fm,2,Café Ñandú,Farmers market,,,,,,,\n".encode("latin-1")
    rows += "usda-fm,3,Plaza Peña \u2028 Ñ\u0085,Farmers market,,,,,,,\n".encode()
    report = take(rows)
    assert remarks(report) == ["line 2: not UTF-8, read as Latin-1"]
    assert list(Cooperative.objects.order_by("pk").values_list("name", flat=True)) == ["Café Ñandú", "Plaza Peña Ñ"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_are_borne(line_end: str) -> None:
    content = b"\xef\xbb\xbf" + (HEAD + GOOD).replace("\n", line_end).encode()
    assert import_organisations(content).counts["new"] == 1


def test_control_characters_never_reach_the_database() -> None:
    take(b"usda-fm,2,Can\x00ton \x1b[31m Market,Farmers market,,,,,,,\n")
    assert Cooperative.objects.get().name == "Can ton [31m Market"


def test_a_line_break_inside_of_quotes_is_a_space() -> None:
    report = take('usda-fm,2,"Canton\nMarket",Farmers market,,,,,,,\nusda-fm,3,,Farmers market,,,,,,,\n')
    assert Cooperative.objects.get().name == "Canton Market"
    assert remarks(report) == ["line 4: not taken, without a name"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"name,type\nA,B\n", b"who,what\nA,B\n", b"\x00" * 50])
def test_a_file_without_the_columns_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(NotATable):
        import_organisations(content)
    assert not Cooperative.objects.exists()


def test_commas_quotes_and_spaces_in_a_cell_are_its_own() -> None:
    take('usda-fm,2,"Ha ""h"", a  market ",Farmers market,"1, Square",,,,,,\n')
    assert Cooperative.objects.get().name == 'Ha "h", a market'
    assert Place.objects.get().street == "1, Square"


def test_a_changed_row_changes_the_entry_and_not_its_address() -> None:
    take(GOOD)
    report = take(GOOD.replace("Canton Farmers", "Canton Square").replace("32.6", "32.7"))
    assert str(report) == "0 new, 1 changed, 0 unchanged, 0 to review, 0 refused"
    coop = Cooperative.objects.get()
    assert (coop.name, coop.slug, coop.places.get().lat) == ("Canton Square Market", "canton-farmers-market", 32.7)


def test_equal_names_get_addresses_that_differ_and_stay() -> None:
    rows = GOOD + GOOD.replace(",1,", ",2,") + GOOD.replace(",1,", ",3,").replace(",Canton,", ",Flora,")
    take(rows)
    slugs = list(Cooperative.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs == ["canton-farmers-market", "canton-farmers-market-canton", "canton-farmers-market-flora"]
    take(rows.replace("Farmers Market", "Market"))
    assert list(Cooperative.objects.order_by("pk").values_list("slug", flat=True)) == slugs
