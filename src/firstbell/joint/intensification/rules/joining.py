"""Which campaigns of neighbours' visits may stand beside a week."""

from datetime import date

from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.rules.modes import CALENDAR


def may_join(mode: str, begins: date, ends: date, first_day: date, last_day: date) -> None:
    """Refused for a campaign that is called for any home's sake, or that has no day in common with the week."""
    if mode != CALENDAR:
        raise Refused("Only a campaign in calendar mode stands beside a week.", "Its days say nothing of any home.")
    if ends < first_day or last_day < begins:
        raise Refused("The campaign has no day in common with the week.", "Choose one that has.")
