"""Schools, colleges and those who answer for children without one; who is registered where; when pupils come."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EstablishmentFacts:
    """One establishment of the register. ``authority`` is the GSS code; ages are statutory, None where unknown.

    ``eastings`` and ``northings`` are metres on the National Grid.
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
