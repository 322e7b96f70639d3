"""What may be signalled: its words, how long it says anything, whether it is a red flag, and how it is known.

The days are ours: no source that we could verify says how long such a fact speaks for anything. Whoever reviews
thresholds by their results sets others (``signal_days`` of force.toml), for what is reported from then on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.foundations.accounts.rules.organisations import (
    HEALTH,
    HOUSING,
    POLICE,
    PUBLIC,
    SCHOOL,
    SOURCE_CLASSES,
    THIRD_SECTOR,
)

EVERYBODY = frozenset(SOURCE_CLASSES)
NOTHING_SET: Mapping[str, int] = {}
"""An area that keeps to our days and hours."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``days`` is how long it says anything, from the day on which it was. ``offered_to`` are the source classes whose
    people are asked about it; what anybody else knows of it is taken all the same."""

    words: str
    days: int
    offered_to: frozenset[str] = EVERYBODY
    red_flag: bool = False


MISSING_EDUCATION, DISCLOSED, WORRY = "missing_education", "disclosed", "worry"
KINDS = {
    "attendance": Kind("A child is away from school more than before", 90, frozenset({SCHOOL})),
    MISSING_EDUCATION: Kind("A child is on no roll, or taught at home", 180, frozenset({SCHOOL, HEALTH})),
    "behaviour": Kind("A child’s behaviour changed", 180, EVERYBODY - {HOUSING}),
    "injury": Kind("An injury, or injuries that form a pattern", 365),
    "appointments": Kind("Appointments missed, or never alone", 180, frozenset({HEALTH, THIRD_SECTOR})),
    "afraid": Kind("Somebody seems afraid of somebody close to them", 180),
    "controlled": Kind("Somebody is watched, cut off, or kept from money", 365),
    "fighting": Kind("Shouting or fighting heard or seen", 90, frozenset({PUBLIC, HOUSING, POLICE})),
    "damage": Kind("Damage to a home", 180, frozenset({HOUSING, POLICE, PUBLIC})),
    "housing": Kind("Somebody asked to move, or cannot pay the rent", 180, frozenset({HOUSING, THIRD_SECTOR})),
    DISCLOSED: Kind("Somebody said that it happens to them", 365),
    WORRY: Kind("A worry about somebody", 90),
    "strangulation": Kind("Strangulation", 365, red_flag=True),
    "weapon": Kind("A weapon, used or shown", 365, red_flag=True),
    "threat_to_kill": Kind("A threat to kill", 365, red_flag=True),
    "pregnancy_injury": Kind("An injury while pregnant", 365, red_flag=True),
    "stalking": Kind("Stalking after a separation", 365, red_flag=True),
}
RED_FLAGS = frozenset(code for code, kind in KINDS.items() if kind.red_flag)

SEEN, TOLD, HEARD, INFERRED = "seen", "told", "heard", "inferred"
HOW_KNOWN = {
    SEEN: "Seen, heard or measured by whoever reports it",
    TOLD: "Told by the person themselves",
    HEARD: "Told by somebody else",
    INFERRED: "Inferred",
}
"""How a signal is known: what was seen is kept apart from what was made of it."""
CONFIDENCE = {SEEN: "strong", TOLD: "strong", HEARD: "weak", INFERRED: "weak"}
"""A word for a reader, and never a number: nothing is multiplied by it."""
FACTS = frozenset({SEEN, TOLD, HEARD})
"""What counts towards independent source classes. What was inferred stands in the picture and counts for none."""


def expires_on(kind: str, on: date, days: Mapping[str, int] = NOTHING_SET) -> date:
    """The last day on which a signal of that day counts; ``days`` are an area's own, by kind."""
    return on + timedelta(days=days.get(kind, KINDS[kind].days))


def offered(source_class: str) -> Collection[str]:
    """The kinds that somebody of a class is asked about, red flags last."""
    return [code for code, kind in KINDS.items() if source_class in kind.offered_to]
