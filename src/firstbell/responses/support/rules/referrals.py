"""A referral's way: from whoever makes it, through the service's answer, to what became of it."""

from dataclasses import dataclass
from datetime import date

from firstbell.pure.refusal import Refused, is_written_out
from firstbell.responses.support.rules.children import DECIDES, UNDERSTANDS, child_age

RECEIVED, ACCEPTED, REJECTED, REVOKED, TRANSFERRED = "received", "accepted", "rejected", "revoked", "transferred"
ENGAGED, DECLINED, NO_CONTACT, CLOSED = "engaged", "declined", "no_contact", "closed"
WITHDRAWN, DIED = "withdrawn", "died"
STATUSES = {
    RECEIVED: "Waits for the service’s answer",
    ACCEPTED: "Accepted: nobody has spoken with them yet",
    ENGAGED: "Takes part",
    DECLINED: "Was asked, and does not want it",
    NO_CONTACT: "Could not be reached in a safe way",
    CLOSED: "Closed",
    REJECTED: "Not accepted",
    REVOKED: "Taken back by who made it",
    TRANSFERRED: "Passed to another service",
    WITHDRAWN: "The client withdrew their consent",
    DIED: "The client died",
}

_ALWAYS = frozenset({REVOKED, TRANSFERRED, WITHDRAWN, DIED})
STEPS = {
    RECEIVED: _ALWAYS | {ACCEPTED, REJECTED},
    ACCEPTED: _ALWAYS | {ENGAGED, DECLINED, NO_CONTACT},
    ENGAGED: _ALWAYS | {DECLINED, NO_CONTACT, CLOSED},
}
"""What may become of a referral from where it stands. What is not here is an end."""

WORKED = frozenset({ACCEPTED, ENGAGED})
"""Where a referral is a case: somebody works on it."""

REASONED = frozenset({REJECTED, REVOKED, TRANSFERRED, WITHDRAWN})
"""What nobody may do to a referral without saying why."""

POLICE, AGENCY, ONESELF = "police", "agency", "oneself"
SOURCES = {POLICE: "The police", AGENCY: "Another agency", ONESELF: "The client"}

CONSENT, PARENTAL, HIGH_RISK = "consent", "parental", "high_risk"
BASES = {
    CONSENT: "The client was asked and agreed",
    PARENTAL: "An adult who is responsible for a child under 16, and known to be safe, agreed",
    HIGH_RISK: "An officer graded the risk high, and wrote down why it is shared without consent",
}
"""Why a referral may be made at all."""

GRADES = {"standard": "Standard", "medium": "Medium", "high": "High"}
"""An officer's grade of the risk: stored as it was given, never worked out (DOMAIN.md section 5)."""

MOST_OPEN = 80
"""Open cases that one worker may have: 60 to 80 are the field's; at the upper end no more are given."""
LEAST_TRIES = 3
"""Safe tries, on different days, before anybody is written down as out of reach."""


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt to reach a client: on which day, within the plan or not, and whether they spoke."""

    on: date
    safe: bool
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What is said of somebody who is referred, a child as anybody else and not as something of a parent.

    ``force`` and ``incident_reference`` name the incident it comes from, if any; ``also_suspect`` says that the client
    is accused in it too. ``grade`` is an officer's. ``with_adult`` is the reference of the referral of an adult that a
    child's belongs with. ``closed_to_force`` says that a force may know no more than how it stands from now on, as the
    client is one of its own; it does not say where they work.
    """

    referred_from: str
    basis: str
    basis_reason: str = ""
    grade: str = ""
    forenames: str
    surname: str
    date_of_birth: date | None = None
    force: str = ""
    incident_reference: str = ""
    also_suspect: bool = False
    with_adult: str = ""
    closed_to_force: bool = False


def may_refer(said: Introduction, on: date) -> None:
    """Refused unless somebody is named who agreed, or police graded the risk high and say why nobody asked.

    Whoever refers themselves has agreed by it. For a child under 13 an adult agrees, and from 16 nobody but oneself.
    """
    if said.referred_from not in SOURCES or said.basis not in BASES or said.grade not in {"", *GRADES}:
        raise Refused("That source, basis or grade is not known.", "Choose from the lists.")
    if not (said.forenames.strip() or said.surname.strip()):
        raise Refused("Nobody is named.", "Give the name that the client goes by.")
    if said.date_of_birth and said.date_of_birth > on:
        raise Refused("That date of birth has not come.", "Look at the year.")
    if said.basis == HIGH_RISK:
        _may_share(said)
    else:
        _may_agree(said, child_age(said.date_of_birth, bool(said.with_adult), on))


def _may_share(said: Introduction) -> None:
    """Refused but where nobody could ask: police graded the risk high, and say why."""
    if said.referred_from != POLICE or said.grade != "high":
        raise Refused("Without consent, police and a high grade are needed.", "Ask first.")
    if not is_written_out(said.basis_reason):
        raise Refused("Why nobody asked is not written out.", "Write it in a sentence.")


def _may_agree(said: Introduction, age: int | None) -> None:
    """Refused where somebody agreed who could not: ``age`` is a child's, None for an adult."""
    if said.basis == PARENTAL and (age is None or age >= DECIDES):
        raise Refused(f"From {DECIDES} the client is asked themselves.", "Ask them.")
    if said.basis == CONSENT and said.referred_from != ONESELF and age is not None and age < UNDERSTANDS:
        raise Refused(f"A child under {UNDERSTANDS} does not agree alone.", "Ask an adult responsible for them.")


def may_become(status: str, into: str, reason: str = "") -> None:
    """Refused unless a referral may go from where it stands into this; and without a reason where one is owed."""
    if into not in STEPS.get(status, frozenset()):
        raise Refused(f"A referral that is {status.replace('_', ' ')} cannot become {into.replace('_', ' ')}.")
    if into in REASONED and not reason.strip():
        raise Refused(f"A referral is not {into} without a reason.", "Say why.")


def may_allocate(open_cases: int) -> None:
    """Refused where the worker has as many open cases as one person can carry."""
    if open_cases >= MOST_OPEN:
        raise Refused(f"This worker has {open_cases} open cases; {MOST_OPEN} are the most.", "Choose somebody else.")


def may_decline(tries: tuple[Try, ...]) -> None:
    """Refused unless the client was asked, and safely: who was never asked, or was asked with the abuser listening,
    has not declined.

    ``tries`` in the order they were made; the last in which the client spoke decides.
    """
    spoke = [one for one in tries if one.reached]
    if not spoke:
        raise Refused("Nobody has spoken with the client, so nothing was declined.", "Try in the ways of their plan.")
    if not spoke[-1].safe:
        raise Refused(
            "The client may not have been free to answer.",
            "They were last spoken with outside their safe-contact plan: speak with them again within it.",
        )


def may_give_up(tries: tuple[Try, ...]) -> None:
    """Refused unless enough safe tries were made, on different days, since the client was last spoken with."""
    last = max((place for place, one in enumerate(tries) if one.reached), default=-1)
    days = {one.on for one in tries[last + 1 :] if one.safe}
    if len(days) < LEAST_TRIES:
        raise Refused(
            f"Safe tries were made on {len(days)} different days; {LEAST_TRIES} are needed.",
            "Try again within the plan; tries outside it do not count.",
        )
