"""What we say in other people's words, held against what these words ask for."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft7Validator
from pyshacl import validate
from rdflib import Graph, Literal, URIRef

from directory.coops.models import Cooperative
from tests.directory.opendata.conftest import SITE
from tests.factories import CoopFactory, PlaceFactory

pytestmark = pytest.mark.django_db
Read = Callable[[str], str]

# Written from the field list of Murmurations' organizations_schema-v1.0.0; stricter than it: a field that it does not have is wrong.
_WEB = {"type": "string", "maxLength": 2000, "pattern": "^https?://"}
MURMURATIONS = {
    "type": "object",
    "required": ["linked_schemas", "name"],
    "additionalProperties": False,
    "properties": {
        "linked_schemas": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": r"^[a-z_][a-z0-9_]+-v\d+\.\d+\.\d+$"},
        },
        "name": {"type": "string", "minLength": 1, "maxLength": 200},
        "primary_url": _WEB,
        "urls": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["url"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}, "url": _WEB},
            },
        },
        "unique_id": {"type": "string"},
        "status": {"enum": ["active", "completed", "cancelled", "on_hold", "in_planning"]},
        "description": {"type": "string"},
        "mission": {"type": "string"},
        "tags": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
        "full_address": {"type": "string"},
        "country_iso_3166": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "geolocation": {
            "type": "object",
            "required": ["lat", "lon"],
            "additionalProperties": False,
            "properties": {
                "lat": {"type": "number", "minimum": -90, "maximum": 90},
                "lon": {"type": "number", "minimum": -180, "maximum": 180},
            },
        },
        "contact_details": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"email": {"type": "string"}, "contact_form": _WEB},
        },
        "telephone": {"type": "string", "minLength": 1, "maxLength": 100},
    },
}

# What schema.org, and search engines that read it, expect of an organisation with places and hours.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass s:LocalBusiness, s:Organization, s:BankOrCreditUnion ;
   sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] ,
               [ sh:path s:url ; sh:maxCount 1 ] ,
               [ sh:path s:description ; sh:maxCount 1 ; sh:minLength 1 ] ,
               [ sh:path s:knowsLanguage ; sh:pattern "^[a-z]{2,3}$" ] ,
               [ sh:path s:sameAs ; sh:pattern "^https?://" ] ,
               [ sh:path s:foundingDate ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}$" ] ,
               [ sh:path s:address ; sh:maxCount 1 ; sh:class s:PostalAddress ] ,
               [ sh:path s:location ; sh:class s:Place ] ,
               [ sh:path s:memberOf ; sh:class s:Organization ] .
[] a sh:NodeShape ; sh:targetClass s:Place ;
   sh:property [ sh:path s:address ; sh:maxCount 1 ; sh:class s:PostalAddress ] ,
               [ sh:path s:geo ; sh:maxCount 1 ; sh:class s:GeoCoordinates ] ,
               [ sh:path s:openingHoursSpecification ; sh:class s:OpeningHoursSpecification ] .
[] a sh:NodeShape ; sh:targetClass s:PostalAddress ;
   sh:property [ sh:path s:addressCountry ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[A-Z]{2}$" ] .
[] a sh:NodeShape ; sh:targetClass s:GeoCoordinates ;
   sh:property [ sh:path s:latitude ; sh:minCount 1 ; sh:minInclusive -90 ; sh:maxInclusive 90 ] ,
               [ sh:path s:longitude ; sh:minCount 1 ; sh:minInclusive -180 ; sh:maxInclusive 180 ] .
[] a sh:NodeShape ; sh:targetClass s:OpeningHoursSpecification ;
   sh:property [ sh:path s:dayOfWeek ; sh:minCount 1 ; sh:in ( "https://schema.org/Monday" "https://schema.org/Tuesday"
       "https://schema.org/Wednesday" "https://schema.org/Thursday" "https://schema.org/Friday" "https://schema.org/Saturday"
       "https://schema.org/Sunday" ) ] ,
               [ sh:path s:opens ; sh:minCount 1 ; sh:pattern "^[0-9]{2}:[0-9]{2}$" ] ,
               [ sh:path s:closes ; sh:minCount 1 ; sh:pattern "^[0-9]{2}:[0-9]{2}$" ] .
"""
TURTLE_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ess: <http://purl.org/essglobal/vocab/> .
@prefix gr: <http://purl.org/goodrelations/v1#> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass ess:SSEInitiative ; sh:nodeKind sh:IRI ;
   sh:property [ sh:path gr:name ; sh:minCount 1 ; sh:maxCount 1 ] ,
               [ sh:path dct:description ; sh:uniqueLang true ] ,
               [ sh:path dct:modified ; sh:minCount 1 ; sh:datatype xsd:dateTime ] ,
               [ sh:path ess:totalOfMembers ; sh:maxCount 1 ; sh:datatype xsd:integer ] ,
               [ sh:path ess:legalForm ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
               [ sh:path ess:hasAddress ; sh:class ess:Address ] .
[] a sh:NodeShape ; sh:targetClass ess:Address ;
   sh:property [ sh:path geo:lat ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive -90 ; sh:maxInclusive 90 ] ,
               [ sh:path geo:long ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive -180 ; sh:maxInclusive 180 ] .
"""


def conforms(graph: Graph, shapes: str) -> None:
    fits, _graph, words = validate(graph, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    assert fits, words


def in_page(client: Client, coop: Cooperative, language: str = "") -> dict[str, Any]:
    text = client.get(f"{language}/co-ops/{coop.slug}/").content.decode()
    raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert raw is not None
    told: dict[str, Any] = json.loads(raw[1])
    return told


def as_graph(told: dict[str, Any]) -> Graph:
    """schema.org's own context lies on the network; what it does for us is to name the words."""
    assert told["@context"] == "https://schema.org"
    here = told | {"@context": {"@vocab": "https://schema.org/"}}
    return Graph().parse(data=json.dumps(here), format="json-ld")


@pytest.mark.parametrize("language", ["", "/es"])
def test_a_page_says_what_schema_org_expects(client: Client, bakery: Cooperative, language: str) -> None:
    graph = as_graph(in_page(client, bakery, language))
    conforms(graph, SHAPES)
    assert len(graph) > 30


@pytest.mark.parametrize("kind", ["worker", "credit_union", "land_trust", "support", "market"])
def test_a_page_with_little_in_it_does_too(client: Client, kind: str) -> None:
    coop = CoopFactory(kind=kind)
    PlaceFactory(cooperative=coop, street="", city="", region="", postcode="", lat=None, lon=None)
    conforms(as_graph(in_page(client, coop)), SHAPES)


def test_the_shapes_find_what_is_wrong(client: Client, bakery: Cooperative) -> None:
    told = in_page(client, bakery)
    told["location"][0]["geo"]["latitude"] = 99
    with pytest.raises(AssertionError, match="99"):
        conforms(as_graph(told), SHAPES)


def test_a_page_names_the_co_op_as_the_data_do_and_speaks_the_language_of_the_page(
    client: Client, bakery: Cooperative
) -> None:
    english, spanish = in_page(client, bakery), in_page(client, bakery, "/es")
    assert english["@id"] == spanish["@id"] == f"{SITE}/co-ops/id/{bakery.public_id}/"
    assert (english["description"], spanish["description"]) == (
        'Six bakers own this "bakery".',
        "Seis panaderas son dueñas.",
    )
    assert (english["keywords"], spanish["keywords"]) == (["Bread and baking"], ["Pan"])
    assert (english["knowsLanguage"], spanish["knowsLanguage"]) == (["en", "cho"], ["en", "cho"])
    assert english["sameAs"] == ["https://www.facebook.com/la-masa", "https://pan.example/"]
    assert english["memberOf"] == {"@type": "Organization", "name": "Cooperation Jackson"}


def test_the_turtle_fits_its_shapes(read: Read, bakery: Cooperative) -> None:
    CoopFactory()
    PlaceFactory(lat=None, lon=None)
    graph = Graph().parse(data=read("/data/co-ops.ttl"), format="turtle")
    conforms(graph, TURTLE_SHAPES)
    of_bakery = graph.value(predicate=URIRef("http://purl.org/goodrelations/v1#name"), object=Literal(bakery.name))
    forms = list(graph.objects(of_bakery, URIRef("http://purl.org/essglobal/vocab/legalForm")))
    assert list(map(str, forms)) == ["http://purl.org/essglobal/standard/legal-form/L3"]
    spoken = graph.objects(of_bakery, URIRef("https://schema.org/knowsLanguage"))
    assert sorted(map(str, spoken)) == ["cho", "en"]


def test_a_murmurations_profile_fits_its_schema(client: Client, bakery: Cooperative) -> None:
    nothing_known, nowhere = CoopFactory(), PlaceFactory(lat=None, lon=None, street="").cooperative
    for coop in (bakery, nothing_known, nowhere):
        told = client.get(f"/data/murmurations/{coop.public_id}.json").json()
        Draft7Validator(MURMURATIONS).validate(told)
    told = client.get(f"/data/murmurations/{bakery.public_id}.json").json()
    assert told["linked_schemas"] == ["organizations_schema-v1.0.0"]
    assert told["geolocation"] == {"lat": 32.3, "lon": -90.2}
    assert told["full_address"] == "12 Poplar Street, Jackson, MS 39203, US"
    assert told["tags"] == ["worker", "Bread and baking"]
    assert told["primary_url"] == "https://bread.example/?q=<pan>"
    assert told["urls"] == [
        {"name": "Cooperation Jackson", "url": f"{SITE}/co-ops/la-masa/"},
        {"name": "Facebook", "url": "https://www.facebook.com/la-masa"},
        {"name": "Another web page", "url": "https://pan.example/"},
    ]


def test_the_list_of_profiles_leads_to_each(read: Read, client: Client, bakery: Cooperative) -> None:
    CoopFactory()
    told = json.loads(read("/data/murmurations.json"))
    assert len(told) == 2
    for one in told:
        assert client.get(one["profile_url"].removeprefix(SITE)).status_code == 200
        assert isinstance(one["last_updated"], int)


@pytest.mark.parametrize("state", ["waiting", "hidden", "closed"])
def test_what_is_not_listed_has_no_profile(client: Client, state: str) -> None:
    coop = CoopFactory(state=state)
    assert client.get(f"/data/murmurations/{coop.public_id}.json").status_code == 404
