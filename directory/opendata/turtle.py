"""The list in Turtle: each co-op an ESSGlobal SSE initiative, with its address, activities and sources."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from directory.coops.description import Description, Origin, Somewhere, Texts
from directory.opendata import essglobal, licences

PREFIXES = {
    "ess": essglobal.VOCABULARY,
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "gr": "http://purl.org/goodrelations/v1#",
    "schema": "https://schema.org/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# Signs of an address that stay as they are; all others, and what an IRI in Turtle may not hold, are written in percent.
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%~-._"

Said = tuple[str, str]  # property and value, both in Turtle


def pieces(coops: Iterable[Description], about: Iterable[Said], iri: str) -> Iterator[str]:
    """`about` is said of the list as a whole, which `iri` names."""
    yield "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    yield _block(resource(iri), [("a", "schema:Dataset"), *about])
    for coop in coops:
        yield initiative(coop)


def initiative(coop: Description) -> str:
    said: list[Said] = [
        ("a", "ess:SSEInitiative"),
        ("dct:identifier", text(coop.id)),
        ("gr:name", text(coop.name)),
        *(("dct:description", one) for one in _texts(coop.summary)),
        *(("ess:mission", one) for one in _texts(coop.about)),
        ("foaf:page", resource(coop.page)),
        ("dct:created", _moment(coop.added.isoformat(timespec="seconds"))),
        ("dct:modified", _moment(coop.changed.isoformat(timespec="seconds"))),
    ]
    if coop.website:
        said.append(("foaf:homepage", resource(coop.website)))
    if coop.email:
        said.append(("vcard:hasEmail", resource(f"mailto:{coop.email}")))
    if coop.phone:
        said.append(("vcard:tel", text(coop.phone)))
    if coop.members is not None:
        said.append(("ess:totalOfMembers", str(coop.members)))
    if coop.founded is not None:
        said.append(("schema:foundingDate", f'"{coop.founded:04}"^^xsd:gYear'))
    if form := essglobal.legal_form(coop.legal_form, coop.kind):
        said.append(("ess:legalForm", resource(form)))
    said += [("schema:knowsLanguage", text(language)) for language in coop.languages]
    said += [("schema:sameAs", resource(address)) for _kind, address in coop.links]
    said += _activities(coop)
    said += [("ess:hasAddress", _address(place)) for place in coop.places]
    said += [("dct:source", _source(source)) for source in coop.sources]
    return _block(resource(coop.iri), said)


def _activities(coop: Description) -> Iterator[Said]:
    sectors = dict.fromkeys(essglobal.sector(topic.slug, topic.under) for topic in coop.topics)
    for code, name in sectors:
        if code:
            yield "ess:economicSector", text(name, "en")
            yield "dct:subject", resource(f"{essglobal.ACTIVITIES}#{code}")


def _address(place: Somewhere) -> str:
    told = {
        "schema:name": place.name,
        "vcard:street-address": place.street,
        "vcard:locality": place.city,
        "ess:state": place.region,
        "vcard:postal-code": place.postcode,
        "vcard:country-name": place.country,
    }
    said = [("a", "ess:Address"), *((name, text(value)) for name, value in told.items() if value)]
    if place.lat is not None and place.lon is not None:
        said += [("geo:lat", _number(place.lat)), ("geo:long", _number(place.lon))]
    return _inside(said)


def _source(source: Origin) -> str:
    said = [("dct:title", text(source.title)), ("dct:date", f'"{source.as_of}"^^xsd:date')]
    if source.url:
        said.append(("foaf:page", resource(source.url)))
    if licence := licences.of(source):
        said.append(("dct:license", text(licence)))
    return _inside(said)


def text(words: str, language: str = "") -> str:
    return f'"{words.translate(_ESCAPED)}"' + (f"@{language}" if language else "")


def resource(address: str) -> str:
    return f"<{quote(address, safe=_OF_ADDRESSES)}>"


def _texts(texts: Texts) -> list[str]:
    return [text(words, language) for language, words in texts.items()]


def _moment(iso: str) -> str:
    return f'"{iso}"^^xsd:dateTime'


def _number(degrees: float) -> str:
    return f'"{degrees:.7f}"^^xsd:decimal'


def _inside(said: Iterable[Said]) -> str:
    return "[ " + " ; ".join(f"{name} {value}" for name, value in said) + " ]"


def _block(subject: str, said: Iterable[Said]) -> str:
    return f"\n{subject}\n    " + " ;\n    ".join(f"{name} {value}" for name, value in said) + " .\n"
