"""Looking the children of a file of incidents up in the index of a roll, without a database."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from firstbell.foundations.take_in.intake.lines import read_lines
from firstbell.foundations.take_in.rules import Line, Unfit
from firstbell.pure.matching.model import shipped_model
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.incidents.rules.reading import read_document, stored_form
from firstbell.registers.linkage.gateways.index_files import IndexedRoll, open_index
from firstbell.registers.linkage.intake.roll_files import Rejected
from firstbell.registers.linkage.rules import answer_to_json
from firstbell.registers.linkage.rules.answering import answer, together_in

_AT_ONCE = 200


def find_in_index(
    *, path: Path, index: Path, rejected: Callable[[Rejected], None] = lambda reject: None
) -> Iterator[dict[str, Any]]:
    """Every child of the incidents in a file (``firstbell.incident/1``), with the answer as JSON has it.

    The answers of the newest roll are the database's (``queries.look_up``); these are of another roll, and nothing
    keeps them. A line that cannot be used is told to ``rejected``. Raises Unusable for a file or an index that cannot
    be used at all.
    """
    roll = open_index(index)
    incidents = _incidents(path, rejected)
    while some := list(islice(incidents, _AT_ONCE)):
        yield from _found(some, roll)


def _found(incidents: list[IncidentFacts], roll: IndexedRoll) -> Iterator[dict[str, Any]]:
    answers = answer([together_in(facts) for facts in incidents], roll, shipped_model())
    for facts, of_one in zip(incidents, answers, strict=True):
        named = {"force": facts.force, "reference": facts.reference, "version": facts.version}
        for person_id, said in of_one.items():
            yield named | {"person_id": person_id} | answer_to_json(said)


def _incidents(path: Path, rejected: Callable[[Rejected], None]) -> Iterator[IncidentFacts]:
    for line in read_lines(path):
        try:
            yield _facts(line)
        except Unfit as error:
            rejected(Rejected(path.name, line.number, error.field, error.reason))


def _facts(line: Line) -> IncidentFacts:
    if line.problem:
        raise Unfit("", line.problem)
    return facts_from(line.number, stored_form(read_document(line.text, unended=line.unended))[0])
