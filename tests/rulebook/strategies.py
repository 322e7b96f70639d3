"""Invented incidents and evidence of every sort, for properties that must hold for all of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from firstbell.pure.areas import Area
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents.rules import (
    ChildFacts,
    IncidentFacts,
    Location,
    PartyFacts,
    Relationship,
    StatedSchool,
)
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.people.rules import UNKNOWN_BIRTH, Address, BirthDate, PersonFacts, Residence
from firstbell.registers.schools.rules import Pupil, Registration, StatedCandidate
from firstbell.responses.encompass.rules import residence, scope
from firstbell.responses.encompass.rules.places import Earlier, Evidence
from rulebook.invented import incident
from rulebook.ladder import CLOSED, ON, establishment

URNS = "ABPFKSXYZ"
NAMES = ("Amy", "Daniel", "Oliver", "Grace", "Maya", "Jack")
FAMILIES = ("Okafor", "Reed", "Marsh")
ADDRESSES = (
    Address(("9 Hidden Lane", "Tamworth"), "B78 3QA", "100012345678"),
    Address(("12 Example Road",), "ST4 1AA"),
)
POSTCODES = ("ST4 1AA", "ST6 1AA", "SK9 1AA", None)
AREAS = (
    None,
    Area("D", "E06000021", "staffordshire", "england"),
    Area("D", "E06000051", "west-mercia", "england"),
    Area("D", "W06000005", "north-wales", "wales"),
    Area("D", "S12000036", "police-scotland", "scotland"),
)

SILENT: st.SearchStrategy[str | None] = st.none()
days = st.dates(date(2003, 1, 1), date(2026, 11, 1))


def moments(first: date, last: date) -> st.SearchStrategy[datetime]:
    """In UTC, from one midnight to another. Hypothesis takes bounds without a zone, and gives each moment one."""
    return st.datetimes(datetime.combine(first, time()), datetime.combine(last, time()), timezones=st.just(UTC))


reports = moments(date(2026, 9, 1), date(2027, 8, 31))


@st.composite
def births(draw: st.DrawFn, adult: bool = False) -> BirthDate:
    day = draw(st.dates(date(1950, 1, 1), date(2003, 1, 1)) if adult else days)
    precision = draw(st.sampled_from(("day", "day", "year", "age", "unknown")))
    if precision == "unknown":
        return UNKNOWN_BIRTH
    return BirthDate(day if precision == "day" else day - timedelta(days=364), day, precision)


@st.composite
def people(draw: st.DrawFn, person_id: str, adult: bool = False) -> PersonFacts:
    home = st.builds(Residence, st.sampled_from(ADDRESSES), st.just(ON), st.just("victim"), st.booleans())
    return PersonFacts(
        person_id=person_id,
        forenames=draw(st.sampled_from(NAMES)),
        surname=draw(st.sampled_from(FAMILIES)),
        birth=draw(births(adult)),
        nominal=draw(st.sampled_from((None, None, "N4471823", "N4471824"))),
        known_as=draw(st.sampled_from((None, "Ollie"))),
        residence=draw(st.none() | home),
        phones=draw(st.sampled_from(((), ("07700 900123",)))),
        emails=draw(st.sampled_from(((), ("amy@mail.example",)))),
    )


@st.composite
def children(draw: st.DrawFn, person_id: str, voices: st.SearchStrategy[str | None]) -> ChildFacts:
    kinds = st.sampled_from(("none", *scope.KINDS))
    to = st.sampled_from(("P0", "P1", "P2", "C0", "nobody"))
    stated = st.builds(StatedSchool, st.just("Haywood High"), st.sampled_from(("child", "victim", "suspect", "other")))
    return ChildFacts(
        person=draw(people(person_id)),
        relationships=tuple(draw(st.lists(st.builds(Relationship, to, kinds), max_size=3))),
        present=draw(st.sampled_from(("yes", "no", "unknown"))),
        voice=draw(voices),
        stated_school=draw(st.none() | stated),
        nhs_number=draw(st.sampled_from((None, "9434765919"))),
    )


@st.composite
def incidents(draw: st.DrawFn, voices: st.SearchStrategy[str | None] = SILENT) -> IncidentFacts:
    """Up to three parties of any age and role, and up to four children, some listed twice over."""
    roles = st.sampled_from(("victim", "suspect", "both", "other"))
    parties = [
        PartyFacts(draw(people(f"P{n}", adult=draw(st.booleans()))), draw(roles))
        for n in range(draw(st.integers(0, 3)))
    ]
    found = [draw(children(f"C{n}", voices)) for n in range(draw(st.integers(0, 4)))]
    return incident(parties, found, **draw(irrelevant()))


@st.composite
def irrelevant(draw: st.DrawFn) -> dict[str, object]:
    """Everything about an incident that must never decide who is told."""
    kind = st.sampled_from(("home", "relative", "public", "online", "other"))
    return {
        "crime": draw(st.none() | st.booleans()),
        "outcome_code": draw(st.sampled_from((None, "1", "14", "16", "20"))),
        "offence_codes": tuple(draw(st.lists(st.sampled_from(("8N", "66", "105A")), max_size=2))),
        "location": draw(st.none() | st.builds(Location, kind, st.sampled_from(ADDRESSES))),
        "local_authority": draw(st.sampled_from((None, "E06000021", "861"))),
        "version": draw(st.integers(1, 9)),
    }


@st.composite
def registrations(draw: st.DrawFn, entry_id: int) -> Registration:
    education = draw(st.sampled_from(("school", "school", "school", "fe", "ehe", "cme")))
    dates = st.none() | st.dates(date(2026, 6, 1), date(2027, 2, 1))
    return Registration(
        entry_id=entry_id,
        authority=draw(st.sampled_from(("E06000021", "E10000028"))),
        as_of=ON,
        urn=None if education in ("ehe", "cme") else draw(st.sampled_from((*URNS, None))),
        enrolment=draw(st.sampled_from("CCMSG")),
        education=education,
        entry_date=draw(dates),
        leaving_date=draw(dates),
    )


@st.composite
def candidates(draw: st.DrawFn, number: int) -> Candidate:
    lines = tuple(draw(registrations(number * 10 + n)) for n in range(draw(st.integers(0, 3))))
    born = draw(st.none() | days)
    pupil = Pupil("H1", "Oliver", "", "Okafor", "", born, "M", (), draw(st.sampled_from(POSTCODES)), None)
    return Candidate(pupil, lines, 20.0, 0.99, ("Name agrees.",), draw(st.sampled_from((None, True, False))))


@st.composite
def links(draw: st.DrawFn) -> LinkAnswer | None:
    outcome = draw(st.sampled_from(("automatic", "automatic", "review", "many", "none", "")))
    if not outcome:
        return None
    found = tuple(draw(candidates(n)) for n in range(draw(st.integers(0 if outcome == "none" else 1, 3))))
    return LinkAnswer(outcome, found, "As the records compare.")


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Any evidence at all about one child of an incident."""
    child = replace(draw(children("C0", st.none())), relationships=(Relationship("P1", "child"),))
    if draw(st.booleans()):
        child = replace(child, relationships=())
    facts = incident(children=[child])
    (exposure,) = scope.assess(facts)
    policy = ForcePolicy(tell_nursery=draw(st.booleans()))
    area = draw(st.sampled_from(AREAS))
    km = st.none() | st.floats(0, 80)
    stated = st.builds(
        StatedCandidate,
        st.sampled_from(URNS),
        st.just("a school"),
        st.booleans(),
        st.none() | st.booleans(),
        km,
        st.just(()),
    )
    return Evidence(
        exposure=exposure,
        owner=residence.owner_of(exposure, policy, area),
        link=draw(links()),
        stated=tuple(draw(st.lists(stated, max_size=2, unique_by=lambda each: each.urn))),
        stated_by=draw(st.sampled_from((None, "child", "victim", "suspect", "other"))),
        earlier=tuple(draw(st.lists(st.builds(Earlier, st.sampled_from(URNS), st.booleans()), max_size=2))),
        establishments={urn: establishment(urn) for urn in URNS if urn != "Z"},
        current=CLOSED,
        home_authority=area.authority if area else None,
        distance_km={urn: draw(km) for urn in URNS},
        reported_on=ON,
        today=ON,
        protected=draw(st.booleans()),
        not_pupil_at=draw(st.frozensets(st.sampled_from(URNS), max_size=2)),
        policy=policy,
    )
