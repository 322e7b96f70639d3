"""Rows of the columns, made of what other parts tell. Nothing that names anybody is in one.

``places`` of a report: the neighbourhood and the ward of the postcode where it happened, or its district where these
are not known, and the authority that is recorded where that is another's; nothing is guessed from where anybody lives.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from firstbell.joint.intensification.rules.groups import AGE, EXPLOITATION, NOT_RECORDED, SEX, STALKING, groups_of
from firstbell.pure.areas import area_of, as_postcode
from firstbell.pure.areas.neighbourhoods import neighbourhood_of, neighbourhoods, ward_names, ward_of
from firstbell.pure.figures.kinds import Kind, month_of
from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import IncidentFacts, PartyFacts
from firstbell.reporting.performance.rules import kinds
from firstbell.reporting.performance.rules.gazetteer import WITHHELD

Row = dict[str, Any]
Groups = Mapping[str, str]
AGAIN_WITHIN, SERIAL_WITHIN = timedelta(365), timedelta(730)
GROUPS, SEVERAL = (SEX, AGE, STALKING, EXPLOITATION), "several victims"
"""By what victims are told apart; a report that names several is of none of them in particular."""
HARMED, ACCUSED = frozenset({"victim", "both"}), frozenset({"suspect", "both"})


@dataclass(frozen=True, slots=True)
class Base:
    """What every row has, as ``pure.figures.kinds.BASE`` names it. ``victims`` of the report on which a row hangs, by
    their number there, with what is recorded of each by group."""

    force: str
    month: date | None
    places: tuple[str, ...]
    came: date
    gone: date | None = None
    victims: Mapping[str, Groups] = field(default_factory=dict)

    def row(self, **own: object) -> Row:
        return {
            "force": self.force,
            "month": self.month,
            "places": list(self.places),
            "came": self.came,
            "gone": self.gone,
            **own,
        }

    def of_victim(self, person: str = "") -> Groups:
        """What is recorded of a victim of the report or, where none is meant, of its only one."""
        if not person and len(self.victims) > 1:
            return dict.fromkeys(GROUPS, SEVERAL)
        known = self.victims.get(person) if person else next(iter(self.victims.values()), None)
        return known or dict.fromkeys(GROUPS, NOT_RECORDED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What reports said before, as they are read in order of report: people by the reference that linkage gave them.

    It stays in memory while columns are made, and no reference of it is in a row.
    """

    harmed: dict[str, date] = field(default_factory=dict)
    victims_of: dict[str, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))

    def again(self, person: str, on: date) -> bool:
        last = self.harmed.get(person)
        self.harmed[person] = on
        return last is not None and on - last <= AGAIN_WITHIN

    def serial(self, suspect: str, victims: set[str], on: date) -> bool:
        known = self.victims_of[suspect]
        known.update(dict.fromkeys(victims - {suspect}, on))
        return sum(on - last <= SERIAL_WITHIN for last in known.values()) >= 2


def places_of(facts: IncidentFacts, withheld: Collection[str] = ()) -> tuple[str, ...]:
    """The smallest areas recorded; the authority too where it does not hold them. Of a postcode that is ``withheld``
    (``ST4 1AA``), no area at all: another would lead back to it."""
    address = facts.location.address if facts.location else None
    postcode = address.postcode if address and address.postcode else ""
    if as_postcode(postcode) in withheld:
        return (WITHHELD,)
    area = area_of(postcode)
    if area is None:
        return (facts.local_authority,) if facts.local_authority else ()
    smallest = _smallest(postcode, area.district)
    agrees = facts.local_authority in (None, area.authority, area.district)
    return smallest if agrees else (*smallest, str(facts.local_authority))


def _smallest(postcode: str, district: str) -> tuple[str, ...]:
    """Neighbourhood and ward, or the district where none lies in it: at a border, the directory may know better."""
    neighbourhood, ward = neighbourhood_of(postcode), ward_of(postcode)
    found = [neighbourhood] if neighbourhood and neighbourhoods()[neighbourhood].district == district else []
    found += [ward] if ward and ward_names()[ward][1] == district else []
    return tuple(found) or (district,)


def base_of(facts: IncidentFacts, came: date, gone: date | None, withheld: Collection[str] = ()) -> Base:
    month = month_of(london_date(facts.reported_at))
    victims = {one.person.person_id: _groups(one, facts) for one in facts.parties if one.role in HARMED}
    return Base(facts.force, month, places_of(facts, withheld), came, gone, victims)


def _groups(party: PartyFacts, facts: IncidentFacts) -> Groups:
    said = groups_of(party, facts)
    return {name: said[name] for name in GROUPS}


def of_report(
    facts: IncidentFacts,
    base: Base,
    people: Mapping[tuple[int, str], str],
    number_of: Callable[[str], int],
    earlier: Earlier,
    children: int | None,
) -> Iterator[tuple[Kind, Row]]:
    """The rows of one report: itself, its victims and its suspects. ``people`` are by (incident, person there), and
    ``number_of`` makes of a reference what stands in its place. ``children``: how many were found; None before."""
    kind = facts.location.kind if facts.location else None
    said = {"crime": facts.crime, "reported_by": facts.reported_by, "place_kind": kind}
    yield kinds.REPORTS, base.row(**said, assessed=children is not None, children=children)
    on = london_date(facts.reported_at)
    known = {one.person.person_id: people.get((facts.incident_id, one.person.person_id)) for one in facts.parties}
    harmed = {one.person.person_id for one in facts.parties if one.role in HARMED}
    counts = base.gone is None
    victims = {who for person, who in known.items() if who and person in harmed}
    for party in facts.parties:
        who = known[party.person.person_id]
        if party.role in HARMED:
            again = earlier.again(who, on) if who and counts else None
            groups = base.of_victim(party.person.person_id)
            yield kinds.VICTIMS, base.row(who=number_of(who) if who else None, again=again, **groups)
        if party.role in ACCUSED:
            serial = earlier.serial(who, victims, on) if who and counts else None
            yield kinds.SUSPECTS, base.row(who=number_of(who) if who else None, serial=serial)
