"""Looking children up on today's rolls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from firstbell.pure.matching.records import Sought
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.rules import LinkAnswer, Linked
from firstbell.registers.linkage.rules.deciding import Found, decide, settle_within
from firstbell.registers.linkage.rules.seeking import sought_in
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import Pupil, Registration

if TYPE_CHECKING:
    from firstbell.pure.matching.matcher import Matcher, Scored

NO_ROLL = LinkAnswer("none", (), "No roll is loaded.")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The rolls of one stamp, ready to be searched."""

    roll_stamp: str
    matcher: Matcher


_prepared: list[_Prepared] = []  # at most one: preparing takes seconds, and a process asks again and again


def look_up(found: Iterable[IncidentFacts], *, roll_stamp: str) -> list[Linked] | None:
    """Who of each incident is which pupil, in the incidents' order.

    Where there is no domestic abuse nobody is looked for. None where the rolls are no longer those of ``roll_stamp``:
    ask for the stamp again.
    """
    wanted = [(facts, sought_in(facts) if facts.domestic_abuse else []) for facts in found]
    children = [child for _, of_one in wanted for child in of_one]
    numbered = [replace(child, key=str(number)) for number, child in enumerate(children)]
    candidates = _candidates(numbered, roll_stamp)
    if candidates is None:
        return None
    answered = iter(candidates)
    return [_linked(facts, of_one, [next(answered) for _ in of_one]) for facts, of_one in wanted]


def _linked(facts: IncidentFacts, children: Sequence[Sought], found: Sequence[list[Found] | None]) -> Linked:
    answers = {
        child.key: NO_ROLL if pupils is None else decide(child, pupils)
        for child, pupils in zip(children, found, strict=True)
    }
    return Linked(
        facts.incident_id,
        facts.version,
        f"{facts.force}/{facts.reference}",
        facts.reported_at,
        settle_within(children, answers, {party.person.person_id for party in facts.parties}),
    )


def _candidates(children: Sequence[Sought], roll_stamp: str) -> list[list[Found] | None] | None:
    """The pupils put forward for each child (None for each where no roll is loaded); None if the rolls have changed."""
    if not children:
        return []
    matcher = _matcher(roll_stamp)
    if matcher is None:
        return None
    if matcher.rows == 0:
        return [None] * len(children)
    scored = matcher.candidates(children)
    numbers = {number for pupils in scored.values() for pupil in pupils for number in pupil.rows}
    lines = schools.roll_rows_by_id(numbers)
    if lines.keys() != numbers:
        _forget()
        return None
    return [[_found(pupil, lines) for pupil in scored[child.key]] for child in children]


def _found(scored: Scored, lines: Mapping[int, tuple[Pupil, Registration]]) -> Found:
    return Found(tuple(lines[row] for row in scored.rows), scored.weight, scored.probability, scored.contested)


def _matcher(roll_stamp: str) -> Matcher | None:
    """Today's rolls, prepared; None where they change under our hands."""
    if not _prepared or _prepared[0].roll_stamp != roll_stamp:
        _forget()
        from firstbell.pure.matching.matcher import Matcher  # a second to import, and few commands look anybody up

        rows = ((registration.entry_id, pupil) for pupil, registration in schools.roll_rows())
        prepared = _Prepared(roll_stamp, Matcher(rows))
        if schools.roll_stamp() != roll_stamp:
            prepared.matcher.close()
            return None
        _prepared.append(prepared)
    return _prepared[0].matcher


def _forget() -> None:
    while _prepared:
        _prepared.pop().matcher.close()
