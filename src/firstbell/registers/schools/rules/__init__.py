"""Schools, colleges and those who answer for children without one; who is registered where; when pupils come."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.school_days import Block, PupilDay


@dataclass(frozen=True, slots=True)
class EstablishmentFacts:
    """One establishment of the register. ``authority`` is the GSS code; ages are statutory, None where unknown.

    ``easting`` and ``northing`` are metres on the National Grid. ``trust`` is the register's number of the trust that
    runs it; None where none does. ``street``, ``locality`` and ``town`` are empty where the register says nothing.
    """

    urn: str
    name: str
    authority: str | None
    kind: str
    phase: str
    is_open: bool
    low_age: int | None
    high_age: int | None
    postcode: str | None
    telephone: str | None
    easting: int | None
    northing: int | None
    boarders: bool = False
    trust: str | None = None
    trust_name: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    status: str = ""
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """A trust of the register: its number there, its name, and how many open establishments it runs."""

    code: str
    name: str
    establishments: int


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody who answers for an establishment (``owner`` a URN) or an authority (``owner`` a GSS code).

    ``rank`` 1 is told first. ``live`` is False after a bounce or while away; ``verified`` is False once the last
    verification is older than the force's limit.
    """

    owner: str
    rank: int
    role: str
    name: str
    email: str
    phone: str
    live: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Everything that a page of contacts shows. ``number`` names the contact in addresses, where no e-mail may stand.

    ``away`` is whether today is one of the days away; ``live`` and ``verified`` as of ``ContactFacts``. ``inherited``:
    it is kept under the establishment that ``owner`` carries on.
    """

    number: int
    owner: str
    rank: int
    role: str
    name: str
    email: str
    phone: str
    hours: str
    holiday_cover: str
    verified_on: date | None
    bounced_at: datetime | None
    away_from: date | None
    away_until: date | None
    away: bool
    live: bool
    verified: bool
    inherited: bool


@dataclass(frozen=True, slots=True)
class ClosureFacts:
    """A day without pupils. ``own`` is False where it is the authority's."""

    day: date
    reason: str
    own: bool


@dataclass(frozen=True, slots=True)
class CalendarDetails:
    """Everything that a page of one calendar shows, blocks and closures in order of day.

    ``source`` says whose terms hold: ``own``, ``authority`` or ``none`` (every weekday counts as open).
    ``next_pupil_day`` says in its ``confidence`` whether it is known or assumed.
    """

    calendar: str
    source: str
    own_terms: tuple[Block, ...]
    authority_terms: tuple[Block, ...]
    closures: tuple[ClosureFacts, ...]
    next_pupil_day: PupilDay


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """Somebody who works at or governs an establishment, for the conflict check (R8)."""

    urn: str
    forenames: str
    surname: str
    date_of_birth: date | None
    email: str
    phone: str
    role: str


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of an education roll: a pupil at one place.

    ``enrolment`` is C (single), M (dual, main), S (dual, subsidiary), G (guest); ``education`` is ``school``, ``fe``,
    ``ehe`` or ``cme``; ``urn`` is None for ehe and cme. ``as_of`` is the date of the authority's extract.
    """

    entry_id: int
    authority: str
    as_of: date
    urn: str | None
    enrolment: str
    education: str
    entry_date: date | None
    leaving_date: date | None


@dataclass(frozen=True, slots=True)
class Pupil:
    """The person on a roll line, as the authority writes them.

    ``upn`` is None unless its check letter holds: a made-up or mistyped number must not tie two people together.
    """

    upn: str | None
    forenames: str
    known_as: str
    surname: str
    previous_surname: str
    date_of_birth: date | None
    sex: str
    address_lines: tuple[str, ...]
    postcode: str | None
    uprn: str | None
    upn_as_written: str = ""


@dataclass(frozen=True, slots=True)
class StatedCandidate:
    """An establishment that an officer's words may mean, with what speaks for it.

    ``unique`` is True where the words fit this establishment and no other within reach. ``age_fits`` and
    ``distance_km`` are the second facts that the ladder asks for; None where they cannot be told.
    """

    urn: str
    name: str
    unique: bool
    age_fits: bool | None
    distance_km: float | None
    reasons: tuple[str, ...]
