"""The list as files: read by other people's parsers, whole, the same in each."""

import csv
import io
import json
from collections.abc import Callable

import geojson
import pytest
from django.test import Client
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from directory.coops.models import Cooperative
from directory.opendata.spreadsheet import COLUMNS
from tests.directory.opendata.conftest import SITE, many
from tests.factories import CoopFactory, PlaceFactory

pytestmark = pytest.mark.django_db
FILES = ["/data/co-ops.csv", "/data/co-ops.geojson", "/data/co-ops.ttl", "/data/murmurations.json"]
ESS = Namespace("http://purl.org/essglobal/vocab/")
GR = Namespace("http://purl.org/goodrelations/v1#")
DCT = Namespace("http://purl.org/dc/terms/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")

Read = Callable[[str], str]


def rows(read: Read) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read("/data/co-ops.csv"), newline=""), strict=True))


def test_the_spreadsheet_keeps_its_columns(read: Read) -> None:
    """Whoever reads it by machine leans on these: new ones come last, none goes."""
    head = next(csv.reader(io.StringIO(read("/data/co-ops.csv"))))
    assert tuple(head) == COLUMNS
    assert head[:9] == ["id", "name", "kind", "standing", "is_demo", "page", "website", "phone", "email"]
    assert head[9:17] == ["place", "street", "city", "region", "postcode", "country", "latitude", "longitude"]
    assert head[17:24] == ["hours", "more_places", "topics", "summary_en", "summary_es", "about_en", "about_es"]
    assert head[24:] == [
        *("owned_en", "owned_es", "founded", "members", "verified_on", "added", "changed", "sources"),
        *("legal_form", "labour", "languages", "links"),
    ]


def test_a_row_of_the_spreadsheet(read: Read, bakery: Cooperative) -> None:
    (row,) = rows(read)
    told = {
        "id": bakery.public_id,
        "name": "Panadería «La Masa» & Sons",
        "page": f"{SITE}/co-ops/la-masa/",
        "latitude": "32.3",
        "longitude": "-90.2",
        "hours": "Sa 09:00-12:30",
        "more_places": "1",
        "topics": "bread",
        "about_en": "First line.\n\nSecond \\ line.",
        "owned_es": "Cada una tiene un voto.",
        "founded": "2016",
        "is_demo": "yes",
        "legal_form": "company",
        "labour": "owners; volunteers",
        "languages": "en; cho",
        "links": "facebook https://www.facebook.com/la-masa; other https://pan.example/",
        "verified_on": "2026-11-12",
        "sources": "Their own word (2026-11-02, license not known); "
        "A list (2019-01-01, Public domain (United States government))",
    }
    assert {name: row[name] for name in told} == told


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "|", "%", "\n"])
def test_no_cell_is_a_formula(read: Read, start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    coop = CoopFactory(name=text, summary_en=text, about_es=text, phone=text[:30], website=text)
    PlaceFactory(cooperative=coop, street=text, city=text, lat=None, lon=None)
    (row,) = rows(read)
    loose = {name: cell for name, cell in row.items() if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))}
    assert loose == {}


def test_the_map_has_a_feature_for_each_co_op(read: Read, bakery: Cooperative) -> None:
    one = CoopFactory(place=True)
    nowhere = CoopFactory()
    told = json.loads(read("/data/co-ops.geojson"))
    assert (told["type"], told["count"]) == ("FeatureCollection", 3)
    features = {feature["id"]: feature for feature in told["features"]}
    assert features[bakery.public_id]["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[-90.2, 32.3], [-90.1, 32.4]],
    }
    assert features[one.public_id]["geometry"] == {"type": "Point", "coordinates": [-90.2, 32.3]}
    assert features[nowhere.public_id]["geometry"] is None
    properties = features[bakery.public_id]["properties"]
    assert properties["places"][0]["hours"] == [{"day": "saturday", "opens": "09:00", "closes": "12:30"}]
    assert properties["topics"] == [{"slug": "bread", "name": {"en": "Bread and baking", "es": "Pan"}, "under": "food"}]


