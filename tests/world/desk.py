"""A night for the desk: a notice that left, one that is held, one nobody can be told of, a review, a hand-over."""

from datetime import datetime
from pathlib import Path
from typing import Any

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from world.area import Area, at
from world.cast import CAST, join
from world.feed import child, home, incident, party, suspect

NIGHT = at("2026-11-22 23:10")
RUN = at("2026-11-23 06:10")
POLICY = ForcePolicy(
    force="staffordshire", desk_emails=("desk@force.example",), restricted_alarm_emails=("standards@force.example",)
)
TOLD, HELD, NOBODY, ASKED, AWAY = (f"STF/{number}" for number in range(1, 6))


def night(folder: Path, *further: dict[str, Any]) -> Area:
    """``TOLD`` left, ``HELD`` waits for a conflict, ``NOBODY`` for a contact, ``ASKED`` for a person, ``AWAY`` is
    handed over; and whatever else is given."""
    area = Area(folder, policy=POLICY)
    area.school("100001", "St Peter's Primary School")
    area.school("100002", "Milton Primary School")
    area.school("100004", "Trent Vale Academy", contacts=False)
    area.works_at("100002", "Daniel", "Mwangi", role="caretaker", date_of_birth="1990-05-06")
    area.pupil("100001", "Noor", "Abara", "2016-06-01", sex="F")
    area.pupil("100002", "Leo", "Mwangi", "2016-06-01")
    area.pupil("100004", "Tom", "Vale", "2016-06-01")
    area.pupil("100001", "Oliver", "Hussain", "2016-06-01")
    area.pupil("100002", "Olivia", "Hussain", "2016-06-01", sex="F")
    area.take_in_registers(NIGHT)
    reports = [
        report(TOLD, "Abara", "Noor", sex="F"),
        report(HELD, "Mwangi", "Leo"),
        report(NOBODY, "Vale", "Tom"),
        report(ASKED, "Hussain", "Oliva", sex="U"),
        report(AWAY, "Away", "Sam", residence=home("SY1 1AA", "4 Castle Gates")),
    ]
    area.incidents(*reports, *further, now=NIGHT)
    area.run(RUN)
    return area


def report(reference: str, family: str, forenames: str, *, parties: Any = (), **of_the_child: Any) -> dict[str, Any]:
    adults = list(parties) or [party(surname=family), suspect(surname=family)]
    children = [child("C1", forenames, family, "2016-06-01", **of_the_child)]
    return incident(reference, reported=NIGHT.isoformat(), parties=adults, children=children)


def seat(name: str, *, now: datetime = RUN) -> Seat:
    """The seat of somebody of the cast; one without any permission for who has no role."""
    found = accounts.seats_of(join(name, now=now))
    return found[0] if found else Seat(0, CAST[name].email, CAST[name].name, "force:nowhere", "Nowhere", ())


def number(reference: str) -> int:
    return incidents.find(None, reference)


def notice(area: Area, reference: str) -> str:
    """The reference of the one notice about an incident."""
    (found,) = [row["reference"] for row in area.notices() if row["incident_reference"] == reference]
    return str(found)
