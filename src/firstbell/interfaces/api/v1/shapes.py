"""What endpoints answer with."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class FaultShape(Schema):
    """``field``: where it is wrong; ``line``: of a file, counted from 1 (0: the file as a whole)."""

    field: str
    reason: str
    line: int | None = None


class ProblemShape(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultShape] | None = None


class TokenShape(Schema):
    """A token (RFC 6749); ``expires_in`` is in seconds, ``scope`` separated by spaces."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(ge=0)
    scope: str


class TokenRefusedShape(Schema):
    """Why there is no token (RFC 6749, section 5.2)."""

    error: Literal["invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type"]
    error_description: str


class ReceivedShape(Schema):
    """``unchanged``: this version was here already with the same content."""

    force: str
    reference: str
    version: int
    result: Literal["new", "unchanged"]


class RejectShape(Schema):
    """A line that could not be used; the others were. It is kept for correction."""

    line: int
    field: str
    reason: str


class TakenInShape(Schema):
    """Counts over the whole file. ``resumed_at``: the line after which an attempt that was cut short was resumed.

    ``rejects`` has the first thousand; ``rejected`` counts them all.
    """

    lines: int
    changed: int
    unchanged: int
    rejected: int
    resumed_at: int | None
    rejects: list[RejectShape]


class NoticeStateShape(Schema):
    reference: str
    status: str


class ChildShape(Schema):
    """``place``: establishment, authority, force, person (somebody decides), no_establishment, or none."""

    person_id: str
    in_scope: bool
    place: str
    notices: list[NoticeStateShape]


class IncidentShape(Schema):
    """``assessed``: the version that ``children`` are of; null before the first was."""

    force: str
    reference: str
    version: int
    assessed: int | None
    children: list[ChildShape]


class NoticeShape(Schema):
    """``content``: the fields of the force's profile, null once it is closed; ``number`` counts its versions."""

    reference: str
    status: str
    due_by: datetime
    sent_at: datetime
    acknowledged_at: datetime | None
    number: int
    content: dict[str, str | bool | None] | None


class NoticesShape(Schema):
    """``cursor``: what to send as ``after`` next time. ``more``: something is waiting there already."""

    notices: list[NoticeShape]
    cursor: str
    more: bool


class AcknowledgedShape(Schema):
    reference: str
    status: str


class AcknowledgementShape(Schema):
    """Who at the place acknowledges, in the words of their own system, and the number of the content they read."""

    model_config = ConfigDict(extra="forbid", strict=True)

    person: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$")
    number: int | None = Field(default=None, ge=1)


class FactShape(Schema):
    """One dated thing: ``kind`` and ``how`` are codes that the how-to lists, ``text`` says it in a sentence."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(max_length=20)
    how: str = Field(max_length=10)
    on: date
    text: str = Field(default="", max_length=4000)


class SubjectShape(Schema):
    """Somebody whom the concern is about. ``part``: worried_for, worried_about, or lives_there. ``described``: how
    somebody without a name would be known again."""

    model_config = ConfigDict(extra="forbid")

    part: str = Field(max_length=16)
    forenames: str = Field(default="", max_length=200)
    surname: str = Field(default="", max_length=200)
    date_of_birth: date | None = None
    sex: Literal["", "F", "M"] = ""
    is_child: bool = False
    described: str = Field(default="", max_length=200)


class ConcernShape(Schema):
    """A concern about one household. ``words`` are a child's or an adult's own (``words_of``), as they were said."""

    model_config = ConfigDict(extra="forbid")

    basis: str = Field(max_length=20)
    facts: list[FactShape] = Field(min_length=1, max_length=12)
    people: list[SubjectShape] = Field(default=[], max_length=12)
    address: list[str] = Field(default=[], max_length=6)
    postcode: str = Field(default="", max_length=10)
    uprn: str = Field(default="", max_length=12, pattern=r"^[0-9]*$")
    words: str = Field(default="", max_length=4000)
    words_of: Literal["", "child", "adult"] = ""
    language: str = Field(default="en", max_length=12)


class ConcernReceivedShape(Schema):
    reference: str


class OwnConcernShape(Schema):
    """``last_told``: a code, empty for nothing yet. ``linked``: whether others see the household, null where the basis
    does not allow that to be known."""

    reference: str
    raised_at: datetime
    basis: str
    last_told: str
    linked: bool | None


class OwnConcernsShape(Schema):
    """``more``: there are older ones, to be had with a larger ``skip``."""

    concerns: list[OwnConcernShape]
    more: bool


class FeedbackShape(Schema):
    sentence: str
    words: str
    at: datetime


class ToldConcernShape(Schema):
    concern: OwnConcernShape
    told: list[FeedbackShape]


class HealthShape(Schema):
    up: bool
    database: bool
    jobs: bool