def test_the_map_is_geojson_to_another_reader(read: Read, bakery: Cooperative) -> None:
    CoopFactory()
    told = geojson.loads(read("/data/co-ops.geojson"))
    assert told.is_valid, told.errors()
    assert len(told.features) == 2


def test_the_turtle_says_what_we_know(read: Read, bakery: Cooperative) -> None:
    graph = Graph().parse(data=read("/data/co-ops.ttl"), format="turtle")
    coop = URIRef(f"{SITE}/co-ops/id/{bakery.public_id}/")
    assert (coop, RDF.type, ESS.SSEInitiative) in graph
    assert (coop, GR.name, Literal("Panadería «La Masa» & Sons")) in graph
    assert set(graph.objects(coop, DCT.description)) == {
        Literal('Six bakers own this "bakery".', lang="en"),
        Literal("Seis panaderas son dueñas.", lang="es"),
    }
    assert (coop, ESS.mission, Literal("First line.\n\nSecond \\ line.", lang="en")) in graph
    assert (coop, FOAF.homepage, URIRef("https://bread.example/?q=%3Cpan%3E")) in graph
    assert (coop, ESS.totalOfMembers, Literal(6)) in graph
    assert (coop, ESS.legalForm, URIRef("http://purl.org/essglobal/standard/legal-form/L3")) in graph
    assert (coop, DCT.subject, URIRef("http://purl.org/essglobal/standard/activities/#A03")) in graph
    addresses = list(graph.objects(coop, ESS.hasAddress))
    assert {str(graph.value(address, VCARD["street-address"])) for address in addresses} == {
        "12 Poplar Street",
        "2 Mill Road",
    }
    licences = {graph.value(source, DCT.license) for source in graph.objects(coop, DCT.source)}
    assert licences == {None, Literal("Public domain (United States government)")}
    assert {graph.value(source, DCT.date) for source in graph.objects(coop, DCT.source)} == {
        Literal("2019-01-01", datatype=XSD.date),
        Literal("2026-11-02", datatype=XSD.date),
    }


AWKWARD = 'a"b\\c\n\t\r\x07\x0b\u2028\ufeff\ufffe</script><!-- é 😀 ]]> ^^<x> @en'


def test_no_text_breaks_a_file(read: Read) -> None:
    """What is no letter of XML is left out everywhere; all else comes through as it was written."""
    coop = CoopFactory(
        name=AWKWARD, summary_en=AWKWARD, website="https://a.example/ñ|{}\"'\\^`<>", email="a b@c.example"
    )
    PlaceFactory(cooperative=coop, street=AWKWARD)
    spoken = AWKWARD.replace("\x07", "").replace("\x0b", "").replace("\ufffe", "")
    (row,) = rows(read)
    assert row["name"] == spoken
    assert json.loads(read("/data/co-ops.geojson"))["features"][0]["properties"]["name"] == spoken
    graph = Graph().parse(data=read("/data/co-ops.ttl"), format="turtle")
    assert list(graph.objects(None, GR.name)) == [Literal(spoken)]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_listed_is_in_none(read: Read, path: str, state: str) -> None:
    unseen, seen = CoopFactory(name="Unseen", slug="unseen", state=state), CoopFactory(name="Seen")
    text = read(path)
    assert unseen.public_id not in text and "Unseen" not in text and "unseen" not in text
    assert seen.public_id in text


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("count", "queries"), [(20, 4 + 6), (2_000, 4 + 4 * 6 + 1)])
def test_the_whole_list_takes_few_queries(
    client: Client, path: str, count: int, queries: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    """Four for the edition; each 500 co-ops are six, whatever is known of them."""
    many(count)
    with django_assert_num_queries(queries):
        text = client.get(path).getvalue().decode()
    assert text.count("many-1") or text.count("murmurations/") == count


@pytest.mark.parametrize("path", FILES)
def test_an_empty_list_is_a_file_too(read: Read, path: str) -> None:
    text = read(path)
    if path.endswith("ttl"):
        Graph().parse(data=text, format="turtle")
    elif "json" in path:
        json.loads(text)
    else:
        assert len(text.splitlines()) == 1
