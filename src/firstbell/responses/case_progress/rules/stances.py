"""Whether a victim supports the case, as somebody asked, and why not: in plain words that blame nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.periods import day_in_words, london_date
from firstbell.pure.refusal import Refused

REASONS = {
    "afraid": "Afraid of what the suspect or others may do",
    "children": "For the children or the family",
    "together": "They are together, or want to be",
    "home_or_money": "Home or money depends on the suspect",
    "right_to_stay": "Afraid for the right to stay in the country",
    "safe_now": "Safe now; that was what they wanted",
    "not_court": "Does not want to go to court or be seen there",
    "too_long": "It took too long",
    "not_believed": "Did not feel believed, or heard nothing",
    "own_health": "Health, or too much to bear now",
    "other": "Another reason, in their words",
    "would_not_say": "Asked, and would not say why",
    "could_not_ask": "Could not be asked safely, or at all",
}
"""Why victims stopped supporting. One may have several."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What was answered on one day."""

    supports: bool
    on: date


def may_record(
    *, supports: bool, reasons: Sequence[str], said: str, at: datetime, reported_on: date, now: datetime
) -> None:
    """Refused unless somebody asked between the report and now, and a victim who does not support has a reason."""
    if at > now:
        raise Refused("That was asked in the future.", "Record it when it was asked.")
    if london_date(at) < reported_on:
        raise Refused(f"The case was reported on {day_in_words(reported_on)}, after that.", "Look at the time.")
    if strange := [one for one in reasons if one not in REASONS]:
        raise Refused(f"{strange[0]!r} is none of the reasons.", f"Choose of: {', '.join(REASONS)}.")
    if supports == bool(reasons):
        raise Refused(
            "Whoever supports the case has no reason not to; whoever stopped supporting has at least one.",
            "Choose reasons; there is one for not saying and one for not being asked.",
        )
    if "other" in reasons and not said.strip():
        raise Refused("Another reason is in the victim's words, and there are none.", "Write down what they said.")


def stopped_on(stances: Sequence[Stance]) -> date | None:
    """Since when the victim has not supported the case; None where the last that they said is that they do.

    ``stances`` in order of their days. Somebody who stopped and came back has not stopped.
    """
    since = None
    for stance in stances:
        since = None if stance.supports else since or stance.on
    return since
