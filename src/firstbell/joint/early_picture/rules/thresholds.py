"""What has a person look at a household. Crossing a threshold means nothing else."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from firstbell.joint.early_picture.rules.counting import Counted, classes, red_flags, standing
from firstbell.joint.early_picture.rules.signals import FACTS, NOTHING_SET

RED_FLAG, TWO_CLASSES, UNNAMED, ASKED = "red_flag", "two_classes", "unnamed", "asked"
THRESHOLDS = {
    RED_FLAG: "A red flag",
    TWO_CLASSES: "Two or more independent source classes within 90 days",
    UNNAMED: "A child, or somebody who may be harmed, whom nobody has named",
    ASKED: "Somebody of the hub asked for it",
}
LEAST_CLASSES = 2
FIRST_LOOK = {RED_FLAG: 4, TWO_CLASSES: 24, UNNAMED: 24, ASKED: 24}
"""Within how many hours somebody has looked. Hubs commonly work to hours like these. They are ours, until an area sets
its own (``hub_first_look_hours`` of force.toml)."""


def crossed(signals: Collection[Counted], today: date, *, weighed: Collection[int] = ()) -> tuple[str, ...]:
    """The thresholds that standing signals cross, the more urgent first; none is crossed by what people have weighed.

    ``weighed`` are numbers of signals that lay before a matter that is closed. What is new must bring a red flag, or a
    source class that was not there then, or cross the threshold without them: a duplicate reopens nothing.
    """
    fresh = [one for one in standing(signals, today) if one.number not in weighed]
    found = []
    if red_flags(fresh, today):
        found.append(RED_FLAG)
    if len(classes(fresh, today)) >= LEAST_CLASSES or _joins_others(signals, fresh, today):
        found.append(TWO_CLASSES)
    return tuple(found)


def _joins_others(signals: Collection[Counted], fresh: Collection[Counted], today: date) -> bool:
    """Whether a class that nobody weighed yet crosses the threshold with those that somebody did."""
    numbers = {one.number for one in fresh}
    known = {one.source_class for one in standing(signals, today) if one.number not in numbers and one.how in FACTS}
    new = {one.source_class for one in fresh if one.how in FACTS} - known
    found = classes(signals, today)
    return len(found) >= LEAST_CLASSES and bool(new & found)


def first_look(thresholds: Collection[str], hours: Mapping[str, int] = NOTHING_SET) -> timedelta:
    """How long somebody has for a first look; ``hours`` are an area's own, by threshold."""
    return timedelta(hours=min(hours.get(one, FIRST_LOOK[one]) for one in thresholds))
