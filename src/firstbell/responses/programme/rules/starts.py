"""The lot of a wait-list: where there are fewer places than people and waiting is safe, chance says who starts first.

It is drawn before anybody knows anything of them but the referral, so that nobody can steer it, and they count where
it put them, whatever becomes of them. It binds no judgement of safety: whoever cannot wait starts, and it is said why.
"""

from datetime import date, timedelta

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.responses.programme.rules.participants import REFERRED

AT_ONCE, LATER = 0, 26
WAITS = (AT_ONCE, LATER)
"""Weeks from the referral, each as likely; ours."""


def may_draw(status: str, answered: bool, drawn: bool, why: str) -> None:
    """Refused once anything is known (``answered``: a question is), for a second lot, and without why it is safe."""
    if drawn:
        raise Refused("The lot was drawn already.", "It is drawn once.")
    if status != REFERRED or answered:
        raise Refused("Something is known that could steer the lot.", "Draw it at the referral.")
    if not is_written_out(why):
        raise Refused("Why it is safe for them to wait is not said.", "Say it in a sentence, or draw no lot for them.")


def can_start_from(referred_on: date, wait_weeks: int) -> date:
    """The first London day on which the lot lets them start."""
    return referred_on + timedelta(weeks=wait_weeks)


def may_start_on(today: date, first_day: date | None, sooner_because: str) -> None:
    """Refused before the day that was drawn (None: no lot), unless it is written out why they cannot wait."""
    if first_day and today < first_day and not is_written_out(sooner_because):
        raise Refused(f"The lot lets them start from {day_in_words(first_day)}.", "Wait, or say why they cannot wait.")
