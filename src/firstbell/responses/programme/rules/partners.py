"""What the support service says of partners, in words from closed lists. None of it is for facilitators."""

from collections.abc import Mapping
from datetime import date

from firstbell.pure.refusal import NotYours, Refused

SUPPORT, FORCE = "support", "force"
"""Kinds of organisation."""

AGREED, DECLINED, UNREACHED, NO_PARTNER = "accepted", "declined", "unreached", "no_partner"
OFFERS = {
    AGREED: "Was offered support, and accepted it",
    DECLINED: "Was offered support, and declined it",
    UNREACHED: "Could not be reached",
    NO_PARTNER: "There is no partner",
}

TO_MAKE, MAY, MAY_NOT, NEVER = "to_make", "may", "may_not", "never"
LINKS = {
    TO_MAKE: "To make before a start",
    MAY: "May start",
    MAY_NOT: "May not start",
    NEVER: "Was never made",
}
"""How the link of a participant stands."""
OPEN, ANSWERED = "open", "answered"
ALERTS = {OPEN: "To answer", ANSWERED: "Answered"}
MINE = "mine"

MEASURES = {
    "respect": "Respectful relationship",
    "space": "Space for action",
    "safety": "Safety and freedom from violence",
    "parenting": "Shared parenting",
    "awareness": "Awareness",
    "childhoods": "Safer childhoods",
}
"""Mirabal's six (METHODS.md section 8), as partners answer them."""
MOMENTS = {
    "referral": "At referral",
    "midway": "Half-way",
    "end": "At the end",
    "twelve_months": "Twelve months after referral",
}
WEEKS_TO = {"twelve_months": 52}
"""From the referral to a moment; what is not here has no fixed day."""
SCALE = (1, 5)
"""From worst to best."""
NOT_ASKED, WOULD_NOT_SAY = "not_asked", "would_not_say"
NO_ANSWER = {NOT_ASKED: "Was not asked", WOULD_NOT_SAY: "Would not say"}
ANSWERS = frozenset({*map(str, range(SCALE[0], SCALE[1] + 1)), *NO_ANSWER})


def check_link(participant: str, offer: str, worker: str, also_participant: str) -> None:
    """Refused for an unknown offer, without a worker, and for somebody who is their own partner."""
    if offer not in OFFERS or not worker.strip():
        raise Refused("A link says what was offered, and who answers for it.", "Choose from the list, name a worker.")
    if also_participant == participant:
        raise Refused("Nobody is their own partner.", "Look at the reference.")


def check_answers(offer: str, moment: str, answers: Mapping[str, str]) -> None:
    """Refused unless all six measures have an answer or the word for none, from somebody who exists."""
    if offer == NO_PARTNER:
        raise Refused("There is no partner who could answer.", "Correct the link first if there is one.")
    if moment not in MOMENTS or set(answers) != set(MEASURES) or not set(answers.values()) <= ANSWERS:
        raise Refused("Each of the six measures has an answer from the list.", "Say “not asked” where it was not.")


def may_speak_for(worker: str, by: str, leads: bool) -> None:
    """Refused for anybody but the ``worker`` who answers for the partner, and whoever leads the service."""
    if by != worker and not leads:
        raise Refused("Another worker answers for this partner.", "Ask them, or whoever leads your service.")


def must_be_measured(measure: str, moment: str) -> None:
    """NotYours for a measure that partners are not asked, or a moment at which they are not."""
    if measure not in MEASURES or moment not in MOMENTS:
        raise NotYours("That measure or moment is not known.", "Choose from the lists.")


def may_answer_alert(answered: bool, told: bool, why: str) -> None:
    """Refused for one that is answered, and for "not told" without a reason."""
    if answered:
        raise Refused("This alert is answered already.", "Look at the list.")
    if not told and not why.strip():
        raise Refused("Why the partner was not told is not said.", "Say why.")


def check_reports(first: date, last: date, reports: int, today: date) -> None:
    """Refused for a period that runs backwards or is not over, and for less than none."""
    if not first <= last < today or reports < 0:
        raise Refused("Counts are of a period that is over, and none is below nought.", "Look at the dates.")
