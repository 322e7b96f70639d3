"""What is said on screen of what visiting can promise, and of what it cannot."""

PROMISE = (
    "A visit adds nothing to what anybody knows about one home of a cell against another: every door is visited, in "
    "the same way, on a day that was drawn without knowing of anything that happened there."
)
LIMITS = (
    "It does not undo a police car that was seen last week, what neighbours say, or a leak from the case file.",
    "It hides one home among those of its cell. Whoever knows which of them are empty hides it among fewer.",
    "Two campaigns over the same cell tell no more than one. A triggered campaign tells that somebody reported.",
)


def cost_in_words(mine: float, prior: float) -> str:
    """What a visit tells a perpetrator of his own case, against what he thought before (both from 0 to 1)."""
    if abs(mine - prior) < 0.0005:
        return "A visit tells a perpetrator nothing about whether it was for his case."
    return f"A perpetrator who sees a visit takes it for his case at {mine:.0%}, where he thought {prior:.0%} before."
