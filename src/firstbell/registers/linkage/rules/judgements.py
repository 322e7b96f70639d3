"""What people said of a child and a pupil, and which of it counts. It outlives every model, version and roll."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.refusal import Refused
from firstbell.registers.schools.rules import Pupil
from firstbell.registers.schools.rules.rolls import name_key

SAME, DIFFERENT = "same", "different"
VERDICTS = (SAME, DIFFERENT)
REVIEW, SAMPLE = "review", "sample"
PAIR = 2
"""People who must say the same of a sampled answer, each without knowing of the other."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's word on whether ``pupil`` (as ``pupil_key``) is the child."""

    pupil: str
    verdict: str
    source: str
    judged_by: str
    judged_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The pupils who are the child, and those who are not, as people decided for good."""

    same: frozenset[str] = frozenset()
    different: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    def says_same(self, pupil: Pupil) -> bool:
        """A pupil known by name and birth may have been given a number since."""
        return not self.same.isdisjoint(pupil_keys(pupil))

    def says_different(self, pupil: Pupil) -> bool:
        """Only the very pupil: a namesake with a number of its own may still be the child."""
        return pupil_key(pupil) in self.different

    def __or__(self, other: "Told") -> "Told":
        """Both; what was said of the child itself, the first, goes before what was said of it elsewhere."""
        same = self.same | (other.same - self.different)
        return Told(same, self.different | (other.different - same))


def pupil_key(pupil: Pupil) -> str:
    """The pupil's valid UPN, else what stands for name and date of birth: the same on the next roll."""
    return pupil.upn or name_key(pupil.forenames, pupil.surname, pupil.date_of_birth, pupil.postcode or "")


def pupil_keys(pupil: Pupil) -> frozenset[str]:
    """All by which a judgement may name the pupil: a number may have been given since."""
    by_name = name_key(pupil.forenames, pupil.surname, pupil.date_of_birth, pupil.postcode or "")
    return frozenset({by_name, pupil.upn or by_name})


def told_by(judgements: Iterable[Judgement]) -> Told:
    """What counts of all that was said of one child."""
    by_pupil: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_pupil.setdefault(judgement.pupil, []).append(judgement)
    settled = {pupil: settled_verdict(said) for pupil, said in by_pupil.items()}
    return Told(
        frozenset(pupil for pupil, verdict in settled.items() if verdict == SAME),
        frozenset(pupil for pupil, verdict in settled.items() if verdict == DIFFERENT),
    )


def settled_verdict(said: Sequence[Judgement]) -> str | None:
    """What counts of one child and pupil: what two people said blind and alike, else the last review's word, else
    nothing yet. One person's label alone binds nobody."""
    latest = {each.judged_by: each.verdict for each in _in_order(said) if each.source == SAMPLE}
    agreed = [verdict for verdict in VERDICTS if list(latest.values()).count(verdict) >= PAIR]
    if len(agreed) == 1:
        return agreed[0]
    reviewed = [each.verdict for each in _in_order(said) if each.source == REVIEW]
    return reviewed[-1] if reviewed else None


def _in_order(said: Iterable[Judgement]) -> list[Judgement]:
    return sorted(said, key=lambda each: each.judged_at)


def refuse_label(said: Sequence[Judgement], by: str, verdict: str, reason: str) -> None:
    """Raise Refused unless this person may label this sampled answer: two people, and a third where they differ."""
    refuse_unfounded(verdict, reason)
    labels = [each for each in said if each.source == SAMPLE]
    if any(each.judged_by == by for each in labels):
        raise Refused(f"{by} has already labelled this answer.", "Ask somebody else: each looks at it once.")
    if any(each.source == REVIEW and each.judged_by == by for each in said):
        raise Refused(f"{by} decided this child's review.", "Ask somebody who has not seen its score.")
    if settled_verdict(labels) is not None:
        raise Refused("Two people have labelled this answer alike.", "Label another of the sample.")


def refuse_unfounded(verdict: str, reason: str) -> None:
    if verdict not in VERDICTS:
        raise Refused(f"{verdict!r} is no verdict.", "Say same or different.")
    if not reason.strip():
        raise Refused("A judgement needs a reason.", "Say why; others will read it.")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is known of one child for learning: its settled verdicts, and how many children it speaks for."""

    force: str
    incident_reference: str
    person_id: str
    told: Told
    stands_for: float = 1.0
