"""Who answers for each school and authority, who works there, and which days are closed: invented around real schools.

Staff and contacts bear surnames that no family of the area has, except those whom a case wishes to share one.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from firstbell.invented import names, sources
from firstbell.invented.draws import stream
from firstbell.invented.people import StaffRow
from firstbell.invented.rates import Rates
from firstbell.invented.sources import School

CONTACT_COLUMNS = (
    *("urn", "rank", "role", "name", "email", "phone", "hours", "holiday_cover", "verified_on"),
    *("away_from", "away_until"),
)
STAFF_COLUMNS = ("urn", "forenames", "surname", "date_of_birth", "email", "phone", "role")
TODAY = date(2026, 2, 13)
STILL_GOOD = 90  # days for which a verification counts (DOMAIN.md, the ladder)
OFFICERS = {sources.COUNTY: "staffordshire", sources.STOKE: "stoke"}
WORK = (
    "Teacher",
    "Teaching assistant",
    "Midday supervisor",
    "Cook",
    "School secretary",
    "Caretaker",
    "Governor",
    "Cleaner",
)
LEAD = "Designated safeguarding lead"
Row = tuple[str, ...]


def contacts(seed: int, rates: Rates, leads: dict[str, StaffRow], away: Iterable[str]) -> Iterator[Row]:
    """Two contacts a school (DSL; deputy or head), a few unverified, a few schools without; two officers an authority.

    ``leads`` are parties of incidents who are a school's DSL, ``away`` the schools whose DSL is on leave; both by URN.
    """
    on_leave = set(away)
    for school in sources.schools():
        rng = stream(seed, "contacts", school.urn)
        lead = leads.get(school.urn)
        if rng.random() < rates.no_contact and not lead and school.urn not in on_leave:
            continue
        names_of = (f"{lead.forenames} {lead.surname}" if lead else _name(rng), _name(rng))
        roles = ("dsl", "deputy" if rng.random() < 0.6 else "head")
        for rank, (role, name) in enumerate(zip(roles, names_of, strict=True), 1):
            leave = ("2026-02-09", "2026-02-27") if rank == 1 and school.urn in on_leave else ("", "")
            yield _contact(rng, rates, school.urn, f"school-{school.urn}", rank, role, name, *leave)
    for code, place in OFFICERS.items():
        rng = stream(seed, "contacts", code)
        for rank in (1, 2):
            yield _contact(rng, rates, code, f"{place}-council", rank, "la_officer", _name(rng), "", "")


def _contact(rng: Random, rates: Rates, owner: str, domain: str, rank: int, role: str, name: str, *leave: str) -> Row:
    verified = TODAY - timedelta(days=rng.randint(8, STILL_GOOD - 8))
    if rng.random() < rates.unverified and role != "la_officer":
        verified = TODAY - timedelta(days=rng.randint(STILL_GOOD + 10, 400))
    box = f"{role.replace('_', '-')}{rank if role == 'la_officer' else ''}@{domain}.example"
    phone, cover = f"01632 96{rng.randrange(10_000):04}", "answered in holidays" if rng.random() < 0.7 else ""
    return (owner, str(rank), role, name, box, phone, "08:00-16:30", cover, verified.isoformat(), *leave)


def _name(rng: Random) -> str:
    return f"{names.forename(rng, 'english', rng.choice('FFM'), 1980)} {names.staff_surname(rng)}"


def staff(seed: int, rates: Rates, wished: Iterable[StaffRow]) -> Iterator[Row]:
    """The staff of those schools that share it, and whoever a case wishes to work somewhere."""
    by_urn: dict[str, list[StaffRow]] = {}
    for row in wished:
        by_urn.setdefault(row.urn, []).append(row)
    for school in sources.schools():
        rng = stream(seed, "staff", school.urn)
        if school.urn in by_urn or rng.random() < rates.shares_staff:
            for row in (*_invented_staff(rng, school), *by_urn.get(school.urn, ())):
                born = row.born.isoformat() if row.born else ""
                yield (row.urn, row.forenames, row.surname, born, row.email, row.phone, row.role)


def _invented_staff(rng: Random, school: School) -> Iterator[StaffRow]:
    for number in range(rng.randint(6, 24)):
        forename, _, surname = _name(rng).partition(" ")
        born = date(rng.randint(1960, 2002), 1, 1) + timedelta(days=rng.randrange(365))
        box = f"staff{number + 1}@school-{school.urn}.example"
        yield StaffRow(school.urn, forename, surname, born, box, "", rng.choice(WORK))


def closures(seed: int, rates: Rates, wished: Iterable[str]) -> Iterator[Row]:
    """The real closures, and an INSET day on the last Friday before half-term for a few schools more."""
    for row in sources.rows("closures.csv"):
        yield (row["calendar"], row["date"], row["reason"])
    invented = set(wished)
    for school in sources.schools():
        rng = stream(seed, "inset", school.urn)
        if school.urn in invented or rng.random() < rates.inset_on_friday:
            yield (school.urn, TODAY.isoformat(), "INSET day (invented)")
