"""How a person's birth and home are shown at the desk."""

import re
from datetime import date

from firstbell.pure import areas
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.people import queries as people
from firstbell.registers.people.rules import BirthDate
from firstbell.responses.encompass.rules import scope

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
AUTHORITY = re.compile(r"\b[EW]\d{8}\b")


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def born_in_words(birth: BirthDate) -> str:
    """``1 June 2016``; ``June 2016``, ``2016`` or from when to when where no more is known; empty where nothing is."""
    if birth.earliest is None or birth.latest is None:
        return ""
    if birth.precision in ("day", "month", "year"):
        return {
            "day": day_in_words(birth.earliest),
            "month": f"{birth.earliest:%B %Y}",
            "year": str(birth.earliest.year),
        }[birth.precision]
    return f"between {day_in_words(birth.earliest)} and {day_in_words(birth.latest)}"


def as_people_write(text: str) -> str:
    """A sentence in which days and authorities stand as machines write them, with both as people do."""
    return AUTHORITY.sub(lambda found: _authority(found[0]), DAY.sub(lambda found: _day(found[0]), text))


def _day(text: str) -> str:
    try:
        return day_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _authority(code: str) -> str:
    try:
        return areas.authority_name(code)
    except ValueError:
        return code


def children_of(facts: IncidentFacts) -> dict[str, ChildFacts]:
    """Every child of an incident by person_id: all who are assessed, young parties among them; else those recorded."""
    assessed = {exposure.child.person.person_id: exposure.child for exposure in scope.assess(facts)}
    return assessed or {child.person.person_id: child for child in facts.children}


def who(by: str) -> str:
    """Somebody's name as the trail has it; empty for Firstbell's own jobs."""
    return "" if by.startswith("job:") else by


def guarded_in(facts: IncidentFacts) -> frozenset[str]:
    """Whose address is protected: by this record, or by any other current record of the same person (R15)."""
    everybody = [party.person for party in facts.parties] + [child.person for child in facts.children]
    known = people.protected_among(facts.force, {one.nominal for one in everybody if one.nominal})
    return frozenset(
        one.person_id
        for one in everybody
        if one.nominal in known or (one.residence is not None and one.residence.protected)
    )
