"""What the pages of a school are tried with: one night's notices, told to St Peter's, to Milton and to nobody yet."""

from datetime import datetime
from pathlib import Path
from typing import Any

from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Notice
from world.area import STOKE, Area, at
from world.cast import CAST
from world.feed import child, incident

EVENING = at("2026-11-22 21:00")
NIGHT = at("2026-11-22 23:00")
OFFICER = CAST["officer"].email


def actor(name: str) -> Actor:
    """Somebody of the cast, in their first seat."""
    member = CAST[name]
    return Actor(member.email, member.seats[0][0])


def schools(folder: Path) -> Area:
    """Asha's and Ben's schools, of one trust with a lead, and the authority's officer; each among the contacts."""
    area = Area(folder)
    of_trust = {"Trusts (code)": "2048", "Trusts (name)": "Potteries Learning Trust"}
    area.school("100001", "St Peter's Primary School", **of_trust)
    area.school("100002", "Milton Primary School", **of_trust)
    area.school("100003", "Haywood High School", StatutoryLowAge="11", StatutoryHighAge="18")
    area.contact("100001", CAST["trust"].email, rank="3", role="trust_lead")
    area.contact(STOKE, OFFICER, role="la_officer")
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100002", "Amira", "Haddad", "2017-03-09")
    area.take_in_registers(EVENING)
    return area


def tell(area: Area, *documents: dict[str, Any], now: datetime = NIGHT) -> None:
    area.incidents(*(documents or (told(),)), now=now)
    area.run(now)


def told(reference: str = "STF/2026/0000001", *, version: int = 1, **facts: Any) -> dict[str, Any]:
    """Oliver's night: he goes to St Peter's."""
    return incident(reference, reported="2026-11-22T22:05:00+00:00", version=version) | facts


def at_milton(reference: str = "STF/2026/0000002", **facts: Any) -> dict[str, Any]:
    """Amira's night: she goes to Milton."""
    return told(reference, children=[child("C2", "Amira", "Haddad", "2017-03-09", sex="F")]) | facts


def nowhere(reference: str = "STF/2026/0000003", **facts: Any) -> dict[str, Any]:
    """Nobody knows where Zofia goes to school."""
    return told(reference, children=[child("C3", "Zofia", "Wójcik", "2015-01-20", sex="F")]) | facts


def notice(reference: str = "STF/2026/0000001") -> str:
    """The reference of the first notice about this incident."""
    number = incidents.find("staffordshire", reference)
    return Notice.objects.filter(incident_id=number).order_by("id").values_list("reference", flat=True)[0]
