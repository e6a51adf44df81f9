"""One row of a list of organisations, made fit for the directory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from directory.coops.models import Kind
from directory.coops.web_addresses import web_address
from directory.lists.called import kinds_by_word
from directory.lists.countries import country_code
from directory.lists.features import is_json, read_features
from directory.lists.languages import language_of
from directory.lists.letters import compared
from directory.lists.names import tidy_name, tidy_place
from directory.lists.positions import box_around, position, split_position
from directory.lists.postcodes import zip_code
from directory.lists.profiles import ABOUT, CONTACT_FIELDS, TEXT_FIELDS, Box, Profile
from directory.lists.tables import Remark, Row, Table, read_table
from directory.lists.terms import called
from directory.places.regions import STATES

_LONGEST = {"name": 180, "street": 200, "city": 100, "region": 40, "postcode": 12, "phone": 30, "email": 254}
_LONGEST |= {"about_en": 20_000, "about_es": 20_000, "summary_en": 300, "summary_es": 300}
_STATE_OF_NAME = {name.lower(): letters for letters, name in STATES.items()} | {"virgin islands": "VI"}
_ROWS_TO_TELL_A_REGION_BY = 2_000
LONGEST_LIST_NAME = 60
_LONGEST_ID = 120
_LONGEST_MADE_ID = 20
_Lines = dict[tuple[str, str], int]


class Unfit(Exception):
    """Why a row cannot be taken."""


@dataclass(frozen=True)
class Organisation:
    """`dataset` and `record` name the row for ever; `listed_as` is the name as the list writes it. `country` is None where the list
    does not tell, `texts` are the further columns of a co-op that it feeds. `remarks` says what was dropped."""

    line: int
    dataset: str
    record: str
    digest: str
    name: str
    listed_as: str
    kind: Kind
    website: str
    street: str
    city: str
    region: str
    postcode: str
    lat: float | None
    lon: float | None
    country: str | None
    texts: dict[str, str]
    remarks: tuple[str, ...] = ()


def read_list(content: bytes) -> Table:
    """CSV or GeoJSON. Raises NotATable."""
    return read_features(content) if is_json(content) else read_table(content)


def organisations(table: Table, profile: Profile, *, dataset: str = "") -> Iterator[Organisation | Remark]:
    """Each row as an organisation, or why not. `dataset` names the list where the rows do not."""
    lines: _Lines = {}
    profile = profile.of(table.columns)
    box = profile.box or _box_of(table, profile)
    for row in table.rows():
        if isinstance(row, Remark):
            yield row
            continue
        fields = profile.read(row.cells)
        try:
            found = _once(_organisation(row, fields, profile, dataset, box), lines, is_made=not fields.get("id"))
        except Unfit as reason:
            yield Remark(row.line, str(reason), record=fields.get("id", ""), name=fields.get("name", ""))
            continue
        yield found


def _once(found: Organisation, lines: _Lines, *, is_made: bool) -> Organisation:
    """Two houses of one name in one town get ids that differ, where we made them: the second by all that its row says."""
    if is_made and (found.dataset, found.record) in lines:
        found = replace(found, record=found.digest[:_LONGEST_MADE_ID])
    first = lines.setdefault((found.dataset, found.record), found.line)
    if first != found.line:
        told = {"row": f"{found.dataset} {found.record}", "line": first}
        raise Unfit(_("doubled: %(row)s stands in line %(line)s") % told)
    return found


def _box_of(table: Table, profile: Profile) -> Box | None:
    fields = (
        profile.read(row.cells) for row in islice(table.rows(), _ROWS_TO_TELL_A_REGION_BY) if isinstance(row, Row)
    )
    return box_around(map(_numbers, fields))


def _numbers(fields: dict[str, str]) -> tuple[str, str]:
    """Latitude and longitude as the list writes them."""
    lat, lon = fields.get("lat", ""), fields.get("lon", "")
    return (lat, lon) if lat or lon else split_position(fields.get("position", ""))


def _organisation(row: Row, fields: dict[str, str], profile: Profile, dataset: str, box: Box | None) -> Organisation:
    remarks = [*row.remarks]
    source, record = fields.get("list") or dataset or profile.list_name, _record(fields, profile)
    _require(source and len(source) <= LONGEST_LIST_NAME, _("without the name of its list (source)"))
    _require(record and len(record) <= _LONGEST_ID, _("without an id of its own (source_id)"))
    _require(fields.get("name"), _("without a name"))
    too_long = _("its name has more than %(n)s letters") % {"n": _LONGEST["name"]}
    _require(len(fields["name"]) <= _LONGEST["name"], too_long)
    kind = _kind(fields, profile)
    country = _country(fields, profile, remarks)
    region = _region(_short_enough(fields, "region", remarks) or profile.always.get("region", ""), country)
    lat, lon = position(*_numbers(fields), remarks, box=box, only_inside=profile.only_inside)
    return Organisation(
        line=row.line,
        dataset=source,
        record=record,
        digest=sha256("\x1f".join(fields.values()).encode()).hexdigest(),
        name=tidy_name(fields["name"], kind),
        listed_as=fields["name"],
        kind=kind,
        website=web_address(fields.get("website", ""), remarks),
        street=_short_enough(fields, "street", remarks),
        city=tidy_place(_short_enough(fields, "city", remarks) or profile.always.get("city", "")),
        region=region,
        postcode=_postcode(fields, country, region, remarks),
        lat=lat,
        lon=lon,
        country=country,
        texts=_texts(fields, remarks),
        remarks=tuple(remarks),
    )


def _require(is_there: object, otherwise: str) -> None:
    if not is_there:
        raise Unfit(otherwise)


def _record(fields: dict[str, str], profile: Profile) -> str:
    """The list's own id, or one made of what does not change often: the same row has the same one next year."""
    if fields.get("id") or not profile.id_from:
        return fields.get("id", "")
    parts = [fields.get(name, "").casefold() for name in profile.id_from]
    return sha256("\x1f".join(parts).encode()).hexdigest()[:_LONGEST_MADE_ID] if any(parts) else ""


