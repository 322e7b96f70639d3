"""One thing of each kind that an address can name, on the Monday morning of ``world.monday``."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from firstbell.config.schedule import SCHEDULE
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries as accounts_read
from firstbell.foundations.jobs import jobs
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.registers.schools import actions as schools
from firstbell.registers.schools import intake
from firstbell.registers.schools import queries as schools_read
from firstbell.responses.encompass import actions as encompass
from firstbell.responses.encompass import queries as encompass_read
from world import (
    asked_morning,
    cases_morning,
    cocoon_morning,
    figures_morning,
    hub_morning,
    monday,
    programme_morning,
    releases_morning,
    support_morning,
    weeks_morning,
)
from world.area import DESK, STOKE, Area
from world.cast import ADMINISTRATOR, CAST, join

NOW = monday.MORNING
ASHA = Actor(CAST["asha"].email, "establishment:100001")
KEEPER = Actor(CAST["keeper"].email, f"authority:{STOKE}")
SUPERVISOR = Actor(CAST["supervisor"].email, "force:staffordshire")
BAD_ROLL = (
    b"urn,forenames,surname,date_of_birth,enrolment,education\n"
    b"100001,Ada,Example,2017-03-04,C,school\n100001,Ben,Example,long ago,C,school\n"
)
BAD_CONTACTS = b"urn,rank,role,name,email\n100001,1,nobody,Robin Example,robin@100001.example\n"


def make(folder: Path) -> dict[str, Any]:
    """The morning with everybody in it, and by name whatever the table of doors asks for."""
    area = monday.build(folder)
    for name in CAST:
        join(name, now=monday.NIGHT)
    notices = {row["incident_reference"]: row["reference"] for row in area.notices()}
    told = {"by": ASHA, "now": NOW, "policy": area.policy}
    passed = str(notices["STF/2026/0000002"])
    encompass.acknowledge_notice(reference=passed, **told)
    encompass.pass_on_history(reference=passed, to_urn="100002", reason="Moved there", **told)
    return {
        **cocoon_morning.build(area),
        **support_morning.build(),
        **programme_morning.build(),
        **cases_morning.build(area),
        **weeks_morning.build(area),
        **hub_morning.build(),
        **releases_morning.build(),
        **figures_morning.build(),
        "notice": notices["STF/2026/0000001"],
        "acknowledged": passed,
        "history": passed,
        "held_notice": notices["STF/2026/0000031"],
        "handover": notices["STF/2026/0000036"],
        "what": "reroute",
        "resend": "again",
        "role": "school_lead",
        "message": next((folder / "outbox").glob("*.eml")).stem,
        "urn": "100001",
        "incident": incidents_read.find("staffordshire", "STF/2026/0000031"),
        "no_directory": "none",
        "no_passkey": 0,
        **_of_places(area),
        **_of_people(),
        **_of_files(area),
        **asked_morning.build(),
        **asked_morning.destroyed(),
    }


def _of_places(area: Area) -> dict[str, Any]:
    own = {"calendar": "100001", "by": ASHA, "now": NOW, "policy": area.policy}
    schools.keep_closure(day=NOW.date() + timedelta(days=4), reason="INSET", **own)
    schools.keep_term(first_day=NOW.date() + timedelta(days=50), last_day=NOW.date() + timedelta(days=80), **own)
    contacts = schools_read.contact_details("100001", now=NOW, policy=area.policy)
    officer = Actor(CAST["officer"].email, f"authority:{STOKE}")
    asked = encompass_read.questions_for_authority(seen_by=officer, now=NOW, policy=area.policy)
    record = incidents_read.find("staffordshire", "STF/2026/0000032")
    incidents.restrict_record(
        incident_id=record, to=CAST["desk"].email, reason="Lives next door", by=SUPERVISOR, now=NOW
    )
    return {
        "closure": (NOW.date() + timedelta(days=4)).isoformat(),
        "term": (NOW.date() + timedelta(days=50)).isoformat(),
        "contact": contacts[0].number,
        "old_contact": next(one.number for one in contacts if not one.verified),
        "question": asked[0].number,
        "review": asked[0].number,
        "restriction": incidents_read.restrictions(seen_by=SUPERVISOR)[0].number,
    }


def _of_people() -> dict[str, Any]:
    by = {"by": ADMINISTRATOR, "now": NOW}
    reference, _ = accounts.invite(
        email="new@100001.example", organisation="establishment:100001", role="school_deputy", **by
    )
    client_id, _ = accounts.create_client(
        organisation="establishment:100001", name="The school's own system", scopes=["notices:read"], **by
    )
    return {
        "invitation": reference,
        "client": client_id,
        "organisation": "establishment:100001",
        "account": accounts_read.account_of(CAST["asha"].email),
        "entry": 1,
    }


def _of_files(area: Area) -> dict[str, Any]:
    """Two uploads with a line to correct, taken in by the run."""
    options = {"authority": STOKE, "as_of": "2026-11-20", "shrink_agreed_by": "The keeper"}
    roll = intake.receive_upload(
        kind="roll", chunks=[BAD_ROLL], name="roll.csv", options=options, by=KEEPER, now=NOW, policy=area.policy
    )
    contacts = intake.receive_upload(
        kind="contacts", chunks=[BAD_CONTACTS], name="contacts.csv", options={}, by=DESK, now=NOW, policy=area.policy
    )
    report = jobs.run_due(jobs=SCHEDULE[:2], now=NOW, policy=area.policy)
    assert not report.failed, report.failed
    return {"roll": roll, "roll_line": 3, "upload": contacts, "upload_line": 2}
