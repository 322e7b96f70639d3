"""A participant's way: referred, answered for by people, started, and how they leave. Nothing is scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from firstbell.pure.refusal import Refused

REFERRED, ACCEPTED, UNSUITABLE, STARTED = "referred", "accepted", "unsuitable", "started"
COMPLETED, EXCLUDED, WITHDRAWN = "completed", "excluded", "withdrawn"
STATUSES = {
    REFERRED: "Waits for the provider’s decision",
    ACCEPTED: "Accepted, not yet started",
    UNSUITABLE: "Not suitable",
    STARTED: "Takes part",
    COMPLETED: "Attended what the group asks for",
    EXCLUDED: "Excluded because of risk",
    WITHDRAWN: "Left before the end",
}
STEPS = {
    REFERRED: frozenset({ACCEPTED, UNSUITABLE, WITHDRAWN}),
    ACCEPTED: frozenset({STARTED, EXCLUDED, WITHDRAWN}),
    STARTED: frozenset({COMPLETED, EXCLUDED, WITHDRAWN}),
}
"""What may become of a participant from where they stand. What is not here is an end."""

REASONED = frozenset({ACCEPTED, UNSUITABLE, EXCLUDED, WITHDRAWN})
"""What nobody decides without saying why."""

ONESELF, AGENCY = "oneself", "agency"
SOURCES = {ONESELF: "The participant", AGENCY: "An agency"}

SUSPECTED = frozenset({"suspect", "both"})
"""What somebody is in an incident from which they can be referred; ``both``: the adults accuse each other."""

ELIGIBILITY = {
    "adult": "Is at least 18",
    "declares_risk": "Declares being a risk to a partner",
    "not_ordered": "Is not ordered to a programme by a court instead",
}
SUITABILITY = {
    "denial": "Denies the abuse so far that the work could not begin",
    "substance_use": "Uses alcohol or drugs so that they could not take part",
    "mental_health": "Is too unwell to take part",
    "live_proceedings": "Has live proceedings that the work would touch",
}
QUESTIONS = ELIGIBILITY | SUITABILITY
"""DOMAIN.md section 6. A person answers each; a concern rules nobody out by itself."""
YES, NO = "yes", "no"

DROPPED, MOVED, RELATIONSHIP_ENDED, RISK = "dropped", "moved", "relationship_ended", "risk"
EXITS = {
    DROPPED: "Stopped coming",
    MOVED: "Moved away",
    RELATIONSHIP_ENDED: "The relationship ended",
    RISK: "Excluded because of risk",
}
"""Competing ends (METHODS.md section 8): whoever left by one cannot leave by another."""
CHOSEN = frozenset(EXITS) - {RISK}
"""Ends of one's own, which are withdrawals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What is said of somebody who is referred, by themselves or by an agency.

    ``agreed``: they were asked, and want to come. Whoever refers themselves has agreed by it.
    """

    referred_from: str
    forenames: str
    surname: str
    date_of_birth: date | None = None
    agreed: bool = False


def may_refer(said: Introduction) -> None:
    """Refused for an unknown source, where nobody is named, and for somebody who has not agreed."""
    if said.referred_from not in SOURCES:
        raise Refused("That source is not known.", "Choose from the list.")
    if not (said.forenames.strip() or said.surname.strip()):
        raise Refused("Nobody is named.", "Give the name that they go by.")
    if said.referred_from != ONESELF and not said.agreed:
        raise Refused("They have not agreed to be referred.", "It is voluntary: ask them first.")


def may_find(question: str, answer: str, why: str) -> None:
    """Refused for a question or answer outside the lists, and for an answer without its reason."""
    if question not in QUESTIONS or answer not in {YES, NO}:
        raise Refused("That question or answer is not known.", "Choose from the lists.")
    if not why.strip():
        raise Refused("The answer has no reason.", "Say what it rests on.")


def may_decide(into: str, answers: Mapping[str, str]) -> None:
    """Refused for accepting somebody of whom a question is open, or who is not eligible.

    Concerns about suitability decide nothing: a person weighs them, and writes down why.
    """
    if into == UNSUITABLE:
        return
    if open_questions := [one for one in QUESTIONS if one not in answers]:
        raise Refused(f"{len(open_questions)} questions are not answered.", "Answer each before accepting.")
    if any(answers[one] != YES for one in ELIGIBILITY):
        raise Refused("They are not eligible.", "The programme is for adults who come of their own accord.")


def may_become(status: str, into: str, reason: str = "") -> None:
    """Refused unless a participant may go from where they stand into this; and without a reason where one is owed."""
    if into not in STEPS.get(status, frozenset()):
        raise Refused(f"Somebody who is {status} cannot become {into}.", "Look at where they stand.")
    if into in REASONED and not reason.strip():
        raise Refused(f"Nobody is {into} without a reason.", "Say why.")


def may_start(said: bool | None) -> None:
    """Refused until the support service has said that it may start (``None``: has said nothing).

    That it said no and that it said nothing are refused in the same words: why is not the facilitator's to know.
    """
    if not said:
        raise Refused("The support service has not said that it may start.", "Wait until it has: safety first.")
