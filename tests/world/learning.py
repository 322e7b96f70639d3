"""An invented force whose every child is known, for a model to be learnt on and looked at with the truth in hand."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from firstbell.invented import rolls, world
from firstbell.invented.people import Family
from firstbell.invented.rates import RATES, Rates
from firstbell.invented.reports import Report
from firstbell.invented.schooling import AS_OF
from firstbell.pure.matching.columns import Columns, Words
from firstbell.pure.matching.comparisons import LEVELS, Pairs
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Features, Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import weigh
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.linkage.rules.material import pupil_of
from firstbell.registers.linkage.rules.seeking import sought_in
from firstbell.registers.schools.rules import Pupil
from firstbell.registers.schools.rules.rolls import roll_line_from

Whom = tuple[int, str]
"""Which child: the number of the family, and the child's key in it."""


@dataclass(frozen=True, slots=True)
class Force:
    """``pairs`` are all true pairs, as positions of a child looked for and of a line of the roll."""

    pupils: list[Features]
    sought: list[Features]
    pairs: list[tuple[int, int]]

    def m(self) -> dict[tuple[str, str], float]:
        """How often each level is met among the true pairs that have something to compare."""
        words = Words()
        left, right = Columns.of(self.sought, words, seeking=True), Columns.of(self.pupils, words)
        lefts, rights = np.array(self.pairs).T
        levels = weigh(shipped_model(), Pairs(left, right, lefts, rights)).levels
        found = {}
        for column, (name, conditions) in enumerate(LEVELS.items()):
            counts = np.bincount(levels[:, column], minlength=len(conditions))[1:]
            found |= {
                (name, label): float(count / max(counts.sum(), 1))
                for (label, _), count in zip(conditions[1:], counts, strict=True)
            }
        return found


@cache
def force(seed: int, pupils: int, incidents: int, rates: Rates = RATES) -> Force:
    area = world.area(seed, pupils, incidents=incidents, rates=rates)
    lines = [(whom, pupil) for family in area.families() for whom, pupil in _lines(family)]
    seekers = [pair for report, _ in area.reports() for pair in _seekers(report)]
    places = defaultdict(list)
    for place, (whom, _) in enumerate(lines):
        places[whom].append(place)
    return Force(
        [features_of_pupil(pupil) for _, pupil in lines],
        [features_of_sought(child) for _, child in seekers],
        [(at, place) for at, (whom, _) in enumerate(seekers) for place in places[whom]],
    )


def _lines(family: Family) -> Iterator[tuple[Whom, Pupil]]:
    for child in family.children:
        for _, row in rolls.lines(replace(family, children=[child])):
            line = roll_line_from(dict(zip(rolls.COLUMNS, row, strict=True)), AS_OF)
            yield (family.index, child.key), pupil_of(line)


def _seekers(report: Report) -> Iterator[tuple[Whom, Sought]]:
    whom = {one.person_id: (report.family.index, one.child.key) for one in report.recorded}
    for child in sought_in(facts_from(0, report.versions[-1].document)):
        if child.key in whom:
            yield whom[child.key], child
