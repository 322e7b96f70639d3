"""Firstbell's own way, as it serves: keys, weights, and the decision above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.linkage.force import Case
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.index import Index, index_of
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.answering import Together
from firstbell.registers.linkage.rules.deciding import Line
from firstbell.registers.schools.rules import Pupil, Registration

AS_OF = date(2026, 11, 16)


@dataclass(frozen=True, slots=True)
class IndexedRoll:
    """A roll in memory with a registration a line, numbered as the roll is."""

    index: Index
    pupils: Sequence[Pupil]

    def numbering(self) -> Words:
        return self.index.numbering()

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        return self.index.sharing(keys)

    def columns(self, lines: Numbers) -> tuple[Columns, Numbers]:
        return self.index.columns(lines)

    def features(self, lines: Sequence[int]) -> dict[int, Features]:
        return dict(self.index.features(lines))

    def line(self, number: int) -> Line:
        registration = Registration(number, "E06000021", AS_OF, "124001", "C", "school", None, None)
        return self.pupils[number], registration


def answers(pupils: list[Pupil], cases: Sequence[Case], model: Model | None = None) -> list[LinkAnswer]:
    """The answer for every case, those of one incident together; in the order of the cases."""
    roll = IndexedRoll(index_of(pupils), pupils)
    numbers = sorted({case.incident for case in cases})
    incidents = [Together([case.child for case in cases if case.incident == number]) for number in numbers]
    return []
