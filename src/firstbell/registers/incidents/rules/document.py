"""The format ``firstbell.incident/1``: one version of one incident, held to the letter.

A field that the format does not know is refused, so that a misspelt ``protected`` can never pass unseen. Whatever is
optional may be left out or null; what a child's notice hangs on may not.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from firstbell.pure.areas import gss, is_force
from firstbell.registers.people.rules import birth_date_from

FORMAT = "firstbell.incident/1"
HIGHEST_VERSION = 2_147_483_647

TRANSPORT_POLICE = "btp"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.]\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_CODE = re.compile(r"[EWSNKLM]\d{8}", re.ASCII)


def fault(sentence: str) -> PydanticCustomError:
    """A fault in our own words; they reach people as they stand."""
    return PydanticCustomError("fault", "{sentence}", {"sentence": sentence})


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _MOMENT.fullmatch(value.strip())
    if not match:
        raise fault("is not a time such as 2026-11-20T22:05:00+00:00")
    if not match[3]:
        raise fault("has no offset; in winter +00:00, in summer +01:00")
    try:
        return datetime.fromisoformat(value.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise fault("does not exist: no such day, month or hour") from None


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII):
        raise fault("is not a date such as 2026-11-20")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise fault("does not exist: no such day or month") from None


def _birth(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        return _blank_is_null(value)
    if not _DAY.fullmatch(value.strip()):
        raise fault("is not YYYY-MM-DD, YYYY-MM or YYYY (null if not known)")
    try:
        birth_date_from(value.strip(), None, date.min)
    except ValueError:
        raise fault("does not exist: no such day or month") from None
    return value.strip()


def _force(value: object) -> object:
    if isinstance(value, str) and not (is_force(value.strip()) or value.strip() == TRANSPORT_POLICE):
        raise fault("is not a force as police.uk names them (west-mercia)")
    return value


def _authority(value: object) -> object:
    """The GSS code of an authority named either way. A GSS code that is new to us passes: it decides nothing."""
    if not isinstance(value, str) or _CODE.fullmatch(value.strip()):
        return value
    try:
        return gss(value)
    except ValueError:
        raise fault("is no authority's code (ONS's E06000021, or GIAS's 861)") from None


def _if_any(value: object) -> object:
    """Null for an optional list is an empty one. What is given stays what it is, as a tuple."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else value


