"""What is to be linked, who may be learnt from, and which half each child is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.linkage.force import CHILDREN, PUPILS, Case, Force, force_to_judge, force_to_learn


@dataclass(frozen=True, slots=True)
class Task:
    """``judged`` is linked. ``labelled`` are other children of the same roll, with their truth: a fifth of all, for
    peers that learn. ``training`` is another force altogether where there is one, else ``labelled``."""

    name: str
    judged: Force
    labelled: Force
    training: Force

    @property
    def truths(self) -> list[int | None]:
        return [case.truth for case in self.judged.cases]

    @property
    def halves(self) -> list[int]:
        """0 or 1 a child, the same for all of an incident."""
        return [case.incident % 2 for case in self.judged.cases]


def uk(pupils: int = PUPILS, children: int = CHILDREN) -> Task:
    """The invented force: ``children`` are judged, a quarter as many again are labelled."""
    made = force_to_judge(pupils, children + children // 4)
    judged = made.cases[:children]
    labelled = [case for case in made.cases[children:] if case.incident != judged[-1].incident]
    return Task("uk", Force(made.roll, judged), Force(made.roll, labelled), force_to_learn(pupils, children))


def with_a_fifth_labelled(name: str, whole: Force) -> Task:
    """Every fifth incident is labelled, the others are judged."""
    labelled = Force(whole.roll, _where(whole.cases, labelled=True))
    return Task(name, Force(whole.roll, _where(whole.cases, labelled=False)), labelled, labelled)


def _where(cases: Sequence[Case], *, labelled: bool) -> list[Case]:
    return [case for case in cases if (case.incident % 5 == 0) == labelled]
