"""What police count so that a programme can be judged: of those referred, and of people like them who were not.

The people to be compared with are drawn before anybody can know what becomes of them: on the day of the referral they
were reported as often in the 104 weeks before and in the last 13 of them, and nobody had referred them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.pure.evaluation.intention_to_treat import Compared
from firstbell.pure.refusal import Refused

HALF_YEAR, YEAR = "half_year", "year"
WINDOWS = {HALF_YEAR: 26, YEAR: 52}
"""Weeks from the day of the referral on."""
WINDOW_OF = {Compared.WAIT_LIST: HALF_YEAR, Compared.MATCHED: YEAR}
"""Whoever waits can start after half a year, and is no comparison from then on."""
MOST_ALIKE = 10
"""People drawn to be compared with one participant; ours."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Reports of one person in the 104 weeks before a day, and in the last 13 of them."""

    before: int
    recent: int


def must_be_compared(compared: str) -> Compared:
    """Refused for before and after alone: who is referred at their worst is reported less afterwards for nothing."""
    if compared not in set(Compared):
        raise Refused(
            "Before and after alone show no effect: people are referred at their worst, and change by themselves.",
            f"Compare with one of: {', '.join(Compared)}.",
        )
    return Compared(compared)


def is_over(window: str, referred_on: date, today: date) -> bool:
    return referred_on + timedelta(weeks=WINDOWS[window]) <= today


def check_earlier(own: Earlier, alike: Sequence[Earlier], referred_on: date, today: date) -> None:
    """Refused for counts that cannot be, for nobody or too many alike, and once half a year is over."""
    if any(not 0 <= one.recent <= one.before for one in (own, *alike)):
        raise Refused("Recent reports are among those before, and none is below nought.", "Correct the counts.")
    if not 1 <= len(alike) <= MOST_ALIKE:
        raise Refused(f"Between 1 and {MOST_ALIKE} people are drawn.", "Draw those who are most alike.")
    if is_over(HALF_YEAR, referred_on, today):
        raise Refused("What became of those drawn could be known by now.", "Draw within half a year of the referral.")


def check_later(window: str, counts: Sequence[int], people: int, referred_on: date, today: date) -> None:
    """Refused for an unknown window or one that is not over, and unless everybody has a count; ``people`` have one
    of earlier."""
    if window not in WINDOWS:
        raise Refused("That window is not known.", f"Choose one of: {', '.join(WINDOWS)}.")
    if not is_over(window, referred_on, today):
        raise Refused(f"{WINDOWS[window]} weeks from the referral are not over.", "Count when they are.")
    if not people:
        raise Refused("Nothing was counted of the time before.", "Count that first, and draw people alike.")
    if len(counts) != people or min(counts) < 0:
        raise Refused(f"Counts are of {people} people, none below nought.", "Count all who were drawn, in their order.")


def check_known(on: date, people: Mapping[int, int], today: date) -> None:
    """``people``: how many had so many reports. Refused for a day to come, and for nobody or less than none."""
    if on > today or min((*people, *people.values()), default=0) < 0 or not sum(people.values()):
        raise Refused("Counts are of a day that has come, of people, none below nought.", "Look at day and counts.")


def judged_before(today: date, compared: Compared) -> date:
    """Everybody referred before this 1 April is judged: their window is over. So the answer changes once a year, and
    nobody can look again and again until it pleases."""
    latest = today - timedelta(weeks=WINDOWS[WINDOW_OF[compared]])
    return date(latest.year if latest >= date(latest.year, 4, 1) else latest.year - 1, 4, 1)
