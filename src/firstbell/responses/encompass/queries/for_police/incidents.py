"""An incident as the desk sees it: its versions, parties and children, and what became of every child and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.incidents.rules.changes import changes
from firstbell.registers.people.rules import Address, PersonFacts
from firstbell.responses.encompass.models import Exposure, Notice, Review, Step
from firstbell.responses.encompass.queries.exports import places_of
from firstbell.responses.encompass.queries.for_police.notices import NoticeRow, as_rows
from firstbell.responses.encompass.queries.for_police.people import (
    as_people_write,
    born_in_words,
    children_of,
    guarded_in,
    who,
)
from firstbell.responses.encompass.queries.for_police.seats import may_open
from firstbell.responses.encompass.queries.places import decision_in_words, place_name
from firstbell.responses.encompass.rules import desk_words
from firstbell.responses.encompass.rules.questions import QUESTIONS


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """``changes`` are sentences; they say that an address or a name changed, and not to what."""

    version: int
    recorded_at: datetime
    received_at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeSeen:
    """Where somebody lives. ``lines`` are empty while it is ``closed``: protected, and not asked for."""

    lines: tuple[str, ...]
    protected: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A party or a child. ``role`` is a party's, ``related`` says what a child is to whom."""

    person_id: str
    name: str
    known_as: tuple[str, ...]
    born: str
    sex: str
    role: str
    related: tuple[str, ...]
    occupation: str
    home: HomeSeen | None


@dataclass(frozen=True, slots=True)
class ReviewOfChild:
    number: int
    question: str
    due_by: datetime
    decision: str


