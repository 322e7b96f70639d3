"""The second model: learnt on one force, from all, 2,000 or 500 decided children, and judged on another.

    .venv/bin/python -m benchmarks.linkage.second [--labels 500 2000 20000] [--precision 0.999 0.9995]

A decided child is one whose pupil (or that it has none) is known. The threshold is the model's own, chosen on the force
it learnt from; beside it, the threshold that would be right on the other half of the force that is judged. Then whom it
serves: the audit of fairness, by the rules alone and with the model.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.linkage.force import Case, Force, force_to_judge, force_to_learn
from benchmarks.linkage.judging import REVIEWED_RECALL, Found, clopper_pearson, threshold
from benchmarks.linkage.ours import AS_OF, IndexedRoll
from firstbell.pure.matching.decided import Decided
from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Sought
from firstbell.pure.matching.second import EVEN, second_model_from
from firstbell.pure.matching.training.fairness import FairnessAudit, Judged, audit
from firstbell.pure.matching.training.grouping import groups_of
from firstbell.pure.matching.training.learning import Traits, learn
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.answering import Seen, Together, answer, watched
from firstbell.registers.linkage.rules.deciding import Option, left_to_learn
from firstbell.registers.linkage.rules.examples import example_of
from firstbell.registers.linkage.rules.traits import TRAITS, Learnt
from firstbell.registers.schools.rules import Pupil

CHUNK = 300
SEES = Traits(tuple(trait.name for trait in TRAITS), tuple(trait.direction for trait in TRAITS))


@dataclass(frozen=True, slots=True)
class Answered:
    """One case, its answer, and how probable a second model holds the pupil in front to be the child; ``free`` where no
    guard keeps that pupil from being linked."""

    case: Case
    answer: LinkAnswer
    score: float = 0.0
    free: bool = False

    @property
    def row(self) -> int | None:
        """The row on the roll of the pupil in front."""
        first = self.answer.candidates[:1]
        return first[0].registrations[0].entry_id if first else None

    @property
    def right(self) -> bool:
        return self.case.truth is not None and self.row == self.case.truth

    @property
    def asks(self) -> bool:
        return self.answer.outcome in ("review", "many")


def by_incident(cases: Sequence[Case]) -> Iterator[list[list[Case]]]:
    """The cases of incidents together, some hundred incidents at a time."""
    together: dict[int, list[Case]] = {}
    for case in cases:
        together.setdefault(case.incident, []).append(case)
    incidents = list(together.values())
    for start in range(0, len(incidents), CHUNK):
        yield incidents[start : start + CHUNK]


def decided(force: Force, roll: IndexedRoll) -> list[Decided]:
    """Every case as a child whom people decided rightly."""
    found = []
    for incidents in by_incident(force.cases):
        seen = watched([Together([case.child for case in cases]) for cases in incidents], roll, shipped_model())
        for cases, its in zip(incidents, seen, strict=True):
            found += [_example(case, its[case.child.key]) for case in cases]
    return found


def _example(case: Case, seen: Seen) -> Decided:
    places = [place for place, option in enumerate(seen.options) if _is(option, case.truth)]
    made = example_of(str(case.incident), seen, places[0] if places else None)
    return replace(made, on_roll=case.truth is not None)


def _is(option: Option, truth: int | None) -> bool:
    return any(entry.entry_id == truth for entry in option.candidate.registrations)


class _Noting:
    """A second model that keeps what it said of each child last: by row, how probable, and whether a guard stands."""

    def __init__(self, second: Learnt) -> None:
        self.second = second
        self.said: dict[int, dict[int, tuple[float, bool]]] = {}

    @property
    def accept(self) -> float:
        return self.second.accept

    def of(self, child: Sought, options: Sequence[Option]) -> Sequence[float]:
        chances = self.second.of(child, options)
        _, free = left_to_learn(options)
        self.said[id(child)] = {
            option.candidate.registrations[0].entry_id: (chance, place in free)
            for place, (option, chance) in enumerate(zip(options, chances, strict=True))
        }
        return chances


def answered(force: Force, roll: IndexedRoll, second: Learnt | None = None) -> list[Answered]:
    noting = _Noting(second) if second else None
    found = []
    for incidents in by_incident(force.cases):
        together = [Together([case.child for case in cases]) for cases in incidents]
        for cases, its in zip(incidents, answer(together, roll, shipped_model(), noting), strict=True):
            for case in cases:
                one = Answered(case, its[case.child.key])
                said = noting.said.get(id(case.child), {}) if noting else {}
                score, free = said.get(-1 if one.row is None else one.row, (0.0, False))
                found.append(replace(one, score=score, free=free))
    return found


def pick(children: Sequence[Decided], wanted: int, seed: int = 1) -> list[Decided]:
    """Whole incidents at random until so many children are found."""
    incidents: dict[str, list[Decided]] = {}
    for child in children:
        incidents.setdefault(child.incident, []).append(child)
    order = list(incidents)
    random.Random(seed).shuffle(order)
    return [child for incident in order for child in incidents[incident]][:wanted]


def say(title: str, found: Sequence[Answered], automatic: Sequence[bool]) -> None:
    """Recall, precision, who goes to a person as it is, and how many would have to for recall .94."""
    able = sum(one.case.truth is not None for one in found)
    links = sum(automatic)
    right = sum(one.right for one, link in zip(found, automatic, strict=True) if link)
    asks = sum(one.asks or bool(one.answer.chosen) for one, link in zip(found, automatic, strict=True) if not link)
    low, high = clopper_pearson(links - right, max(links, 1))
    wrong = f"{links - right} wrong of {links:,}" + (f", 1 in {links / (links - right):,.0f}" if links > right else "")
    print(
        f"{title:<46} recall {right / able:.4f}  precision {right / max(links, 1):.5f}"
        f" ({wrong}; 95 %: {low:.5f} to {high:.5f})"
        f"  asked {asks / len(found):.4f}  asked for .94: {_asked_for(found, automatic, right, able)}",
        flush=True,
    )


def _asked_for(found: Sequence[Answered], automatic: Sequence[bool], right: int, able: int) -> str:
    """How many of those not linked, the most probable first, a person must see until recall is .94."""
    rest = sorted((one for one, link in zip(found, automatic, strict=True) if not link), key=lambda one: -one.score)
    needed = REVIEWED_RECALL * able
    for seen, one in enumerate(rest):
        if right >= needed:
            return f"{seen / len(found):.4f}"
        right += one.right
    return "not reached"


def on_the_other_half(found: Sequence[Answered], by_rules: Sequence[Answered], precision: float) -> list[bool]:
    """Links at thresholds that were chosen, with the truth, on the other half of the incidents. Whom the rules link too
    goes first."""
    scores = [
        Found(one.row if one.free else None, 1.0 if _as_by_rules(one, rules) else one.score)
        for one, rules in zip(found, by_rules, strict=True)
    ]
    limits = {}
    for half in (0, 1):
        there = [place for place, one in enumerate(found) if one.case.incident % 2 != half]
        limits[half] = threshold([scores[p] for p in there], [found[p].case.truth for p in there], precision)
    return [
        said.row is not None and said.score >= limits[one.case.incident % 2]
        for said, one in zip(scores, found, strict=True)
    ]


def _as_by_rules(one: Answered, rules: Answered) -> bool:
    return rules.answer.chosen is not None and rules.row == one.row and one.score >= EVEN


def fairness(found: Sequence[Answered], roll: Sequence[Pupil], on: date = AS_OF) -> FairnessAudit:
    def named(case: Case) -> tuple[str, str] | None:
        return None if case.truth is None else (roll[case.truth].forenames, roll[case.truth].surname)

    return audit(
        [
            Judged(
                {**groups_of(one.case.child, on, named(one.case)), "name group as made": one.case.group},
                one.case.truth is not None,
                one.answer.chosen is not None,
                one.right,
                one.asks,
                one.case.slips,
            )
            for one in found
        ]
    )


def say_fairness(title: str, found: FairnessAudit) -> None:
    print(f"\n{title}\n{'':<38}{'children':>9}  recall{'':<34}precision{'':<31}asked")
    for each in (found.everybody, *found.groups):
        print(
            f"{each.grouping + ': ' + each.group:<38}{each.children:>9,}  {each.recall!s:<40}{each.precision!s:<40}"
            f"{each.reviewed}"
        )
        if each.behind is not None:
            print(f"{'':<12}{each.behind * 100:.1f} points under the average. {'; '.join(each.reasons)}")


def run(labels: Sequence[int], precisions: Sequence[float], forces: Callable[[], tuple[Force, Force]]) -> None:
    learning, judging = forces()
    children = decided(learning, IndexedRoll(index_of(learning.roll), learning.roll))
    roll = IndexedRoll(index_of(judging.roll), judging.roll)
    by_rules = answered(judging, roll)
    say("the rules alone", by_rules, [one.answer.chosen is not None for one in by_rules])
    say_fairness("The rules alone", fairness(by_rules, judging.roll))
    for wanted in labels:
        for precision in precisions:
            _learn_and_judge(pick(children, wanted), precision, judging, roll, by_rules)


def _learn_and_judge(
    labelled: list[Decided], precision: float, judging: Force, roll: IndexedRoll, by_rules: Sequence[Answered]
) -> None:
    begun = time.perf_counter()
    model = second_model_from(json.dumps(learn(labelled, SEES, on=AS_OF, precision=precision)))
    vouched = model.measured["vouched_precision"]
    print(
        f"\n{len(labelled):,} labels, {precision} asked: learnt in {time.perf_counter() - begun:.0f} s, accept "
        f"{model.accept:.5f}, vouched {vouched:.5f}\n  cross-validated: {json.dumps(dict(model.measured))}"
    )
    found = answered(judging, roll, Learnt(model))
    say("  its own threshold", found, [one.answer.chosen is not None for one in found])
    say("  the other half's threshold", found, on_the_other_half(found, by_rules, precision))
    say_fairness(f"With the model of {len(labelled):,} labels", fairness(found, judging.roll))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--labels", type=int, nargs="+", default=[20_000, 2_000, 500])
    arguments.add_argument("--precision", type=float, nargs="+", default=[0.999])
    given = arguments.parse_args()
    run(given.labels, given.precision, lambda: (force_to_learn(), force_to_judge()))
