"""When all contact stops: a client withdrew their consent, or died, or nobody works for them; and what goes with a
client who is passed to another service."""

from collections.abc import Collection
from datetime import date, datetime

from firstbell.pure.periods import day_in_words, london_date
from firstbell.pure.refusal import Refused, is_written_out

STOPS = {
    "contact": "Every contact, in any way and through anybody: no number or address is shown any more.",
    "work": "All work on their cases, and passing anything on.",
}
STAYS = {
    "record": "What was recorded until then, so that the service can answer for what it did, as long as it is kept.",
    "trail": "That it was recorded and read, in the audit trail.",
    "police": "What the police hold of the incident, which is theirs.",
    "danger": "That the service tells police or social care where somebody’s life or a child is in danger: that rests "
    "on law and not on consent.",
}
"""What ends when a client withdraws their consent, and what does not, and why: this house's reading, said to the
client before they decide."""

NAME, CONTACT, ADDRESS, NEEDS, POLICE_SAID = "name", "contact", "address", "needs", "police"
PARTS = {
    NAME: "Name and date of birth",
    CONTACT: "How they can be reached safely",
    ADDRESS: "Their address, to be confirmed by somebody there",
    NEEDS: "What they need",
    POLICE_SAID: "What the police said: the grade, the incident, and whether they are accused in it too",
}
"""What a client may agree to have passed on. Nothing else goes: no try, goal, task, review or former address."""


def why_stopped(died_on: date | None, withdrew_at: datetime | None, is_worked: bool, at: datetime) -> str:
    """Why nobody contacts a client at this instant, whatever a plan says; "" where somebody may."""
    if died_on and died_on <= london_date(at):
        return f"The client died on {day_in_words(died_on)}."
    if withdrew_at:
        return f"Consent was withdrawn on {day_in_words(london_date(withdrew_at))}."
    return "" if is_worked else "Nobody works on a case of this client."


def may_withdraw(why: str) -> None:
    if not is_written_out(why):
        raise Refused("What the client said is not written out.", "Write it in a sentence.")


def may_have_died(on: date, born: date | None, known: date | None, today: date) -> None:
    """Refused for a day ahead or before they were born, and where a day is recorded (``known``)."""
    if known:
        raise Refused(f"It is recorded that the client died on {day_in_words(known)}.", "Look at the client.")
    if on > today or (born and on < born):
        raise Refused("Nobody died on that day.", "Look at the date.")


def may_transfer(to: str, own: str, is_here: bool, agreed: Collection[str]) -> None:
    """Refused without another service, for what is no part, and for a service here without the client's name.

    ``is_here``: the other service works with Firstbell, and is sent what was agreed.
    """
    if not to.strip() or to == own:
        raise Refused("To which other service is not said.", "Choose one, or write down its name.")
    if ":" in to and not is_here:
        raise Refused(f"There is no service {to} here.", "Choose one, or write down its name.")
    if not set(agreed) <= set(PARTS):
        raise Refused("That is nothing that can be passed on.", f"Choose of: {', '.join(PARTS)}.")
    if is_here and NAME not in agreed:
        raise Refused(
            "Without their name nobody can be passed on.", "Give the client the service’s number instead, and say so."
        )
