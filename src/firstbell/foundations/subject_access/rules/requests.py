"""A request: who asks for whom, how they proved who they are, and how it can end."""

from dataclasses import dataclass
from datetime import date

from firstbell.pure.refusal import Refused, is_written_out

THEMSELVES, PARENT, REPRESENTATIVE = "self", "parent", "representative"
ASKERS = {
    THEMSELVES: "The person themself",
    PARENT: "A parent, or somebody with parental responsibility, for a child",
    REPRESENTATIVE: "Somebody who may act for the person, such as a solicitor",
}

PROOFS = {
    "photograph": "A document with a photograph, seen beside the person",
    "two_documents": "Two documents that only the person would have",
    "known": "Somebody who knows the person says who they are",
}
"""How somebody proved who they are. A parent or representative also shows that they may ask; it is written down."""

OPEN, RELEASED, REFUSED, WITHDRAWN = "open", "released", "refused", "withdrawn"
STATUSES = {
    OPEN: "Open",
    RELEASED: "Answered",
    REFUSED: "Refused",
    WITHDRAWN: "Withdrawn by whoever asked",
}

EXEMPTIONS = {
    "identity": "Nobody proved who they are (section 52(4); UK GDPR article 12(6))",
    "authority": "Whoever asks may not act for the person",
    "unfounded": "Manifestly unfounded or excessive (section 53; UK GDPR article 12(5))",
    "crime": "It would prejudice preventing or investigating crime (section 45(4)(b); schedule 2, paragraph 2)",
    "others": "It would take away the rights of others (section 45(4)(e); schedule 2, paragraph 16)",
    "child_abuse": "Child abuse data, against the child’s interests (schedule 3, paragraph 21)",
}
"""Why a whole request may be refused: of the Data Protection Act 2018, from memory. A force's lawyer checks them."""

ABOUT_SUBJECT, ABOUT_ASKER = "subject", "asker"
WHOSE = {ABOUT_SUBJECT: "The person it is about", ABOUT_ASKER: "Whoever asks"}
"""Whose a record is said to be. Of whoever asks nothing is given: only what they are to the person is looked at."""

OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asked for, and how they proved that they may. ``asker_...`` are empty where they ask for
    themselves; ``proof_words`` say what was seen, and by what right they act for another."""

    asker: str
    forenames: str
    surname: str
    date_of_birth: date
    proof: str
    proof_words: str
    received_on: date
    proved_on: date
    asker_forenames: str = ""
    asker_surname: str = ""
    asker_born: date | None = None

    @property
    def started_on(self) -> date:
        """When the clock starts: both the request and the proof are here."""
        return max(self.received_on, self.proved_on)


def check_asked(asked: Asked, today: date) -> None:
    """Refused for what nobody could answer."""
    if asked.asker not in ASKERS or asked.proof not in PROOFS:
        raise Refused("Who asks, and how they proved it, is not known.", "Choose from the lists.")
    if asked.started_on > today:
        raise Refused("That day has not come yet.", "Look at the two dates.")
    if not OLDEST < asked.date_of_birth <= today:
        raise Refused("Nobody was born on that day.", "Look at the date of birth.")
    if not (asked.forenames.strip() and asked.surname.strip()):
        raise Refused("Nobody is named.", "Fill in whom the request is about.")
    _check_asker(asked)
    if not is_written_out(asked.proof_words):
        raise Refused("It is not written down how they proved who they are.", "Write it in a sentence.")


def _check_asker(asked: Asked) -> None:
    named = bool(asked.asker_forenames.strip() and asked.asker_surname.strip() and asked.asker_born)
    if asked.asker != THEMSELVES and not named:
        raise Refused("Whoever asks is not named.", "Fill in their names and when they were born.")
    if asked.asker == THEMSELVES and (asked.asker_forenames or asked.asker_surname or asked.asker_born):
        raise Refused("Somebody asks for themself, and somebody else is named.", "Say who asks.")


def must_be_open(status: str) -> None:
    if status != OPEN:
        raise Refused("This request is ended.", "Look at how it ended; a new question is a new request.")


def may_allow(*, officers: frozenset[str], by: str, why: str) -> None:
    """A flagged request goes on by the reason of somebody who has not worked on it."""
    if by in officers:
        raise Refused("Whoever works on a request does not allow it.", "Ask a supervisor who has not.")
    if not is_written_out(why):
        raise Refused("A flagged request goes on for a reason only.", "Write it in a sentence.")


def check_refusal(exemption: str, why: str) -> None:
    if exemption not in EXEMPTIONS:
        raise Refused("A request is refused by an exemption.", "Choose from the list.")
    if not is_written_out(why):
        raise Refused("Whoever asks is owed a reason.", "Write it in a sentence.")
