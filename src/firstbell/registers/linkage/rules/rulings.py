"""What a person may say of identities, and when the rules say no."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Member:
    """A record of an identity: its row, and the incident that names the person so."""

    row: int
    force: str
    incident_reference: str
    person_id: str


def refuse_split(reference: str, parted: Sequence[Member], rest: Sequence[Member], reason: str) -> None:
    """Raise Refused unless some of the records are parted from others, for a reason."""
    _refuse_silence(reason)
    if not parted:
        raise Refused(f"No record was named to part from {reference}.", "Name one as INCIDENT/PERSON.")
    if not rest:
        raise Refused(f"Those are all the records of {reference}.", "Name only those of the other person.")


def refuse_join(reference: str, other: str, ones: Sequence[Member], others: Sequence[Member], reason: str) -> None:
    """Raise Refused unless two identities with records can be one person."""
    _refuse_silence(reason)
    if {member.row for member in ones} & {member.row for member in others}:
        raise Refused(f"{reference} and {other} are one identity already.")
    if not ones or not others:
        raise Refused(f"No incident names anybody of {other if ones else reference} any more.")
    if {member.force for member in ones} != {member.force for member in others}:
        raise Refused(f"{reference} and {other} are of different forces.", "People are joined within a force only.")
    if both := {member.incident_reference for member in ones} & {member.incident_reference for member in others}:
        raise Refused(f"{min(both)} names both of them.", "Part the wrong record from one of them first.")


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise Refused("No reason was given.", "Say why; others will read it.")
