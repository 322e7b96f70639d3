"""What teams do in a week, and what came of it, day by day."""

from datetime import date

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out

LISTED, SUSPECT, BREACH, ORDER, VICTIM, SCHOOL, VENUE, OTHER = (
    *("listed", "suspect", "breach", "order", "victim", "school", "venue", "other"),
)
TASKS = {
    LISTED: "Somebody on the list whom a named person accepted",
    SUSPECT: "A suspect of a case who is outstanding",
    BREACH: "A breach of an order",
    ORDER: "An order that is about to end",
    VICTIM: "A victim to visit",
    SCHOOL: "A school or college to visit",
    VENUE: "A venue or business to visit",
    OTHER: "Something else",
}
"""What a task may be about."""

ARREST, CHARGE, BAILED = "arrest", "charge", "bailed"
RESULTS = {
    ARREST: "Arrests",
    "voluntary": "Voluntary interviews",
    CHARGE: "Charges and summonses",
    BAILED: "Bailed with conditions",
    "order": "Protection notices and orders",
    "breach": "Breaches dealt with",
    "victim_contacted": "Victims contacted",
    "referral": "Referrals to a support service",
    "programme": "Referrals to a perpetrator programme",
    "school_visited": "Schools and colleges visited",
    "business_trained": "Businesses and venues trained",
}
"""What a result may be. An arrest is not a charge: neither is ever counted as the other, or added to it."""

OF_ONE_PERSON = frozenset({ARREST, "voluntary", CHARGE, BAILED, "order", "breach", "programme"})
"""Results that may be of somebody on the list."""

LONGEST_AFTER = 90
"""Days after a week for which results of it are recorded."""


def may_set(kind: str, text: str, *, accepted: bool | None, due_on: date, first_day: date, last_day: date) -> None:
    """``accepted``: how the name stands that the task is about; None where it is about nobody on the list."""
    if kind not in TASKS:
        raise Refused(f"{kind!r} is nothing that a task is about.", f"Choose one of: {', '.join(TASKS)}.")
    if not text.strip():
        raise Refused("A task says what is to be done.", "Write it in a sentence.")
    if (kind == LISTED) != (accepted is not None):
        raise Refused("A task about a name on the list names it, and no other does.", "Choose what it is about.")
    if accepted is False:
        raise Refused("That name was refused.", "Nothing is done about it for having been on the list.")
    if not first_day <= due_on <= last_day:
        raise Refused(f"The week is from {day_in_words(first_day)} to {day_in_words(last_day)}.", "Give a day of it.")


def may_finish(done: bool, how: str) -> None:
    if done:
        raise Refused("That task is done.", "Record what else came of it as a result.")
    if not how.strip():
        raise Refused("A task is done with what came of it.", "Write it in a sentence.")


def may_record(
    kind: str, many: int, on: date, *, of_listed: bool, first_day: date, last_day: date, today: date
) -> None:
    if kind not in RESULTS:
        raise Refused(f"{kind!r} is no result.", f"Choose one of: {', '.join(RESULTS)}.")
    if many < 1:
        raise Refused("A result is 1 or more.", "Where nothing came of a day, record nothing.")
    if of_listed and (kind not in OF_ONE_PERSON or many != 1):
        raise Refused("That is not a result of one person.", "Record it without the name.")
    if not first_day <= on <= min(today, date.fromordinal(last_day.toordinal() + LONGEST_AFTER)):
        raise Refused(
            f"A result is of a day from {day_in_words(first_day)} to {LONGEST_AFTER} days after the week, and not"
            " ahead.",
            "Look at the day.",
        )


def may_strike(struck: bool, why: str) -> None:
    if struck:
        raise Refused("That result is struck already.", "Record what is right.")
    if not is_written_out(why):
        raise Refused("Why it is struck is not written out.", "Write it in a sentence.")
