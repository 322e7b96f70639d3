"""How far everybody who was referred came, and by which end the others left. Coming is no outcome."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstbell.pure.refusal import Refused

EVERYBODY, COMPLETERS = "referred", "completed"


@dataclass(frozen=True, slots=True)
class Course:
    """How far one participant came. ``exit`` is why they left, "" if they did not."""

    assessed: bool
    started: bool
    half: bool
    completed: bool
    exit: str


@dataclass(frozen=True, slots=True)
class Remained:
    """Of all who were referred, how many came so far, and how many left by which end."""

    referred: int
    assessed: int
    started: int
    half: int
    completed: int
    exits: Mapping[str, int]


def must_be_everybody(of: str) -> None:
    """Refused for anybody less than all who were referred (intention to treat, METHODS.md section 8)."""
    if of == COMPLETERS:
        raise Refused(
            "Completers alone say nothing of the programme: those who stay differ from those who leave.",
            "Look at everybody who was referred.",
        )
    if of != EVERYBODY:
        raise Refused("That group is not known.", "Look at everybody who was referred.")


def remained(courses: Sequence[Course]) -> Remained:
    return Remained(
        referred=len(courses),
        assessed=sum(one.assessed for one in courses),
        started=sum(one.started for one in courses),
        half=sum(one.half for one in courses),
        completed=sum(one.completed for one in courses),
        exits=dict(sorted(Counter(one.exit for one in courses if one.exit).items())),
    )
