"""The shapes of the read API, as OpenAPI tells them."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from directory.coops.states import Kind, Labour, LegalForm, LinkKind, Spoken, Standing, Weekday

Weekdays = Annotated[str, Field(json_schema_extra={"enum": [day.name.lower() for day in Weekday]})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Texts(Schema):
    """A text in the languages in which there is one."""

    en: str | None = None
    es: str | None = None


class Topic(Schema):
    slug: str
    name: Texts
    under: str = Field(description="The slug of the topic above it, or empty.")


class Hours(Schema):
    day: Weekdays
    opens: str = Field(description="In the co-op's time zone, such as 09:00.")
    closes: str


class Place(Schema):
    name: str
    street: str
    city: str
    region: str
    postcode: str
    country: str = Field(description="Two letters, ISO 3166.")
    latitude: float | None = Field(description="Degrees, WGS 84.")
    longitude: float | None
    directions: Texts
    hours: list[Hours]


class Link(Schema):
    kind: LinkKind
    url: str


class Source(Schema):
    title: str
    url: str
    license: str = Field(description="Empty where we do not know it.")
    as_of: Day
    facts: str
    list: str
    record: str = Field(description="The id of the entry in that list.")


class Coop(Schema):
    id: str = Field(description="Stays the same, also when the co-op takes another name.")
    iri: str
    page: str
    name: str
    kind: Kind
    standing: Standing
    is_demo: bool = Field(description="Invented for the demonstration.")
    summary: Texts
    about: Texts
    owned: Texts
    written_in: Literal["en", "es"]
    founded: int | None
    members: int | None
    email: str
    phone: str
    website: str
    time_zone: str
    legal_form: LegalForm | Literal[""]
    labour: list[Labour] = Field(description="Who does the work.")
    languages: list[Spoken] = Field(description="Tags of the languages spoken, BCP 47.")
    links: list[Link]
    topics: list[Topic]
    places: list[Place]
    sources: list[Source]
    verified_on: Day | None
    added: Moment
    changed: Moment


class CoopPage(Schema):
    results: list[Coop]
    next: str | None = Field(description="The address of the next page; null on the last one.")
    cursor: str | None = Field(description="The cursor in that address.")
    license: str


class Wrong(Schema):
    parameter: str
    message: str


class Problem(Schema):
    detail: str
    errors: list[Wrong] = []