def _blank_is_null(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _unknown(value: object) -> object:
    return "unknown" if value is None else value


Text = Annotated[str, StringConstraints(max_length=20_000)]
Name = Annotated[str, StringConstraints(max_length=200)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
Short = Annotated[str, StringConstraints(max_length=100)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day)]
Birth = Annotated[str | None, BeforeValidator(_birth)]
Age = Annotated[int, Field(ge=0, le=120)]
Sex = Literal["F", "M", "X", "U"]


class Strict(BaseModel):
    """Nothing unknown, nothing converted, blanks around a text taken off."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )


class AddressDocument(Strict):
    lines: Annotated[tuple[Name, ...], BeforeValidator(_if_any)] = ()
    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None
    uprn: Annotated[str, StringConstraints(max_length=20)] | None = None


class ResidenceDocument(Strict):
    """``protected`` may not be left out: whether an address is safe to speak of is never assumed (R15)."""

    address: AddressDocument
    as_of: Day | None = None
    source: Short | None = None
    protected: bool


class LocationDocument(Strict):
    kind: Literal["home", "relative", "public", "online", "other"]
    address: AddressDocument | None = None


class RiskDocument(Strict):
    """Kept as it came, and never read: a notice does not depend on a risk grade (R1)."""

    tool: Short | None = None
    version: Short | None = None
    officer_grade: Short | None = None
    supervisor_grade: Short | None = None
    answers: dict[str, JsonValue] | None = None


class AliasDocument(Strict):
    forenames: Name | None = None
    surname: Name | None = None


TEXT_ALIAS, SPLIT_ALIAS = "<text>", "<split>"


def _alias_shape(value: Any) -> str:
    return SPLIT_ALIAS if isinstance(value, dict | AliasDocument) else TEXT_ALIAS


Alias = Annotated[
    Annotated[Name, Tag(TEXT_ALIAS)] | Annotated[AliasDocument, Tag(SPLIT_ALIAS)], Discriminator(_alias_shape)
]


Ethnicity = Literal["asian", "black", "mixed", "white", "other", "not_stated"]
Disability = Literal["yes", "no", "not_stated"]
Orientation = Literal["straight", "gay_or_lesbian", "bisexual", "other", "not_stated"]
Relation = Literal["partner", "former_partner", "parent", "child", "sibling", "other_relative", "none", "not_stated"]


class CharacteristicsDocument(Strict):
    """What the law protects, as the party said or the force recorded it. ``relationship`` is what a victim is to whom
    they report, and a suspect to who reports them: of several, to the one whom the report is mainly about."""

    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: Orientation | None = None
    relationship: Relation | None = None


def _none_if_empty(said: CharacteristicsDocument | None) -> CharacteristicsDocument | None:
    return None if said == CharacteristicsDocument() else said


class PersonDocument(Strict):
    person_id: Key
    nominal: Annotated[Key | None, BeforeValidator(_blank_is_null)] = None
    forenames: Name | None
    surname: Name | None
    also_known_as: Annotated[tuple[Alias, ...], BeforeValidator(_if_any)] = ()
    date_of_birth: Birth = None
    age: Age | None = None
    sex: Sex | None = None
    phones: Annotated[tuple[Short, ...], BeforeValidator(_if_any)] = ()
    emails: Annotated[tuple[Name, ...], BeforeValidator(_if_any)] = ()
    residence: ResidenceDocument | None = None
    known_as: Name | None = None
    previous_surnames: Annotated[tuple[Name, ...], BeforeValidator(_if_any)] = ()


class PartyDocument(PersonDocument):
    role: Literal["victim", "suspect", "both", "other"]
    employer: Name | None = None
    occupation: Name | None = None
    characteristics: Annotated[CharacteristicsDocument | None, AfterValidator(_none_if_empty)] = None


class RelationshipDocument(Strict):
    to: Key
    kind: Literal["child", "stepchild", "grandchild", "sibling", "niece_nephew", "cousin", "other_relative", "none"]


class StatedSchoolDocument(Strict):
    text: Annotated[str, StringConstraints(max_length=2000)] | None
    stated_by: Literal["child", "victim", "suspect", "other"]


class ChildDocument(PersonDocument):
    relationships: Annotated[tuple[RelationshipDocument, ...], BeforeValidator(_if_any)] = ()
    present: Annotated[Literal["yes", "no", "unknown"], BeforeValidator(_unknown)] = "unknown"
    seen_by_officer: bool | None = None
    spoken_to: bool | None = None
    spoken_to_alone: bool | None = None
    voice: Text | None = None
    welfare_check: bool | None = None
    stated_school: StatedSchoolDocument | None = None
    upn: Short | None = None
    nhs_number: Short | None = None


class IncidentDocument(Strict):
    """One line of the feed. ``parties`` and ``children`` may be empty, and may not be left out."""

    format: Literal["firstbell.incident/1"]
    force: Annotated[Key, BeforeValidator(_force)]
    reference: Key
    version: Annotated[int, Field(ge=1, le=HIGHEST_VERSION)]
    recorded_at: Moment
    reported_at: Moment
    occurred_from: Moment | None = None
    occurred_to: Moment | None = None
    domestic_abuse: bool
    crime: bool | None = None
    offence_codes: Annotated[tuple[Short, ...], BeforeValidator(_if_any)] = ()
    outcome_code: Short | None = None
    local_authority: Annotated[Short, BeforeValidator(_authority)] | None = None
    location: LocationDocument | None = None
    reported_by: Literal["victim", "third_party", "professional", "other"] | None = None
    risk: RiskDocument | None = None
    parties: tuple[PartyDocument, ...]
    children: tuple[ChildDocument, ...]