@dataclass(frozen=True, slots=True)
class ChildOfIncident:
    """A child and where it stands: ``place`` is a word of ``places_of``, ``why`` the reason, in or out of scope."""

    person: PersonSeen
    present: str
    in_scope: bool
    why: str
    place: str
    stated_school: str
    notices: tuple[NoticeRow, ...]
    reviews: tuple[ReviewOfChild, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline. ``why`` may be a person's words."""

    at: datetime
    title: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class IncidentForPolice:
    """``happened`` is from when to when, as far as is known; ``where`` the kind of place, its address in ``scene``."""

    number: int
    force: str
    reference: str
    version: int
    reported_at: datetime
    happened: tuple[datetime, ...]
    domestic_abuse: bool
    crime: bool | None
    outcome_code: str
    where: str
    scene: HomeSeen | None
    versions: tuple[VersionSeen, ...]
    parties: tuple[PersonSeen, ...]
    children: tuple[ChildOfIncident, ...]
    gone: tuple[str, ...]
    timeline: tuple[Happening, ...]

    @property
    def anything_closed(self) -> bool:
        homes = (self.scene, *(one.home for one in self.parties), *(one.person.home for one in self.children))
        return any(home is not None and home.closed for home in homes)


def incident(
    seat: Seat, number: int, now: datetime, policy: ForcePolicy, *, addresses: bool = False
) -> IncidentForPolice:
    """The incident of this number; with ``addresses``, also those that are protected.

    NotYours for a stranger to the desk, and where the record is closed to one.
    """
    may_open(seat, number)
    facts = incidents.facts(number)
    guarded = guarded_in(facts)
    told = list(Notice.objects.filter(incident_id=number).order_by("id"))
    asked = list(Review.objects.filter(incident_id=number).order_by("id"))
    return IncidentForPolice(
        number=number,
        force=facts.force,
        reference=facts.reference,
        version=facts.version,
        reported_at=facts.reported_at,
        happened=tuple(moment for moment in (facts.occurred_from, facts.occurred_to) if moment),
        domestic_abuse=facts.domestic_abuse,
        crime=facts.crime,
        outcome_code=facts.outcome_code or "",
        where=facts.location.kind if facts.location else "",
        scene=_scene(facts, guarded, addresses),
        versions=tuple(_versions(number)),
        parties=tuple(_person(p.person, guarded, addresses, p.role, work=_work(p)) for p in facts.parties),
        children=_children(facts, asked, guarded, addresses, now=now, policy=policy),
        gone=tuple(sorted(_gone(number))),
        timeline=tuple(sorted(_timeline(number, told, asked), key=lambda one: one.at)[::-1]),
    )


def _children(
    facts: IncidentFacts,
    asked: list[Review],
    guarded: frozenset[str],
    addresses: bool,
    *,
    now: datetime,
    policy: ForcePolicy,
) -> tuple[ChildOfIncident, ...]:
    of_this = {"incident_id": facts.incident_id}
    exposures = {row.person_id: row for row in Exposure.objects.filter(**of_this)}
    stand = places_of(list(exposures.values()))
    whose = dict(Notice.objects.filter(**of_this).values_list("reference", "person_id"))
    lines = as_rows(Notice.objects.filter(**of_this).order_by("id"), now, policy)

    def child(one: ChildFacts) -> ChildOfIncident:
        person_id = one.person.person_id
        row = exposures.get(person_id)
        return ChildOfIncident(
            person=_person(one.person, guarded, addresses, related=_related(one, facts)),
            present=one.present,
            in_scope=row.in_scope if row else False,
            why=row.why if row else _not_assessed(facts),
            place=stand.get(row.pk, "") if row else "",
            stated_school=one.stated_school.text if one.stated_school else "",
            notices=tuple(line for line in lines if whose[line.reference] == person_id),
            reviews=tuple(_review(each) for each in asked if each.person_id == person_id),
        )

    return tuple(child(one) for one in children_of(facts).values())


def _gone(number: int) -> list[str]:
    """Children whom a later version no longer names."""
    return list(Exposure.objects.filter(incident_id=number, in_latest=False).values_list("person_id", flat=True))


def _person(
    one: PersonFacts,
    guarded: frozenset[str],
    addresses: bool,
    role: str = "",
    related: tuple[str, ...] = (),
    work: str = "",
) -> PersonSeen:
    protected = one.person_id in guarded
    home = _home(one.residence.address, protected, addresses) if one.residence else None
    further = (one.known_as or "", *one.previous_surnames, *one.also_known_as)
    return PersonSeen(
        person_id=one.person_id,
        name=f"{one.forenames} {one.surname}".strip(),
        known_as=tuple(name for name in further if name),
        born=born_in_words(one.birth),
        sex=one.sex or "",
        role=role,
        related=related,
        occupation=work,
        home=home,
    )


def _home(address: Address, protected: bool, addresses: bool) -> HomeSeen:
    closed = protected and not addresses
    lines = (*address.lines, *((address.postcode,) if address.postcode else ()))
    return HomeSeen(() if closed else lines, protected, closed)


def _scene(facts: IncidentFacts, guarded: frozenset[str], addresses: bool) -> HomeSeen | None:
    """Where it happened. It may be where somebody protected lives, so it is as closed as their home."""
    if facts.location is None or facts.location.address is None:
        return None
    return _home(facts.location.address, bool(guarded), addresses)


def _work(party: object) -> str:
    return ", ".join(filter(None, (getattr(party, "occupation", None), getattr(party, "employer", None))))


def _related(child: ChildFacts, facts: IncidentFacts) -> tuple[str, ...]:
    names = {party.person.person_id: (party.person, party.role) for party in facts.parties}
    return tuple(
        f"{one.kind.replace('_', ' ')} of {names[one.to][0].forenames} {names[one.to][0].surname}".strip()
        for one in child.relationships
        if one.to in names and one.kind != "none"
    )


def _not_assessed(facts: IncidentFacts) -> str:
    return "Not yet looked at." if facts.domestic_abuse else "The incident is not one of domestic abuse."


def _review(review: Review) -> ReviewOfChild:
    decision = decision_in_words(review.decision) if review.decided_at else ""
    return ReviewOfChild(review.pk, QUESTIONS[review.question], review.due_by, decision)


def _versions(number: int) -> Iterator[VersionSeen]:
    before: IncidentFacts | None = None
    found = []
    for times in incidents.version_times(number):
        now_says = incidents.facts_at(number, times.version)
        said = changes(before, now_says) if before else ()
        found.append(VersionSeen(times.version, times.recorded_at, times.received_at, said))
        before = now_says
    yield from reversed(found)


def _timeline(number: int, told: Iterable[Notice], asked: Iterable[Review]) -> Iterator[Happening]:
    for times in incidents.version_times(number):
        yield Happening(times.received_at, f"Version {times.version} arrived", "", "")
    names = {notice.pk: place_name(notice.place) for notice in told}
    for one in Step.objects.filter(notice__incident_id=number).select_related("notice").order_by("id"):
        title = f"{names[one.notice_id]}: {desk_words.step(one.what)}"
        yield Happening(one.at, title, who(one.by), as_people_write(one.why))
    for review in asked:
        yield Happening(
            review.opened_at, f"A person was asked about {review.person_id}", "", QUESTIONS[review.question]
        )
        if review.decided_at:
            title = f"Decided about {review.person_id}: {decision_in_words(review.decision)}"
            yield Happening(review.decided_at, title, who(review.decided_by), review.decision_reason)
