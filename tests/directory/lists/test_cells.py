"""What one cell of somebody's list may be: a place, a ZIP code, a country, a web address, a text."""

import pytest

from directory.coops.web_addresses import web_address
from directory.lists.countries import country_code
from directory.lists.languages import language_of
from directory.lists.outcomes import inert
from directory.lists.positions import box_around, position
from directory.lists.postcodes import zip_code

SOUTH = (24.0, -107.0, 40.0, -75.0)


@pytest.mark.parametrize(
    ("said", "region", "code"),
    [
        ("39046", "MS", "39046"),
        ("39046-1234", "MS", "39046-1234"),
        ("390461234", "MS", "39046-1234"),
        ("39046.0", "MS", "39046"),
        ("1930", "MA", "01930"),
        ("1930-0012", "", "01930-0012"),
        ("601", "PR", "00601"),
        ("601", "", "00601"),
        ("2804", "NC", ""),
        ("0033", "MA", ""),
        ("MS", "MS", ""),
        ("550424", "MN", ""),
    ],
)
def test_zip_codes_get_their_zeros_back(said: str, region: str, code: str) -> None:
    assert zip_code(said, region) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("GB", "GB"),
        ("uk", "GB"),
        ("England", "GB"),
        ("United Kingdom", "GB"),
        ("ÖSterreich", "AT"),
        ("AT", "AT"),
        ("Ελλάδα", "GR"),
        ("Latvija", "LV"),
        ("España", "ES"),
        (" estados  Unidos ", "US"),
        ("U.S.A.", "US"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_countries_are_known_however_they_are_written(said: str, code: str) -> None:
    assert country_code(said) == code


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        ("-90.0", "32.6", "look exchanged"),
        ("0", "0", "are not a place"),
        ("95", "200", "are not a place"),
        ("1.7", "-3.4", "lie outside of the region of the list"),
        ("3_2", "-90", "are not a place"),
    ],
)
def test_what_is_no_place_is_dropped_and_said(lat: str, lon: str, reason: str) -> None:
    remarks: list[str] = []
    assert position(lat, lon, remarks, box=SOUTH, only_inside=True) == (None, None)
    assert remarks == [f"coordinates “{lat}, {lon}” {reason} and were dropped"]


def test_a_far_place_stays_where_the_list_may_have_some() -> None:
    assert position("1.7", "-3.4", [], box=SOUTH) == (1.7, -3.4)
    assert position("32,6", "-90,0", [], box=SOUTH) == (32.6, -90.0)


def test_a_list_without_a_region_shows_it_by_its_places() -> None:
    places = [(f"{43 + n / 100}", f"{-5 - n / 100}") for n in range(50)]
    box = box_around([*places, ("-5.2", "43.1")])
    remarks: list[str] = []
    assert position("-5.2", "43.1", remarks, box=box) == (None, None)
    assert "look exchanged" in remarks[0]
    assert box_around(places[:5]) is None


@pytest.mark.parametrize(
    ("said", "address", "remark"),
    [
        ("www.x.example", "http://www.x.example", None),
        ("https://x.example/a?b=c", "https://x.example/a?b=c", None),
        ("http://a.example; http://b.example", "http://a.example", "of several web addresses only the first was taken"),
        ("javascript:alert(1)", "", "is not one"),
        ("javascript://x.example/%0aalert(1)", "", "is not one"),
        ("data:text/html,x", "", "is not one"),
        ("ftp://x.example", "", "is not one"),
        ("http://localhost:8000", "", "a private host"),
        ("http://127.0.0.1/", "", "a private host"),
        ("http://10.0.0.7", "", "a private host"),
        ("http://169.254.169.254/latest", "", "a private host"),
        ("http://[::1]/", "", "a private host"),
        ("http://[::ffff:10.0.0.7]/", "", "a private host"),
        ("http://printer.local./", "", "a private host"),
        ("http://2130706433/", "", "is not one"),
        ("http://0x7f.1/", "", "is not one"),
    ],
)
def test_only_web_addresses_that_one_may_be_sent_to_are_taken(said: str, address: str, remark: str | None) -> None:
    remarks: list[str] = []
    assert web_address(said, remarks) == address
    assert remarks == [] if remark is None else remark in remarks[0]


def test_a_password_is_dropped_and_not_repeated() -> None:
    remarks: list[str] = []
    assert web_address("http://june:greens@x.example/", remarks) == ""
    assert remarks == ["web address is an e-mail address or carries a sign-in name and was dropped"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The organisation acts as an interface between the food industry and social welfare.", "en"),
        ("Cooperativa dedicada a la bicicleta como transporte en la ciudad y el campo.", "es"),
        ("Der Verein ist für alle und mit allen da.", ""),
        ("A empresa de produção de acessórios de moda com o trabalho de reclusos", ""),
        ("L'atelier est une entreprise de travail adapté", ""),
        ("Bike factory", ""),
        ("", ""),
    ],
)
def test_a_text_is_english_spanish_or_left_out(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@me", "\t=1", "  =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
