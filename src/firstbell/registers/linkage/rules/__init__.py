"""Which pupil on a roll is the child of an incident: the answer, and what it may be used for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from firstbell.pure.matching.scoring import Part
from firstbell.registers.schools.rules import Pupil, Registration


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil who may be the child, with every current or recent registration.

    ``weight`` is the match weight in bits; ``reasons`` are short sentences for and against, for a person to read.
    ``address_agrees`` compares the roll's address with those that the incident gives for the child or a parent; None
    where there is nothing to compare. ``parts`` are the waterfall of the weight.
    """

    pupil: Pupil
    registrations: tuple[Registration, ...]
    weight: float
    probability: float
    reasons: tuple[str, ...]
    address_agrees: bool | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """``outcome`` is ``automatic`` (``candidates[0]`` is the child), ``review`` (a person chooses), ``many`` (several
    fit equally) or ``none`` (nobody on the rolls is this child). Candidates are best first, at most ten."""

    outcome: str
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def chosen(self) -> Candidate | None:
        return self.candidates[0] if self.outcome == "automatic" else None


@dataclass(frozen=True, slots=True)
class Linked:
    """Everybody looked for in one version of an incident, answered: ``answers`` by ``person_id``.

    ``reference`` names the incident in the audit trail; ``reported_at`` decides how long a newer roll is tried.
    ``shadow`` are the answers that a second model in shadow would give; None where there is none. ``method`` is a
    digest of what the answers were found by (``rules.method``).
    """

    incident_id: int
    version: int
    reference: str
    reported_at: datetime
    answers: Mapping[str, LinkAnswer]
    shadow: Mapping[str, LinkAnswer] | None = None
    method: str = ""

    @property
    def needs_roll(self) -> bool:
        """Whether a newer roll may know more: somebody was looked for and not found for sure."""
        return any(answer.outcome != "automatic" for answer in self.answers.values())


def says_the_same(one: LinkAnswer, other: LinkAnswer) -> bool:
    """Whether two answers differ in nothing but the extract they were read from."""
    before, after = (_undated(answer_to_json(answer)) for answer in (one, other))
    return bool(before == after)


def _undated(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _undated(inner) for name, inner in value.items() if name not in ("entry_id", "as_of")}
    return [_undated(inner) for inner in value] if isinstance(value, list) else value


def answer_to_json(answer: LinkAnswer) -> dict[str, Any]:
    """The answer as JSON can hold it, whole: ``answer_from_json`` gives back an equal one."""
    return {name: _json_ready(value) for name, value in asdict(answer).items()}


def _json_ready(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json_ready(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json_ready(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def answer_from_json(stored: dict[str, Any]) -> LinkAnswer:
    candidates = tuple(_candidate_from_json(candidate) for candidate in stored["candidates"])
    return LinkAnswer(stored["outcome"], candidates, stored["reason"])


def _candidate_from_json(stored: dict[str, Any]) -> Candidate:
    return Candidate(
        **stored
        | {
            "pupil": _pupil_from_json(stored["pupil"]),
            "registrations": tuple(_registration_from_json(entry) for entry in stored["registrations"]),
            "reasons": tuple(stored["reasons"]),
            "parts": tuple(Part(**part) for part in stored.get("parts", ())),
        }
    )


def _pupil_from_json(stored: dict[str, Any]) -> Pupil:
    return Pupil(
        **stored | {"date_of_birth": _day(stored["date_of_birth"]), "address_lines": tuple(stored["address_lines"])}
    )


def _registration_from_json(stored: dict[str, Any]) -> Registration:
    days = {name: _day(stored[name]) for name in ("as_of", "entry_date", "leaving_date")}
    return Registration(**stored | days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
