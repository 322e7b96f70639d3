"""When visiting stops by itself: somebody was hurt for it, or turned away from help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.pure.refusal import Refused

RETALIATION, DISENGAGED = "retaliation", "disengaged"
KINDS = {
    RETALIATION: "Somebody was punished for what was said or thought to be said",
    DISENGAGED: "A victim turned away from help after the visits",
}
WATCHED = timedelta(days=28)
"""How long after the last visit a report still counts."""


@dataclass(frozen=True, slots=True)
class Reported:
    kind: str
    on: date


def may_report(kind: str, on: date, today: date) -> None:
    if kind not in KINDS or on > today:
        raise Refused("That is nothing that is watched for, or lies ahead.", f"Choose one of: {', '.join(KINDS)}.")


def must_stop(reports: Sequence[Reported], first_visit: date | None, last_visit: date | None) -> str:
    """Why the campaign stops, in a sentence; empty where it goes on. One report within the time watched is enough."""
    if first_visit is None or last_visit is None:
        return ""
    counted = [one for one in reports if first_visit <= one.on <= last_visit + WATCHED]
    return f"After its visits there was a report: {counted[0].kind}." if counted else ""
