"""Did it only move next door? The weighted displacement quotient (Bowers and Johnson 2003) and the total net effect."""

from dataclasses import dataclass

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Change:
    """Events ``before`` and ``after`` in one place, over equally long times."""

    before: int
    after: int

    def __post_init__(self) -> None:
        if min(self.before, self.after) < 0:
            raise Refused(f"{self.before} events before and {self.after} after are no counts.", "Correct the count.")


@dataclass(frozen=True, slots=True)
class Displacement:
    """``quotient``: change around the target over change in it, both against the control; None where it says nothing.

    Above 0 what was meant reached further than the target, below 0 it was undone around it, at -1 wholly. ``net``:
    events fewer than the control's course would have brought, target and surroundings together; None without control.
    No interval belongs to either: read them beside a finding, never instead of one.
    """

    quotient: float | None
    net: float | None
    why_not: str = ""

    def words(self) -> str:
        if self.quotient is None:
            return f"Displacement cannot be spoken of: {self.why_not}"
        net = f"Total net effect: {abs(self.net or 0):.0f} events {'fewer' if (self.net or 0) >= 0 else 'more'}."
        if self.quotient == 0:
            return f"The surroundings did as the control did. {net}"
        way = "changed the same way" if self.quotient > 0 else "changed the opposite way"
        return f"The surroundings {way}, by {abs(self.quotient):.2f} of the target's change. {net}"


def wdq(target: Change, buffer: Change, control: Change, intended: Direction = Direction.DOWN) -> Displacement:
    """(Da/Ca - Db/Cb) / (Ra/Ca - Rb/Cb), said only if no count is 0 and the target changed in the ``intended`` way.

    R is the target, D the ``buffer`` around it, C the control; b before and a after. The target's change is taken
    against the control. Refused if no direction was intended.
    """
    if intended is Direction.CANNOT_TELL:
        raise Refused("Displacement of what was not intended cannot be judged.", "Say up or down.")
    if 0 in (target.before, target.after, buffer.before, buffer.after, control.before, control.after):
        return Displacement(None, _net(target, buffer, control), "a place had no event before or after.")
    around, inside = _against(buffer, control), _against(target, control)
    if inside == 0 or (inside < 0) != (intended is Direction.DOWN):
        why = f"against the control, the target did not go {intended}."
        return Displacement(None, _net(target, buffer, control), why)
    return Displacement(around / inside, _net(target, buffer, control))


def _against(place: Change, control: Change) -> float:
    return place.after / control.after - place.before / control.before


def _net(target: Change, buffer: Change, control: Change) -> float | None:
    """(Rb Ca/Cb - Ra) + (Db Ca/Cb - Da)."""
    if control.before == 0:
        return None
    return (target.before + buffer.before) * control.after / control.before - target.after - buffer.after
