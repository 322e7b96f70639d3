"""Which pupil on a roll is the child of an incident: the answer, and what it may be used for."""

from dataclasses import dataclass

from firstbell.registers.schools.rules import Pupil, Registration


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil who may be the child, with every current or recent registration.

    ``weight`` is the match weight in bits; ``reasons`` are short sentences for and against, for a person to read.
    ``address_agrees`` compares the roll's address with those that the incident gives for the child or a parent; None
    where there is nothing to compare.
    """

    pupil: Pupil
    registrations: tuple[Registration, ...]
    weight: float
    probability: float
    reasons: tuple[str, ...]
    address_agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """``outcome`` is ``automatic`` (``candidates[0]`` is the child), ``review`` (a person chooses), ``many`` (several fit
    equally) or ``none`` (nobody on the rolls is this child). Candidates are best first, at most ten."""

    outcome: str
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def chosen(self) -> Candidate | None:
        return self.candidates[0] if self.outcome == "automatic" else None
