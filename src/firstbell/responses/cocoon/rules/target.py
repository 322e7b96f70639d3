"""Whom an operation is for: the one thing that is only ever written down sealed."""

import json
from dataclasses import asdict, dataclass

from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people.rules import Address


@dataclass(frozen=True, slots=True)
class Target:
    """A home by its ``uprn``, its ``cell`` when the operation was proposed, and Firstbell's number of the incident."""

    uprn: int
    cell: str
    incident: int

    def as_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Target":
        return cls(**json.loads(text))


def bound_to(field: str, reference: str) -> str:
    """What a seal of this table and field is bound to: ``Operation.target`` of ``OC-7K3QX2MB``."""
    return f"cocoon.{field}:{reference}"


def home_of(facts: IncidentFacts) -> Address:
    """The victim's address. Refused where none is known, or where it must not become known (R15)."""
    homes = [one.person.residence for one in facts.parties if one.role in ("victim", "both") and one.person.residence]
    if any(home.protected for home in homes):
        raise Refused("The victim's address is protected.", "Speak with the advocate: nobody visits around it.")
    if homes:
        return homes[0].address
    if facts.location and facts.location.kind == "home" and facts.location.address:
        return facts.location.address
    raise Refused("The incident names no home of the victim.", "Have the victim's address recorded on it.")
