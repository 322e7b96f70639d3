"""What was written down before the first slot, so that nobody chooses an analysis after seeing the answer."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisPlan:
    """A pre-registration of one outcome.

    ``window_days``: how long after a slot events count; ``smallest_ratio``: the minimum detectable rate ratio;
    ``expected_events``: how many events the analysis needs for that (``power.minimum_detectable_ratio``), over all
    areas and periods; ``level`` of the interval; ``written`` on a London date.
    """

    outcome: str
    window_days: int
    analysis: str
    smallest_ratio: float
    expected_events: float
    written: date
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.outcome.strip() or not self.analysis.strip():
            raise Refused("A plan says which outcome and which analysis.", "Name both.")
        if self.window_days < 1 or not 0 < self.expected_events < float("inf"):
            raise Refused("A plan needs a window in days and the events that it expects.", "Give both, above 0.")
        if self.smallest_ratio <= 0 or self.smallest_ratio == 1:
            raise Refused(f"A ratio of {self.smallest_ratio:g} is no effect to plan for.", "Say 1.3, or 0.75.")
        if not 0.5 < self.level < 1:
            raise Refused(f"An interval at level {self.level:g} says nothing.", "Say 0.95.")

    def fingerprint(self) -> str:
        """64 hexadecimal digits that change with every word and figure of the plan (SHA-256)."""
        text = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def seed(self) -> int:
        """The seed of its shuffles, from the fingerprint: nobody can try seeds until one pleases."""
        return int(self.fingerprint()[:12], 16)

    def enough(self, events: int) -> bool:
        """Whether as many events came as the plan needs in order to tell."""
        return events >= self.expected_events


class Followed(StrEnum):
    """Whether a result is the one that was planned."""

    PLANNED = "planned"
    CHANGED = "changed"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a result stands to its plan."""

    followed: Followed = Followed.UNPLANNED
    plan: AnalysisPlan | None = None

    @classmethod
    def of(cls, plan: AnalysisPlan | None, registered: str) -> "Standing":
        """``registered``: the fingerprint that was stored before the first slot; empty if none was."""
        if plan is None or not registered:
            return cls(Followed.UNPLANNED, plan)
        return cls(Followed.PLANNED if plan.fingerprint() == registered else Followed.CHANGED, plan)

    def enough(self, events: int) -> bool:
        """Without a plan nobody said how many events are enough: the interval alone decides."""
        return self.plan is None or self.plan.enough(events)

    def words(self) -> str:
        return _WORDS[self.followed]


_WORDS = {
    Followed.PLANNED: "This is the analysis that was written down beforehand.",
    Followed.CHANGED: "The plan was changed after it was written down: take this as a question, not as an answer.",
    Followed.UNPLANNED: "No plan was written down beforehand: take this as a question, not as an answer.",
}
