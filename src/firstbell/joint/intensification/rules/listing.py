"""Whom a list is drawn from: everybody whom a report of two years names as a suspect, each as one person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from firstbell.pure.ordering import WINDOW_DAYS, Facts, HarmWeights, Place, Weights, order, points_of
from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import IncidentFacts

ACCUSED, HARMED = frozenset({"suspect", "both"}), frozenset({"victim", "both"})

NO_HISTORY = (
    "Nobody is on this list of whom the police were told nothing. In a study of Suffolk fewer than 2 % of pairs did 80"
    " % of the harm, and more than half of these had not been reported for domestic abuse before. A list like this"
    " one cannot see them, and it is no measure of who is dangerous."
)
"""What stands beside every list."""

Name = tuple[int, str]
"""Somebody in an incident: Firstbell's number of it, and who there."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One person by the ``identity`` that linkage gives them, and what the ordering may know of them.

    ``records`` are where they are accused, the latest first. ``as_victim`` counts reports of the same two years that
    name them as a victim: where it is not 0 they stand apart, as a counter-allegation looks like a suspect.
    ``unweighted`` offences have no weight loaded, and ``without_offence`` reports say no offence: their harm is not
    known, and is not nought.
    """

    identity: str
    facts: Facts
    records: tuple[Name, ...]
    as_victim: int
    unweighted: int
    without_offence: int

    @property
    def stands_apart(self) -> bool:
        return self.as_victim > 0


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody whom a list may be drawn from, by identity; ``unidentified`` suspects' records are not one person yet,
    and so on no list."""

    suspects: tuple[Suspect, ...]
    unidentified: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reports say of one person, added to as they are read. ``harmed``: in which they are a victim."""

    accused: list[tuple[IncidentFacts, str]] = field(default_factory=list)
    victims: set[str | Name] = field(default_factory=set)
    harmed: set[int] = field(default_factory=set)


def first_day_of_window(on: date) -> date:
    return on - timedelta(days=WINDOW_DAYS)


def counts_for(facts: IncidentFacts, force: str, area: str) -> bool:
    """Whether a report is one of domestic abuse, of this force, and in the area if one is given."""
    return facts.domestic_abuse and facts.force == force and area in ("", facts.local_authority)


def pool(incidents: Iterable[IncidentFacts], identities: Mapping[Name, str], harm: HarmWeights, on: date) -> Pool:
    """``incidents`` are those that count; ``identities`` give who is whom in them, as far as that is known."""
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    unidentified = sum(_read(facts, identities, seen) for facts in incidents)
    suspects = (_suspect(identity, one, harm, on) for identity, one in sorted(seen.items()) if one.accused)
    return Pool(tuple(suspects), unidentified)


def drawn(pool: Pool, harm: HarmWeights, weights: Weights, most: int) -> list[tuple[Suspect, Place]]:
    """The first ``most`` of those who do not stand apart, and everybody who shares a place with the last of them; and
    of those who stand apart whoever has such a place too."""
    places = order([points_of(one.facts, harm) for one in pool.suspects], weights)
    both = sorted(zip(pool.suspects, places, strict=True), key=lambda one: (one[1].rank, one[0].identity))
    ranks = [place.rank for suspect, place in both if not suspect.stands_apart]
    last = ranks[most - 1] if len(ranks) >= most else len(both)
    return [(suspect, place) for suspect, place in both if place.rank <= last]


def _read(facts: IncidentFacts, identities: Mapping[Name, str], seen: defaultdict[str, _Seen]) -> int:
    """Add what a report says of everybody in it; how many of its suspects are nobody's records yet."""
    people = [one.person.person_id for one in facts.parties]
    named = {person: identities.get((facts.incident_id, person)) for person in people}
    for party in facts.parties:
        identity = named[party.person.person_id]
        if identity is None:
            continue
        if party.role in HARMED:
            seen[identity].harmed.add(facts.incident_id)
        if party.role in ACCUSED:
            seen[identity].accused.append((facts, party.person.person_id))
            seen[identity].victims.update(_harmed(facts, named) - {identity})
    return sum(one.role in ACCUSED and named[one.person.person_id] is None for one in facts.parties)


def _harmed(facts: IncidentFacts, named: Mapping[str, str | None]) -> set[str | Name]:
    """The victims of a report, each as one person as far as that is known."""
    return {
        named[one.person.person_id] or (facts.incident_id, one.person.person_id)
        for one in facts.parties
        if one.role in HARMED
    }


def _suspect(identity: str, seen: _Seen, harm: HarmWeights, on: date) -> Suspect:
    accused = sorted(seen.accused, key=lambda one: (one[0].reported_at, one[0].incident_id), reverse=True)
    reports = {facts.incident_id: facts for facts, _ in accused}
    weighed = harm.of([code for facts in reports.values() for code in facts.offence_codes])
    latest = london_date(accused[0][0].reported_at)
    return Suspect(
        identity=identity,
        facts=Facts(
            days=max((on - latest).days, 0),
            reports=len(reports),
            harm=weighed.weight,
            victims=len(seen.victims),
        ),
        records=tuple((facts.incident_id, person) for facts, person in accused),
        as_victim=len(seen.harmed),
        unweighted=weighed.unweighted,
        without_offence=sum(not facts.offence_codes for facts in reports.values()),
    )


def accused_in(facts: IncidentFacts, identities: Mapping[Name, str]) -> set[str]:
    """Everybody whom a report names as a suspect, as one person each, as far as that is known."""
    named = {identities.get((facts.incident_id, one.person.person_id)) for one in facts.parties if one.role in ACCUSED}
    return {one for one in named if one}
