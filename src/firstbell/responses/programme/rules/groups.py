"""Groups, their sessions, and what is asked of a participant. Attending says that somebody came, and no more."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from firstbell.pure.refusal import Refused

MISSED = {
    "ill": "Was ill",
    "work": "Had to work",
    "care": "Had somebody to care for",
    "excused": "Was excused beforehand",
    "travel": "Could not get there",
    "none_given": "Gave no reason",
}
REVIEW_WEEKS = (6, 12, 18)
"""Weeks after the start in which progress is reviewed; ours."""


def check_group(title: str, place: str, capacity: int, to_complete: int, days: Sequence[date]) -> None:
    """Refused without a title or place, for sessions that are none or not weekly, and for more than there are."""
    if not title.strip() or not place.strip() or capacity < 1:
        raise Refused("A group has a title, a place, and room for somebody.", "Look at the three.")
    if not days or any(later - earlier < timedelta(days=7) for earlier, later in pairwise(days)):
        raise Refused("Sessions are weekly, in order.", "Give the dates, a week or more between two.")
    if not 0 < to_complete <= len(days):
        raise Refused(f"{to_complete} of {len(days)} sessions cannot be attended.", "Give a number within them.")


def may_place(placed: int, capacity: int, kept_apart: bool) -> None:
    """Refused for a full group, and for one in which somebody is whom they are kept apart from.

    Both in the same words: why somebody is kept apart is not the facilitator's to know.
    """
    if placed >= capacity or kept_apart:
        raise Refused("This group has no place for them.", "Choose another group, or one-to-one counselling.")


def may_attend(on: date, today: date, in_the_group: bool, missed_why: str) -> None:
    """Refused for a session to come, for somebody not in its group, and for a reason outside the list."""
    if on > today:
        raise Refused("This session has not been held.", "Record it when it has.")
    if not in_the_group:
        raise Refused("They are not in the group of this session.", "Look at their group.")
    if missed_why not in {"", *MISSED}:
        raise Refused("That reason is not known.", "Choose from the list.")


def may_review(week: int, weeks: int, text: str) -> None:
    """Refused for a week without a review, for one to come (``weeks`` since the start), and for no words."""
    if week not in REVIEW_WEEKS:
        raise Refused("No review is due in that week.", f"Choose one of: {', '.join(map(str, REVIEW_WEEKS))}.")
    if week > weeks:
        raise Refused(f"Week {week} has not come.", "Write it when it has.")
    if not text.strip():
        raise Refused("The review says nothing.", "Write what was seen.")


def may_complete(attended: int, to_complete: int) -> None:
    """Refused before as many sessions were attended as the group sets."""
    if attended < to_complete:
        raise Refused(f"{attended} sessions were attended; {to_complete} are needed.", "Go on, or record a withdrawal.")
