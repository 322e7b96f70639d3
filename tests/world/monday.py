"""A Monday morning for people to walk through in a browser: the standing cast, their places, and a night's reports.

``main`` makes it in ``FIRSTBELL_HOME``; whoever calls it sets Django up first.
"""

import json
from datetime import timedelta
from pathlib import Path

from firstbell.config import env
from firstbell.foundations.accounts import actions
from firstbell.interfaces.cli.run import setup
from firstbell.pure.policy import ForcePolicy
from world.area import COUNTY, STOKE, Area, at
from world.cast import ADMINISTRATOR, CAST, join
from world.feed import child, home, incident, party, suspect

MORNING = at("2026-11-23 07:45")
"""Monday, a quarter to eight in London; the bell is at half past eight."""
NIGHT = at("2026-11-22 23:10")
BORN = "2016-06-01"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What everybody's authenticator holds, in base 32. Nobody here exists."""

TOLD_ASHA = ("Abara", "Bianchi", "Chowdhury", "Davies-Lloyd", "Eriksen", "Farah", "Grzelak", "O'Hara", "بن سعيد")
"""Families with a child at Asha's school, one report each."""
DOUBTFUL = ("Hussain", "Ivanova", "Jones", "Kowalski")
"""Families of whose child a person must say which pupil it is."""


def build(folder: Path) -> Area:
    """The area as it stands when the desk comes in: everything taken in and the night's run done."""
    area = Area(folder, policy=ForcePolicy(force="staffordshire", desk_emails=("desk@force.example",)))
    _places(area)
    _pupils(area)
    area.take_in_registers(NIGHT - timedelta(days=2))
    area.incidents(*_reports(), now=NIGHT + timedelta(minutes=30))
    area.run(MORNING - timedelta(minutes=45))
    return area


def _places(area: Area) -> None:
    trust = {"Trusts (code)": "2048", "Trusts (name)": "Potteries Learning Trust"}
    area.school("100001", "St Peter's Primary School", **trust)
    area.school("100002", "Milton Primary School", **trust)
    area.school("100003", "Haywood High School", **{"PhaseOfEducation (name)": "Secondary", "StatutoryHighAge": "18"})
    area.school("100004", "Trent Vale Academy", contacts=False)
    area.contact("100001", "lead@trust.example", rank="4", role="trust_lead", verified_on="2026-06-01")
    area.contact(STOKE, "officer@stoke.example", role="la_officer")
    area.contact(COUNTY, "officer@county.example", role="la_officer")
    area.works_at("100002", "Daniel", "Mwangi", role="caretaker")


def _pupils(area: Area) -> None:
    for family in TOLD_ASHA:
        area.pupil("100001", "Noor", family, BORN, sex="F")
    for family in DOUBTFUL:
        area.pupil("100001", "Oliver", family, BORN)
        area.pupil("100002", "Olivia", family, BORN, sex="F")
    area.pupil("100002", "Leo", "Mwangi", BORN)
    area.pupil("100002", "Rosa", "Quinn", BORN, sex="F")
    area.pupil("100004", "Tom", "Vale", BORN)
    area.pupil("", "Max", "Homer", BORN, education="ehe")


def _reports() -> list[dict[str, object]]:
    told = [_report(f"STF/2026/{n:07}", family, "Noor", sex="F") for n, family in enumerate(TOLD_ASHA, 1)]
    doubtful = [_report(f"STF/2026/{n:07}", family, "Oliva", sex="U") for n, family in enumerate(DOUBTFUL, 21)]
    return [
        *told,
        *doubtful,
        _report("STF/2026/0000031", "Mwangi", "Leo"),
        _report("STF/2026/0000032", "Quinn", "Rosa", sex="F"),
        _report("STF/2026/0000033", "Vale", "Tom"),
        _report("STF/2026/0000034", "Homer", "Max"),
        _report("STF/2026/0000035", "Nowhere", "Ada", sex="F"),
        _report("STF/2026/0000036", "Away", "Sam", residence=home("SY1 1AA", "4 Castle Gates")),
    ]


def _report(reference: str, family: str, forenames: str, **of_the_child: object) -> dict[str, object]:
    adults = [party(surname=family), suspect(surname=family)]
    children = [child("C1", forenames, family, BORN, **of_the_child)]
    return incident(reference, reported=NIGHT.isoformat(), parties=adults, children=children)


def _people() -> None:
    """Everybody of the cast, with an authenticator."""
    for name in CAST:
        actions.give_authenticator(account_id=join(name, now=NIGHT), key=SECRET, by=ADMINISTRATOR, now=NIGHT)


def main() -> None:
    """Make it all, and leave ``monday.json`` beside it: the notices by incident, and the reviews."""
    setup()
    area = build(env.home())
    _people()
    notices = {row["incident_reference"]: row for row in area.notices()}
    found = {"notices": notices, "reviews": list(area.reviews())}
    (env.home() / "monday.json").write_text(json.dumps(found), encoding="utf-8")
