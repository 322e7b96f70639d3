"""An area with its schools, contacts, terms, rolls and incidents, each taken in by its own format."""

import csv
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from firstbell.config.schedule import SCHEDULE
from firstbell.foundations.jobs import jobs
from firstbell.foundations.take_in import queries as take_ins
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents.intake import take_in_incidents
from firstbell.registers.schools import intake
from firstbell.responses.encompass import queries as encompass

ROLL = (
    "urn,upn,forenames,known_as,surname,previous_surname,date_of_birth,sex,address_line_1,address_line_2,town,postcode,"
    "uprn,entry_date,leaving_date,enrolment,education"
).split(",")
GIAS = (
    "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),"
    "StatutoryLowAge,StatutoryHighAge,Street,Town,Postcode,TelephoneNum,Easting,Northing,Boarders (name),"
    "Trusts (code),Trusts (name)"
).split(",")
CONTACT = "urn,rank,role,name,email,phone,hours,holiday_cover,verified_on,away_from,away_until".split(",")
STAFF = "urn,forenames,surname,date_of_birth,email,phone,role".split(",")
DESK = Actor("desk@force.example", "force:staffordshire")
STOKE = "E06000021"
COUNTY = "E10000028"
HOME = "ST4 1AA"


def at(text: str) -> datetime:
    """``2026-11-20 23:40`` UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Area:
    """Collects rows, takes them in on demand, runs the schedule, and shows the exports by child.

    Terms run from 2 November to 18 December 2026 for both authorities unless ``terms`` is given.
    """

    def __init__(
        self, folder: Path, *, policy: ForcePolicy | None = None, terms: Iterable[tuple[str, ...]] = ()
    ) -> None:
        self.folder = folder
        self.policy = policy or ForcePolicy()
        self.schools: list[dict[str, str]] = []
        self.contacts: list[dict[str, str]] = []
        self.staff: list[dict[str, str]] = []
        self.pupils: dict[str, list[dict[str, str]]] = {STOKE: [], COUNTY: []}
        self.terms = list(terms) or [(code, "2026-11-02", "2026-12-18") for code in (STOKE, COUNTY)]
        self.closures: list[tuple[str, str, str]] = []
        self.links: list[tuple[str, ...]] = []
        self.takes = 0

    def school(self, urn: str, name: str = "", *, contacts: bool = True, **columns: str) -> str:
        """An open primary in Stoke by default, with verified contacts ``dsl@<urn>.example``, ``head@<urn>.example``."""
        row = dict.fromkeys(GIAS, "") | {
            "URN": urn,
            "LA (code)": "861",
            "EstablishmentName": name or f"School {urn}",
            "TypeOfEstablishment (name)": "Community school",
            "EstablishmentStatus (name)": "Open",
            "PhaseOfEducation (name)": "Primary",
            "StatutoryLowAge": "3",
            "StatutoryHighAge": "11",
            "Town": "Stoke-on-Trent",
            "Postcode": HOME,
            "Easting": "387900",
            "Northing": "345200",
        }
        self.schools.append(row | columns)
        if contacts:
            self.contact(urn, f"dsl@{urn}.example", rank="1", role="dsl")
            self.contact(urn, f"head@{urn}.example", rank="2", role="head")
        return urn

    def contact(self, owner: str, email: str, **columns: str) -> None:
        row = dict.fromkeys(CONTACT, "") | {"urn": owner, "rank": "1", "role": "dsl", "email": email}
        self.contacts.append(
            row | {"name": "Robin Example", "phone": "01782 000000", "verified_on": "2026-10-01"} | columns
        )

    def works_at(self, urn: str, forenames: str, surname: str, **columns: str) -> None:
        row = dict.fromkeys(STAFF, "") | {"urn": urn, "forenames": forenames, "surname": surname, "role": "teacher"}
        self.staff.append(row | columns)

    def pupil(self, urn: str, forenames: str, surname: str, born: str, *, on: str = STOKE, **columns: str) -> None:
        row = dict.fromkeys(ROLL, "") | {
            "urn": urn,
            "forenames": forenames,
            "surname": surname,
            "date_of_birth": born,
            "address_line_1": "12 Example Road",
            "town": "Stoke-on-Trent",
            "postcode": HOME,
            "entry_date": "2024-09-02",
            "enrolment": "C",
            "education": "school",
        }
        self.pupils[on].append(row | columns)

    def take_in_registers(self, now: datetime, *, as_of: date = date(2026, 11, 16)) -> None:
        """Take in all that has been collected of schools, people who answer, calendars and rolls."""
        take = {"by": DESK, "now": now}
        intake.take_in_establishments(path=self._csv("establishments", GIAS, self.schools), **take)
        if self.links:
            header = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]
            rows = [dict(zip(header, link, strict=True)) for link in self.links]
            intake.take_in_links(path=self._csv("links", header, rows), **take)
        intake.take_in_contacts(path=self._csv("contacts", CONTACT, self.contacts), **take)
        if self.staff:
            intake.take_in_staff(path=self._csv("staff", STAFF, self.staff), **take)
        header = ["calendar", "first_day", "last_day"]
        intake.take_in_terms(path=self._csv("terms", header, _rows(header, self.terms)), **take)
        if self.closures:
            header = ["calendar", "date", "reason"]
            intake.take_in_closures(path=self._csv("closures", header, _rows(header, self.closures)), **take)
        for authority, pupils in self.pupils.items():
            if pupils:
                path = self._csv(f"roll-{authority}", ROLL, pupils)
                intake.take_in_roll(path=path, authority=authority, as_of=as_of, **take)

    def incidents(self, *documents: dict[str, Any], now: datetime) -> None:
        self.takes += 1
        path = self.folder / f"incidents-{self.takes}.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
        taken = take_in_incidents(path=path, profile=None, by=DESK, now=now)
        assert not taken.rejected, [(row.line, row.field, row.reason) for row in take_ins.rejects()]

    def run(self, now: datetime) -> None:
        report = jobs.run_due(jobs=SCHEDULE, now=now, policy=self.policy)
        assert not report.failed, report.failed

    def _csv(self, name: str, header: list[str], rows: Iterable[dict[str, str]]) -> Path:
        self.takes += 1
        path = self.folder / f"{name}-{self.takes}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=header)
            writer.writeheader()
            writer.writerows(rows)
        return path

    def notices(self, child: str | None = None) -> list[dict[str, Any]]:
        return [row for row in encompass.notices() if child in (None, row["child_person_id"])]

    def reviews(self, child: str | None = None) -> list[dict[str, Any]]:
        return [row for row in encompass.reviews() if child in (None, row["child_person_id"])]

    def told(self, child: str) -> list[str]:
        """The establishments told of a child, by URN."""
        return sorted(row["establishment_urn"] for row in self.notices(child) if row["status"] == "sent")

    def asked(self, child: str) -> str | None:
        """The question about a child that waits for a person."""
        return next((row["reason"] for row in self.reviews(child)), None)

    def exposure(self, child: str) -> dict[str, Any]:
        (row,) = [row for row in encompass.exposures() if row["child_person_id"] == child]
        return row


def _rows(header: list[str], values: Iterable[tuple[str, ...]]) -> list[dict[str, str]]:
    return [dict(zip(header, row, strict=True)) for row in values]
