"""Who at the desk may see what: nothing without a seat at it, and nothing of a record that is closed to one."""

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents


def is_at_the_desk(seat: Seat) -> bool:
    return seat.may("desk.read")


def hidden_from(seat: Seat) -> frozenset[int]:
    """The incidents that are closed to this seat, which must look as if they did not exist."""
    return incidents.closed_to(seat.email)


def may_open(seat: Seat, incident_id: int) -> None:
    """NotYours for a stranger to the desk, and for a record that is closed to this person."""
    if not is_at_the_desk(seat) or incidents.is_closed_to(incident_id, seat.email):
        raise NotYours("There is no such record.", "Look at the reference.")
