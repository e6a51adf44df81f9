"""A list that nobody has described: what its columns are is found out from their names and what they hold."""

import pytest

from directory.lists.profiles import Profile
from directory.lists.proposing import PROPOSED, profile_for
from directory.lists.records import Organisation, organisations
from directory.lists.tables import NotATable, read_table


def proposed(text: str) -> Profile:
    return profile_for(read_table(text.encode()), list_name="ours")


def columns(text: str) -> dict[str, str]:
    return {field: feed.columns[0] for field, feed in proposed(text).feeds.items()}


def taken(text: str) -> list[Organisation]:
    table = read_table(text.encode())
    return [row for row in organisations(table, profile_for(table, list_name="ours")) if isinstance(row, Organisation)]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        (
            "Market Name,Street Address,City,State,ZIP Code,Latitude,Longitude,Web Site",
            "name street city region postcode lat lon website",
        ),
        (
            "Nombre de la Cooperativa;Dirección;Población;Provincia;Código Postal;Latitud;Longitud;Página web",
            "name street city region postcode lat lon website",
        ),
        ("Site City|Organization|Site State|X|Y", "city name region lon lat"),
        ("Org. Name\tMailing Address\tTown\tCountry Code", "name street city country"),
    ],
)
def test_columns_are_known_by_their_names_in_english_and_spanish(heading: str, fields: str) -> None:
    delimiter = next(sign for sign in ",;|\t" if sign in heading)
    expected = dict(zip(fields.split(), map(str.lower, heading.split(delimiter)), strict=True))
    assert columns(heading + "\n" + delimiter.join("x" * len(expected)) + "\n") == expected


def test_columns_about_a_person_are_nobodys_name_or_street() -> None:
    heading = "Contact Name,Email Address,Phone,Business,Name of Business,City\n"
    assert columns(heading + "June,j@x.example,1,Bread,Pan,Canton\n") == {"name": "name of business", "city": "city"}


def test_columns_of_other_names_are_known_by_what_they_hold() -> None:
    rows = "".join(f"Co-op {n},3{n}.61234,-9{n}.12345,3904{n},http://x{n}.example,12\n" for n in range(5))
    assert columns("name,a,b,c,d,e\n" + rows) == {
        "name": "name",
        "website": "d",
        "postcode": "c",
        "lat": "a",
        "lon": "b",
    }
    (first, *_) = taken("name,b,a\n" + "".join(f"Co-op {n},-9{n}.12345,3{n}.61234\n" for n in range(1, 5)))
    assert (first.lat, first.lon) == (31.61234, -91.12345)


@pytest.mark.parametrize(
    "cell", ["(32.3, -90.1)", "32.3 -90.1", "POINT (-90.1 32.3)", "1 Main St Jackson (32.3, -90.1)"]
)
def test_a_position_may_stand_in_one_cell(cell: str) -> None:
    (found,) = taken(f'name,somewhere\nCo-op,"{cell}"\n')
    assert (found.lat, found.lon) == (32.3, -90.1)


def test_a_few_cells_say_nothing_of_a_column() -> None:
    rows = "".join(f"Co-op {n},Canton,\n" for n in range(9))
    assert "postcode" not in columns("name,city,odd\nCo-op,Canton,39046\n" + rows)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("who,what\nA,B\n", "No column can be the name. There are: who, what."),
        ("name,price,unit\nBread,4,1\n", "No column can say where an organization is. There are: name, price, unit."),
        ("Title,Vendor,Variant SKU,URL\nBread,Pan,1,x.example\n", "It is a list of goods"),
    ],
)
def test_what_is_hardly_a_list_of_organisations_is_refused_with_the_columns_it_has(text: str, reason: str) -> None:
    with pytest.raises(NotATable, match=reason):
        proposed(text)


def test_a_list_of_the_same_columns_as_a_known_one_does_not_go_by_its_name() -> None:
    assert proposed("_id,name,city\n1,A,Canton\n").name == PROPOSED
    assert proposed("FMID,MarketName,city\n1,A,Canton\n").name == PROPOSED


def test_an_id_is_made_that_outlives_a_new_street_and_tells_houses_of_one_town_apart() -> None:
    rows = "name,city,street\nPan,Canton,1 Main\nPan,Canton,2 Elm\nPan,Flora,3 Oak\nPan,Canton,2 Elm\n"
    first, second, third = taken(rows)
    assert len({first.record, second.record, third.record}) == 3
    assert taken(rows.replace("1 Main", "9 New Road"))[0].record == first.record
