"""What speaks for a place to tell, and what is decided by it: the words of the ladder of evidence (R5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.schools.rules import EstablishmentFacts, StatedCandidate
from firstbell.registers.schools.rules.successors import CurrentUrn
from firstbell.responses.encompass.rules.residence import Owner
from firstbell.responses.encompass.rules.scope import Exposure

ROLL, STATED, EARLIER, PERSON = 1, 3, 4, 5
"""The ladder's ranks (DOMAIN.md, "How the child's school is found"). Rank 2, a school's own feed, has no source yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody to tell: exactly one of ``urn``, ``authority`` (GSS code) and ``force`` is given, as ``kind`` says.

    ``found_by`` are the ranks of all evidence that agrees on it; none where the child's residence alone decides.
    """

    kind: Literal["establishment", "authority", "force"]
    urn: str | None
    authority: str | None
    force: str | None
    found_by: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CandidateForPerson:
    """A place that may be the child's, for a person to choose from. ``weight`` is in bits; ``reasons`` name nobody."""

    urn: str | None
    authority: str | None
    upn: str | None
    weight: float | None
    probability: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide. ``code`` is one of QUESTIONS; ``why`` says what this child's evidence leaves open."""

    code: str
    why: str
    candidates: tuple[CandidateForPerson, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An establishment that acknowledged a notice about the same child in this academic year."""

    urn: str
    residence_changed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known about where one child goes.

    ``link`` is None where the child was not looked for on any roll. ``establishments`` and ``current`` hold every URN
    that any evidence names, and the successors among them. ``home_authority`` and ``distance_km`` (kilometres to each
    establishment) are those of the child's own residence. ``not_pupil_at`` answered "not our pupil". Scope and age are
    judged on the London date of the report, registrations on that of ``today``: a report that comes in late must not go
    to the school that the child has left since.
    """

    exposure: Exposure
    owner: Owner
    link: LinkAnswer | None
    stated: tuple[StatedCandidate, ...]
    stated_by: str | None
    earlier: tuple[Earlier, ...]
    establishments: Mapping[str, EstablishmentFacts]
    current: Mapping[str, CurrentUrn]
    home_authority: str | None
    distance_km: Mapping[str, float | None]
    reported_on: date
    today: date
    protected: bool
    not_pupil_at: frozenset[str]
    policy: ForcePolicy

    def open_urn(self, urn: str) -> str | None:
        """The open establishment that ``urn`` is today, or None."""
        for today in (urn, self.current[urn].urn if urn in self.current else None):
            known = self.establishments.get(today) if today else None
            if known is not None and known.is_open:
                return today
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom to tell, what to ask, or ``nowhere``: no school age and no setting known. All three empty: out of scope."""

    places: tuple[Place, ...]
    question: Question | None
    nowhere: bool
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that the evidence leaves open: the code of the question it raises, and the sentence for it."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one source of evidence comes to."""

    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()
