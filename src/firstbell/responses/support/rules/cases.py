"""A case that is worked on: what the client needs, what they aim at, who does what by when, and how it is closed.

All of it is dated facts. Nothing adds them up, and there is no score (DOMAIN.md section 5).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out

NEEDS = {
    "safety": "Safety at home and outside it",
    "housing": "Housing",
    "legal": "Courts, orders and legal advice",
    "stay": "The right to stay in the country",
    "health": "Physical health",
    "mental_health": "Mental health",
    "substances": "Alcohol or drugs",
    "children": "Children and being a parent",
    "money": "Money, benefits and debt",
    "work": "Work, school or training",
    "company": "Family, friends and not being alone",
    "recovery": "Understanding and getting over what happened",
    "other": "Something else",
}
"""This house's own list: DOMAIN.md section 5 names needs, and no list of them. A funder's return has its own."""

MET, PARTLY, NOT_MET = "met", "partly", "not_met"
ANSWERS = {MET: "Met", PARTLY: "Met in part", NOT_MET: "Not met"}

NONE_OF_THESE, NOT_ASKED = "none", "not_asked"
OUTCOMES = {
    "safer": "Feels safer",
    "abuse_ended": "Says that the abuse has ended",
    "safe_home": "Has a home that is safe",
    "protected": "A notice or order protects them",
    "knows_help": "Knows whom to turn to",
    "healthier": "Feels better in body or mind",
    "less_alone": "Is less alone",
    NONE_OF_THESE: "None of these",
    NOT_ASKED: "Could not be asked",
}
"""What the client says at the end: this house's own list. The last two stand alone."""

OWNERS = {
    "client": "The client",
    "worker": "Their worker",
    "adult": "The adult whom a child is reached through",
    "police": "The police",
    "housing": "Housing",
    "childrens_social_care": "Children’s social care",
    "adult_social_care": "Adult social care",
    "health": "Health",
    "school": "A school or college",
    "solicitor": "A solicitor",
    "other": "Somebody else",
}
"""Who may own a task: nobody is named in it."""

FIRST_REVIEW = timedelta(days=28)
"""From the day on which a client takes part to the first review at the latest: ours."""
BETWEEN_REVIEWS = timedelta(days=92)
"""From one review to the next at most: ours, and no longer than a safe-contact plan may hold."""
DUE, OVERDUE = "due", "overdue"


@dataclass(frozen=True, slots=True)
class NeedAnswer:
    """What became of a need, ``why`` where it was not wholly met."""

    answer: str
    why: str = ""


def may_record_need(need: str, known: Collection[str], on: date, today: date) -> None:
    """Refused for no need of the list, one that is known already, and one found in the future."""
    if need not in NEEDS:
        raise Refused(f"{need!r} is no need.", f"Choose one of: {', '.join(NEEDS)}.")
    if need in known:
        raise Refused("This need is recorded already.", "Set a goal for it.")
    _is_past(on, today)


def may_set_goal(text: str) -> None:
    _says(text, "A goal", "what the client aims at")


def may_set_task(owner: str, text: str, due_on: date, today: date) -> None:
    """Refused unless somebody of the list owns it, it says what is done, and its day is not past."""
    if owner not in OWNERS:
        raise Refused("A task has an owner.", f"Choose one of: {', '.join(OWNERS)}.")
    _says(text, "A task", "what is done")
    if due_on < today:
        raise Refused(f"{day_in_words(due_on)} is past.", "Give the day by which it will be done.")


def may_finish(done_on: date | None, on: date, how: str, today: date) -> None:
    """Refused for a task that is done (``done_on``), a day ahead, or without how it was done."""
    if done_on:
        raise Refused(f"It was done on {day_in_words(done_on)}.", "Look at the task.")
    _is_past(on, today)
    _says(how, "A task that is done", "how")


def may_review(text: str, on: date, review_by: date, today: date) -> None:
    """Refused unless it was made, says what changed, and the next comes after it and not too late."""
    _is_past(on, today)
    _says(text, "A review", "what changed, or that nothing did")
    if not today < review_by <= on + BETWEEN_REVIEWS:
        raise Refused(
            f"The next review is after today, and at most {BETWEEN_REVIEWS.days} days after this one.",
            "Choose another day.",
        )


def may_close(needs: Collection[str], answers: Mapping[str, NeedAnswer], outcomes: Collection[str]) -> None:
    """Refused unless each need has an answer, with why where it was not met, and something is stated at the end."""
    if not needs:
        raise Refused("No need is recorded, so none can be answered.", "Record what the client needed.")
    if set(answers) != set(needs) or not {one.answer for one in answers.values()} <= set(ANSWERS):
        raise Refused("Each need is answered at the end.", f"Say of each: {', '.join(ANSWERS)}.")
    if any(one.answer != MET and not one.why.strip() for one in answers.values()):
        raise Refused("Why a need was not wholly met is not said.", "Say why.")
    alone = {NONE_OF_THESE, NOT_ASKED} & set(outcomes)
    if not outcomes or not set(outcomes) <= set(OUTCOMES) or (alone and len(set(outcomes)) > 1):
        raise Refused("Nothing is stated, or two things at odds.", "Choose from the list.")


def state(due_on: date, today: date) -> str:
    """How a task or a review stands that is not done."""
    return OVERDUE if today > due_on else DUE


def _is_past(on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{day_in_words(on)} has not come.", "Record it when it has.")


def _says(text: str, what: str, of: str) -> None:
    if not is_written_out(text):
        raise Refused(f"{what} says {of}.", "Write it in a sentence.")
