"""An incident as its latest version tells it: the facts that every other part decides by."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.registers.people.rules import Address, PersonFacts


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party to the incident. ``role`` is ``victim``, ``suspect``, ``both`` or ``other``."""

    person: PersonFacts
    role: str
    employer: str | None = None
    occupation: str | None = None


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a child is to the person ``to``: ``child``, ``stepchild``, ``grandchild``, ``sibling``, ``niece_nephew``,
    ``cousin``, ``other_relative`` or ``none``."""

    to: str
    kind: str


@dataclass(frozen=True, slots=True)
class StatedSchool:
    """A school in somebody's words. ``stated_by`` is ``child``, ``victim``, ``suspect`` or ``other``."""

    text: str
    stated_by: str


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child recorded in the incident. ``present`` (``yes``, ``no``, ``unknown``) never filters (R3)."""

    person: PersonFacts
    relationships: tuple[Relationship, ...] = ()
    present: str = "unknown"
    seen_by_officer: bool | None = None
    spoken_to: bool | None = None
    spoken_to_alone: bool | None = None
    voice: str | None = None
    welfare_check: bool | None = None
    stated_school: StatedSchool | None = None
    upn: str | None = None
    nhs_number: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where it happened. ``kind`` is ``home``, ``relative``, ``public``, ``online`` or ``other``."""

    kind: str
    address: Address | None


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """One incident at its highest version seen. ``incident_id`` is Firstbell's own number for it.

    ``reported_by`` is ``victim``, ``third_party``, ``professional`` or ``other``; None where nobody wrote it down. It
    is counted and never told.
    """

    incident_id: int
    force: str
    reference: str
    version: int
    recorded_at: datetime
    reported_at: datetime
    occurred_from: datetime | None
    occurred_to: datetime | None
    domestic_abuse: bool
    crime: bool | None
    offence_codes: tuple[str, ...]
    outcome_code: str | None
    local_authority: str | None
    location: Location | None
    parties: tuple[PartyFacts, ...]
    children: tuple[ChildFacts, ...]
    reported_by: str | None = None
