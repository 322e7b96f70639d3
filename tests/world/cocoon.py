"""A small town for Operation Cocoon: terraces in cells, a campaign over all of them, people for every part of it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.premises import jobs as premises
from firstbell.registers.premises.intake import take_in_homes
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.rules.doors import Entry
from world.area import Area, at
from world.cast import CAST, join
from world.feed import home as residence
from world.feed import incident, party, suspect
from world.homes import Row, street, written

NOW = at("2027-01-04 09:00")
FIRST_DAY, LAST_DAY = date(2027, 1, 11), date(2027, 1, 23)
STREETS, HOUSES = 50, 16
POLICY = ForcePolicy(force="staffordshire", cocoon_alarm_emails=("standards@force.example",))
ROLES = ("desk", "advocate", "cocoon_supervisor", "planner", "visitor", "second_visitor", "supervisor")
Json = dict[str, Any]


def actor(name: str) -> Actor:
    return Actor(CAST[name].email, "force:staffordshire")


def uprn_of(street_number: int, house: int) -> int:
    return 900_000_100_000 + street_number * 1_000 + house


def terraces(streets: int = STREETS, houses: int = HOUSES) -> list[Row]:
    """Streets with one terrace of houses each, a hundred metres apart."""
    rows: list[Row] = []
    for n in range(streets):
        place = {
            "USRN": str(38_910_000 + n),
            "STREET": f"Terrace {n}",
            "POSTCODE": f"ST16 {n // 20 + 1}A{'ABDEFGHJLNPQRSTUWXYZ'[n % 20]}",
        }
        for row in street(uprn_of(n, 0), houses, **place):
            rows.append(row | {"Y_COORDINATE": str(float(row["Y_COORDINATE"]) + 100 * n)})
    return rows


def settle(folder: Path, rows: list[Row] | None = None, *, now: datetime = NOW) -> None:
    """Everybody joins; the homes are taken in, it is worked out who hears whom, and cells are made."""
    for name in ROLES:
        join(name, now=now, policy=POLICY)
    by = actor("desk")
    take_in_homes(path=written(folder / "homes.csv", rows or terraces()), by=by, now=now, shrink_agreed_by="Cass")
    while premises.work_out_hearing(by=by, now=now, policy=POLICY):
        pass
    actions.make_partition(by=actor("cocoon_supervisor"), now=now)


def cells() -> list[str]:
    return [cell.code for cell in queries.cell_map(NOW)]


def planned(*, now: datetime = NOW, **terms: Any) -> str:
    """A calendar campaign over every cell, with how it is judged."""
    asked = {"title": "January", "mode": "calendar", "cells": cells(), "first_day": FIRST_DAY, "last_day": LAST_DAY}
    reference = actions.plan_campaign(**asked | {"control_share": 0.2} | terms, by=actor("planner"), now=now)
    actions.register_analysis(
        campaign=reference,
        outcome="third_party_reports",
        window_weeks=8,
        analysis="drawn_slots",
        detectable_ratio=1.5,
        expected_events=100,
        by=actor("planner"),
        now=now,
    )
    return reference


def started(*, now: datetime = NOW, **terms: Any) -> str:
    """The same, drawn, with Vic and Wren walking everywhere, and begun."""
    reference = planned(now=now, **terms)
    actions.draw_campaign(reference=reference, by=actor("planner"), now=now)
    pair = (CAST["visitor"].email, CAST["second_visitor"].email)
    with_a_day = [slot.cell for slot in queries.campaign(reference, now).slots if slot.day]
    actions.assign_pairs(campaign=reference, pairs=dict.fromkeys(with_a_day, pair), by=actor("planner"), now=now)
    actions.start_campaign(reference=reference, by=actor("cocoon_supervisor"), now=now)
    return reference


def reported(area: Area, reference: str, street_number: int, house: int, *, now: datetime, **facts: Any) -> int:
    """An incident at this house, and Firstbell's number for it."""
    postcode = terraces(street_number + 1, 1)[street_number]["POSTCODE"]
    lives = residence(postcode, f"{2 * house + 1} Terrace {street_number}")
    lives["address"]["uprn"] = str(uprn_of(street_number, house))
    parties = [party(residence=lives), suspect(residence=lives)]
    area.incidents(incident(reference, reported=now.isoformat(), parties=parties, children=[], **facts), now=now)
    return incidents.find("staffordshire", reference)


def signed_off(number: int, *, now: datetime = NOW) -> str:
    """An operation for the victim of this incident, through every gate."""
    reference = actions.propose_operation(incident=number, basis="consent", by=actor("desk"), now=now)
    actions.confirm_safety(reference=reference, by=actor("advocate"), now=now)
    actions.sign_off(reference=reference, by=actor("cocoon_supervisor"), now=now)
    return reference


def entry(campaign: str, cell: str, position: int, when: datetime, **more: Any) -> Entry:
    said = {"attempt": 1, "outcome": "answered", "minutes": 6, "leaflet": True, "entry_key": uuid4()} | more
    return Entry(campaign=campaign, cell=cell, position=position, at=when, **said)


def on(day: date, hour: int = 10) -> datetime:
    return at(f"{day.isoformat()} {hour:02}:00")
