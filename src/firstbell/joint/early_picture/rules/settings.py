"""What the earlier picture has from us until an area sets its own in force.toml, and whose it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from firstbell.joint.early_picture.rules.raising import BASES
from firstbell.joint.early_picture.rules.signals import KINDS
from firstbell.joint.early_picture.rules.thresholds import FIRST_LOOK
from firstbell.pure.policy import ForcePolicy

OURS, THEIRS = "ours, until this area sets its own", "as this area has set them"
KNOWN: Mapping[str, Collection[str]] = {
    "hub_first_look_hours": FIRST_LOOK,
    "signal_days": KINDS,
    "hub_linked_bases": BASES,
}
"""The words that may stand in each setting."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``hours`` for a first look by threshold, ``days`` that a kind of signal counts, ``linked`` bases by which an
    agency may know that others see a household, ``tell_days`` until whoever reported hears; and whose each is."""

    hours: Mapping[str, int]
    hours_are: str
    days: Mapping[str, int]
    days_are: str
    linked: tuple[str, ...]
    linked_are: str
    tell_days: int
    tell_days_are: str


def settings_of(policy: ForcePolicy) -> Settings:
    plain = ForcePolicy()

    def whose(name: str) -> str:
        return OURS if getattr(policy, name) == getattr(plain, name) else THEIRS

    return Settings(
        {**FIRST_LOOK, **policy.hub_first_look_hours},
        whose("hub_first_look_hours"),
        {**{code: kind.days for code, kind in KINDS.items()}, **policy.signal_days},
        whose("signal_days"),
        policy.hub_linked_bases,
        whose("hub_linked_bases"),
        policy.hub_feedback_days,
        whose("hub_feedback_days"),
    )


def fault_in(policy: ForcePolicy) -> str:
    """What is wrong in these settings, in a sentence; "" where nothing is."""
    for name, known in KNOWN.items():
        if unknown := sorted(set(getattr(policy, name)) - set(known)):
            return f"{name}: {unknown[0]!r} is not known; known are {', '.join(known)}"
    for name in ("hub_first_look_hours", "signal_days"):
        for word, number in getattr(policy, name).items():
            if type(number) is not int or number < 1:
                return f"{name}: {word!r} is a whole number, 1 or more"
    return "" if policy.hub_feedback_days > 0 else "hub_feedback_days is 1 or more"
