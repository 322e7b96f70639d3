"""Looking children up on today's rolls."""

from collections.abc import Collection, Mapping, Sequence

from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Features, features_of_pupil
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.queries.judgements import told_many
from firstbell.registers.linkage.queries.second import asked_and_in_shadow
from firstbell.registers.linkage.rules import LinkAnswer, Linked
from firstbell.registers.linkage.rules.answering import Seen, Together, answer, together_in, watched
from firstbell.registers.linkage.rules.deciding import Line, Second
from firstbell.registers.linkage.rules.method import method_of
from firstbell.registers.schools import queries as schools

NO_ROLL = LinkAnswer("none", (), "No roll is loaded.")


class RollsChanged(Exception):
    """The rolls in force are no longer those that were asked for."""


class _TodaysRolls:
    """The rolls in force as ``search.candidates`` searches one; every line is read once and kept while it is asked."""

    def __init__(self) -> None:
        self._words = Words()
        self._read: dict[int, Line] = {}
        self._features: dict[int, Features] = {}

    def numbering(self) -> Words:
        return self._words

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        return schools.roll_lines_sharing(keys.tolist())

    def columns(self, lines: Numbers) -> Columns:
        features = self.features(lines.tolist())
        return Columns.of([features[line] for line in lines.tolist()], self._words)

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        self._read_in(lines)
        return self._features

    def line(self, number: int) -> Line:
        return self._read[number]

    def _read_in(self, lines: Collection[int]) -> None:
        missing = set(lines) - self._read.keys()
        found = schools.roll_rows_by_id(missing) if missing else {}
        if found.keys() != missing:
            raise RollsChanged
        self._read |= found
        self._features |= {number: features_of_pupil(pupil) for number, (pupil, _) in found.items()}


def look_up(found: Sequence[IncidentFacts], *, roll_stamp: str) -> list[Linked] | None:
    """Who of each incident is which pupil, in the incidents' order.

    Where there is no domestic abuse nobody is looked for. None where the rolls are no longer those of ``roll_stamp``:
    ask for the stamp again.
    """
    told = told_many(found)
    together = [together_in(facts, told[facts.incident_id]) for facts in found]
    second, shadow = asked_and_in_shadow()
    method = method_of(shipped_model(), second.model.digest if second else "")
    try:
        answers = _answers(together, second)
        beside = _answers(together, shadow) if shadow else [None] * len(found)
    except RollsChanged:
        return None
    if schools.roll_stamp() != roll_stamp or schools.authorities_with_old_keys():
        return None
    return [_linked(*each, method) for each in zip(found, answers, beside, strict=True)]


def looked_at(found: Sequence[IncidentFacts]) -> list[dict[str, Seen]]:
    """Everybody of each incident with all who were put forward on today's rolls, answered by the rules alone, whatever
    people decided: what a second model learns from."""
    together = [together_in(facts) for facts in found]
    return watched(together, _TodaysRolls(), shipped_model()) if schools.current_rolls() else [{} for _ in found]


def _answers(together: Sequence[Together], second: Second | None) -> list[dict[str, LinkAnswer]]:
    if not schools.any_roll():
        return [{child.key: NO_ROLL for child in incident.children} for incident in together]
    return answer(together, _TodaysRolls(), shipped_model(), second)


def _linked(
    facts: IncidentFacts, answers: Mapping[str, LinkAnswer], shadow: Mapping[str, LinkAnswer] | None, method: str
) -> Linked:
    subject = f"{facts.force}/{facts.reference}"
    return Linked(facts.incident_id, facts.version, subject, facts.reported_at, answers, shadow, method)