@cache
def _kinds() -> dict[str, Kind]:
    """By the words that lists have for them."""
    return {
        **{word: Kind(kind) for word, kind in kinds_by_word().items()},
        "farmers market": Kind.MARKET,
        "credit union": Kind.CREDIT_UNION,
        **{kind.value.replace("_", " "): kind for kind in Kind},
        **{kind.value: kind for kind in Kind},
        **{f"{kind.value} co-op": kind for kind in (Kind.WORKER, Kind.PRODUCER, Kind.CONSUMER, Kind.HOUSING)},
        "community land trust": Kind.LAND_TRUST,
        "support institution": Kind.SUPPORT,
    }


def _kind(fields: dict[str, str], profile: Profile) -> Kind:
    said = fields.get("kind") or profile.always.get("kind", "")
    kind = _kinds().get(compared(said)) or _kinds().get(profile.kinds.otherwise)
    if kind is None:
        raise Unfit(_("type “%(said)s” is not known") % {"said": said[:40]})
    return kind


def _country(fields: dict[str, str], profile: Profile, remarks: list[str]) -> str | None:
    """Two letters, "" where it cannot be told; None where the list has no such column."""
    said = fields.get("country") or profile.always.get("country", fields.get("country"))
    if not said:
        return said
    code = profile.countries.get(said.lower()) or country_code(said)
    if not code:
        remarks.append(_("country “%(said)s” is not known and was left out") % {"said": said[:40]})
    return code


def _region(said: str, country: str | None) -> str:
    """A state of the United States in its two letters."""
    if country != "US":
        return said
    return said.upper() if said.upper() in STATES else _STATE_OF_NAME.get(said.lower(), said)


def _postcode(fields: dict[str, str], country: str | None, region: str, remarks: list[str]) -> str:
    said = _short_enough(fields, "postcode", remarks)
    if country != "US" or not said:
        return said
    code = zip_code(said, region if len(region) == 2 else "")
    if not code:
        remarks.append(_("“%(said)s” is no ZIP code there and was dropped") % {"said": said})
    return code


def _texts(fields: dict[str, str], remarks: list[str]) -> dict[str, str]:
    texts = {name: _short_enough(fields, name, remarks) for name in (*TEXT_FIELDS, *CONTACT_FIELDS) if name in fields}
    if ABOUT in fields:
        texts = {"about_en": "", "about_es": ""} | texts
        _sort_by_language(fields[ABOUT], texts, remarks)
    try:
        if texts.get("email"):
            validate_email(texts["email"])
    except ValidationError:
        remarks.append(_("its e-mail address is not one and was dropped"))
        texts["email"] = ""
    return texts


def _sort_by_language(about: str, texts: dict[str, str], remarks: list[str]) -> None:
    language = language_of(about)
    if about and not language:
        remarks.append(
            _("what it says of itself is in neither English nor Spanish, or too short to tell, and was left out")
        )
    elif about and not texts[f"about_{language}"]:
        texts[f"about_{language}"] = _short_enough({f"about_{language}": about}, f"about_{language}", remarks)


def _short_enough(fields: dict[str, str], field: str, remarks: list[str]) -> str:
    text = fields.get(field, "")
    if len(text) <= _LONGEST[field]:
        return text
    remarks.append(_("%(field)s: more than %(n)s letters, dropped") % {"field": called(field), "n": _LONGEST[field]})
    return ""
