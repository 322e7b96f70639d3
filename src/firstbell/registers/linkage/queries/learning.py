"""What people decided, as a second model learns from it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from firstbell.pure.matching.decided import Decided
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.queries.judgements import labels
from firstbell.registers.linkage.queries.rolls import looked_at
from firstbell.registers.linkage.rules.examples import example
from firstbell.registers.linkage.rules.judgements import Labelled

CHUNK = 300


def decided_children() -> list[Decided]:
    """Every child of whom people decided something for good, seen on today's rolls. Those whom nobody looks for any
    more, and those whose pupil has left the rolls, are left out: nothing can be learnt of them."""
    by_incident = [list(those) for _, those in groupby(labels(), key=_incident)]
    chunks = (by_incident[start : start + CHUNK] for start in range(0, len(by_incident), CHUNK))
    return [found for chunk in chunks for found in _decided(chunk)]


def _incident(label: Labelled) -> tuple[str, str]:
    return label.force, label.incident_reference


def _decided(by_incident: Sequence[Sequence[Labelled]]) -> Iterator[Decided]:
    numbers = [incidents.find(*_incident(those[0])) for those in by_incident]
    facts = incidents.facts_many(numbers)
    seen = dict(zip(facts, looked_at([*facts.values()]), strict=True))
    for number, those in zip(numbers, by_incident, strict=True):
        for label in those:
            its = seen[number].get(label.person_id)
            found = its and example("/".join(_incident(label)), its, label.told, label.stands_for)
            if found:
                yield found
