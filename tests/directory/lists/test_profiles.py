"""Profiles: each that is saved can be read, and one that is wrong says what is."""

import re

import pytest

from directory.lists.datasets import dataset
from directory.lists.profile_files import BadProfile, names
from directory.lists.profiles import load_profile, profile_of
from directory.lists.records import Organisation, organisations, read_list
from directory.lists.tables import Table, read_table

GOOD = {"list": "ours", "id": "id", "columns": {"name": "name"}, "always": {"kind": "worker"}}


def only(table: Table, profile: str) -> Organisation:
    (found,) = organisations(table, load_profile(profile))
    assert isinstance(found, Organisation)
    return found


@pytest.mark.parametrize("name", names())
def test_each_saved_profile_can_be_read_and_its_lists_are_known(name: str) -> None:
    profile = load_profile(name)
    assert profile.box is not None
    for known in {profile.list_name, *profile.lists} - {""}:
        assert dataset(known).url
        assert dataset(known).licence


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"colums": {}}, "not known: colums"),
        ({"columns": "name"}, "columns is a table: [columns]"),
        ({"columns": {}}, "columns must say which one is the name"),
        ({"columns": {"name": "a", "nome": "b"}}, "columns may feed name, street"),
        ({"columns": {"name": 3}}, "name is a column, a list of columns, or"),
        ({"columns": {"name": "a", "phone": "b"}}, "phone and email only where it says contacts_are_published = true"),
        ({"list": ""}, "it must say list or list_column"),
        ({"id": ""}, "it must say id, or id_from"),
        ({"id_from": ["shoe"]}, "id_from names fields"),
        ({"always": {}}, "it must say a kind, for a column or always"),
        ({"always": {"kind": "club"}}, "no kind is called club; there are worker"),
        ({"always": {"kind": "worker", "street": "x"}}, "always may say kind, country, region, city"),
        ({"kind": {"column": "a", "values": {"x": "club"}}}, "no kind is called club"),
        ({"kind": {"column": "a", "values": []}}, "the values of a kind are a table"),
        ({"box": [1, 2, 3]}, "box is south, west, north, east in degrees"),
        ({"lists": {"ours": {"name": "Ours"}}}, "a list has title, url, as_of (a day) and licence"),
    ],
)
def test_a_profile_that_is_wrong_says_what_is(change: dict[str, object], reason: str) -> None:
    assert profile_of("ours", GOOD).name == "ours"
    with pytest.raises(BadProfile, match=re.escape(reason)):
        profile_of("ours", GOOD | change)


def test_the_national_markets_get_their_zeros_and_their_state_in_letters() -> None:
    heading = "FMID,MarketName,Website,street,city,State,zip,x,y,Season1Date\n"
    row = "7, Invented Market,,1 Main,Salem ,Massachusetts,1970,-70.9,42.5,06/14/2017 to 08/30/2017\n"
    found = only(read_table((heading + row).encode()), "usda-farmers-markets")
    assert (found.dataset, found.record, found.name, found.kind) == ("usda-fm", "7", "Invented Market", "market")
    assert (found.city, found.region, found.postcode, found.country) == ("Salem", "MA", "01970", "US")
    assert (found.lat, found.lon) == (42.5, -70.9)


def test_the_solidarity_map_gets_its_kinds_countries_and_languages() -> None:
    text = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"_id": "a", "name": "Erfunden",
        "type_of_initiative": "other; Local_farmersmarket;food_cooperative", "addr:country": "\\u00d6sterreich", "addr:street": "Gasse",
        "addr:housenumber": "3", "website": "http://x.example", "description": "Der Verein ist f\\u00fcr alle da",
        "description:es": "Para todos"}, "geometry": {"type": "Point", "coordinates": [16.3, 48.2]}}]}"""
    found = only(read_list(text.encode()), "solidarity-map")
    assert (found.kind, found.country, found.street, found.website) == ("consumer", "AT", "Gasse 3", "http://x.example")
    assert found.texts == {"about_en": "", "about_es": "Para todos"}
    assert found.remarks == (
        "what it says of itself is in neither English nor Spanish, or too short to tell, and was left out",
    )


def test_what_is_not_read_does_not_make_a_row_another_one() -> None:
    heading, row = "source,source_id,name,type,street\n", "ours,1,Pan,worker,1 Main\n"
    was = only(read_table((heading + row).encode()), "us-south").digest
    other = "Updated;NAME;Type;Street;Source;Source_ID\n2026;Pan;worker;1 Main;ours;1\n"
    assert only(read_table(other.encode("utf-16")), "us-south").digest == was


def test_a_feature_that_does_not_tell_its_country_is_not_taken_for_one_at_home() -> None:
    here = '{"type": "Feature", "properties": {"_id": "%s", "name": "A", "type_of_initiative": ""%s}, "geometry": null}'
    told = here % ("1", ', "addr:country": "AT"')
    table = read_list(f'{{"type": "FeatureCollection", "features": [{told}, {here % ("2", "")}]}}'.encode())
    assert [row.country for row in organisations(table, load_profile("solidarity-map"))] == ["AT", ""]
    assert only(read_table(b"_id,name,type_of_initiative\n1,A,\n"), "solidarity-map").country is None
