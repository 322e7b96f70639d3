"""Reviews as the desk sees them: the list, and one with both records side by side and every place to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.linkage import queries as linkage
from firstbell.registers.linkage.rules.reviewing import FieldBeside, ReviewFacts
from firstbell.responses.encompass.models import Exposure, Notice, Review
from firstbell.responses.encompass.queries.for_police.people import (
    as_people_write,
    born_in_words,
    children_of,
    guarded_in,
)
from firstbell.responses.encompass.queries.for_police.seats import hidden_from, is_at_the_desk, may_open
from firstbell.responses.encompass.queries.places import decision_in_words, place_names
from firstbell.responses.encompass.rules.desk_words import STATES
from firstbell.responses.encompass.rules.questions import QUESTIONS

CLOSED = "protected: open it on the incident's page"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A line of the list; nobody is named on it. ``candidates`` counts the places to choose from."""

    number: int
    incident_id: int
    incident_reference: str
    code: str
    question: str
    due_by: datetime
    opened_at: datetime
    late: bool
    candidates: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be told: its key (``urn:124490``), what it is called, and what speaks for it. ``pupils`` are
    the numbers, from 1, of the pupils beside who are registered there."""

    key: str
    name: str
    reasons: tuple[str, ...]
    weight: float | None
    pupils: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChildSeen:
    """The child as the incident has it, without an address."""

    person_id: str
    name: str
    known_as: str
    born: str
    sex: str
    present: str
    related_to: tuple[str, ...]
    stated_school: str
    stated_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """Another notice about the child."""

    reference: str
    place: str
    state: str


@dataclass(frozen=True, slots=True)
class ReviewForPolice:
    """``seen`` is the incident's version that the page shows, to go back with the decision. ``beside`` is None for a
    child who was not looked for on any roll. ``decided_at`` is None while the question is open."""

    number: int
    seen: int
    incident_id: int
    incident_reference: str
    code: str
    question: str
    why: str
    due_by: datetime
    opened_at: datetime
    child: ChildSeen
    beside: ReviewFacts | None
    choices: tuple[Choice, ...]
    told: tuple[Told, ...]
    decided_at: datetime | None
    decided_by: str
    decision: str
    reason: str
    left: int


def reviews(seat: Seat, now: datetime) -> list[ReviewRow]:
    """Every open review, the most pressing first. Nothing for somebody who is not at the desk."""
    return [_row(review, now) for review in _open_ones(seat).select_related("incident")]


def next_review(seat: Seat) -> int | None:
    """The number of the most pressing open review."""
    return _open_ones(seat).values_list("pk", flat=True).first()


def child_of(seat: Seat, number: int) -> tuple[int, str]:
    """The incident and the child that a review is about, to be asked before anything is shown. NotYours for strangers.

    Whether the record is closed is for ``incidents.actions.open_record`` to say.
    """
    found = Review.objects.filter(pk=number).values_list("incident_id", "person_id").first()
    if found is None or not is_at_the_desk(seat):
        raise NotYours("There is no such review.", "Look at the list of reviews.")
    return found


def review(seat: Seat, number: int) -> ReviewForPolice:
    """The review, open or decided. NotYours for a stranger to the desk, or where its incident is closed to one."""
    row = Review.objects.select_related("incident").filter(pk=number).first()
    if row is None:
        raise NotYours("There is no such review.", "Look at the list of reviews.")
    may_open(seat, row.incident_id)
    facts = incidents.facts(row.incident_id)
    beside = _beside(row, facts)
    exposure = Exposure.objects.filter(incident_id=row.incident_id, person_id=row.person_id).first()
    child = children_of(facts).get(row.person_id)
    return ReviewForPolice(
        number=row.pk,
        seen=facts.version,
        incident_id=row.incident_id,
        incident_reference=row.incident.reference,
        code=row.question,
        question=QUESTIONS[row.question],
        why=as_people_write(row.why),
        due_by=row.due_by,
        opened_at=row.opened_at,
        child=_child(row, child, exposure, {p.person.person_id: p.role for p in facts.parties}),
        beside=beside,
        choices=_choices(row, beside),
        told=_told(row),
        decided_at=row.decided_at,
        decided_by="" if row.decision == "rule" else row.decided_by,
        decision=decision_in_words(row.decision) if row.decided_at else "",
        reason=row.decision_reason,
        left=_open_ones(seat).exclude(pk=row.pk).count(),
    )


def _open_ones(seat: Seat) -> QuerySet[Review]:
    found = Review.objects.filter(decided_at__isnull=True).order_by("due_by", "id")
    return found.exclude(incident_id__in=hidden_from(seat)) if is_at_the_desk(seat) else found.none()


def _row(review: Review, now: datetime) -> ReviewRow:
    return ReviewRow(
        number=review.pk,
        incident_id=review.incident_id,
        incident_reference=review.incident.reference,
        code=review.question,
        question=QUESTIONS[review.question],
        due_by=review.due_by,
        opened_at=review.opened_at,
        late=review.due_by <= now,
        candidates=len({_key(candidate) for candidate in review.candidates} - {""}),
    )


def _beside(row: Review, facts: IncidentFacts) -> ReviewFacts | None:
    """Both records, with dates as people write them, and no address where one in the incident is protected (R15)."""
    try:
        found = linkage.review_facts(row.incident_id, row.person_id)
    except Refused:  # nobody was looked for: whether to tell at all is asked before that
        return None
    guarded = bool(guarded_in(facts))

    def shown(field: FieldBeside) -> FieldBeside:
        if field.label == "Address" and guarded:
            return replace(field, child=CLOSED if field.child else "", pupil=CLOSED if field.pupil else "")
        return replace(field, child=as_people_write(field.child), pupil=as_people_write(field.pupil))

    pupils = (replace(pupil, fields=tuple(map(shown, pupil.fields))) for pupil in found.pupils)
    siblings = (replace(one, born=as_people_write(one.born)) for one in found.siblings)
    return replace(found, pupils=tuple(pupils), siblings=tuple(siblings))


def _child(row: Review, child: ChildFacts | None, exposure: Exposure | None, roles: dict[str, str]) -> ChildSeen:
    person = child.person if child else None
    stated = child.stated_school if child else None
    related = [(one.kind, roles.get(one.to, "")) for one in child.relationships] if child else []
    return ChildSeen(
        person_id=row.person_id,
        name=f"{person.forenames} {person.surname}".strip() if person else "",
        known_as=(person.known_as or "") if person else "",
        born=born_in_words(person.birth) if person else "",
        sex=(person.sex or "") if person else "",
        present=child.present if child else "unknown",
        related_to=tuple(f"{kind.replace('_', ' ')} of the {role}" for kind, role in related if role),
        stated_school=stated.text if stated else "",
        stated_by=stated.stated_by if stated else "",
        why=exposure.why if exposure else "",
    )


def _choices(row: Review, beside: ReviewFacts | None) -> tuple[Choice, ...]:
    """The places of the review's candidates, in their order, then any other where a pupil beside is registered."""
    reasons: dict[str, list[str]] = {}
    weights: dict[str, float] = {}
    for candidate in row.candidates:
        key = _key(candidate)
        reasons.setdefault(key, []).extend(one for one in candidate["reasons"] if one not in reasons.get(key, ()))
        if candidate["weight"] is not None:
            weights[key] = max(candidate["weight"], weights.get(key, candidate["weight"]))
    at = _where_pupils_are(beside)
    keys = [key for key in dict.fromkeys((*reasons, *at)) if key]
    names = place_names(keys)
    return tuple(
        Choice(
            key, names[key], tuple(map(as_people_write, reasons.get(key, ()))), weights.get(key), tuple(at.get(key, ()))
        )
        for key in keys
    )


def _where_pupils_are(beside: ReviewFacts | None) -> dict[str, list[int]]:
    at: dict[str, list[int]] = {}
    for number, pupil in enumerate(beside.pupils if beside else (), start=1):
        for registration in pupil.registrations:
            key = f"urn:{registration.urn}" if registration.urn else f"authority:{registration.authority}"
            if number not in at.setdefault(key, []):
                at[key].append(number)
    return at


def _key(candidate: dict[str, Any]) -> str:
    if candidate["urn"]:
        return f"urn:{candidate['urn']}"
    return f"authority:{candidate['authority']}" if candidate["authority"] else ""


def _told(row: Review) -> tuple[Told, ...]:
    found = list(Notice.objects.filter(incident_id=row.incident_id, person_id=row.person_id).order_by("id"))
    names = place_names(_places(found))
    return tuple(Told(one.reference, names[one.place], STATES[one.status]) for one in found)


def _places(found: Iterable[Notice]) -> set[str]:
    return {one.place for one in found}
