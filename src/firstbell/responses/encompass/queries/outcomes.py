"""What became of every child, and why: one line a child and place, for a person to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.models import Exposure, Hold, Notice, Review
from firstbell.responses.encompass.queries.exports import PAGE, places_of
from firstbell.responses.encompass.rules.questions import QUESTIONS


@dataclass(frozen=True, slots=True)
class Outcome:
    """``place`` is the word of `places_of`; ``told`` names the establishment, authority or force, empty where none."""

    incident: str
    child: str
    place: str
    told: str
    status: str
    due_by: datetime | None
    why: str


def outcomes() -> Iterator[Outcome]:
    """Every exposure with its notices, and its open review or the reason why nobody is told."""
    after = 0
    while page := list(Exposure.objects.select_related("incident").filter(pk__gt=after).order_by("pk")[:PAGE]):
        places = places_of(page)
        for exposure in page:
            yield from _of_child(exposure, places[exposure.pk])
        after = page[-1].pk


def _of_child(exposure: Exposure, place: str) -> Iterator[Outcome]:
    mine = {"incident_id": exposure.incident_id, "person_id": exposure.person_id}
    lines = [_of_notice(exposure, place, notice) for notice in Notice.objects.filter(**mine).order_by("id")]
    review = Review.objects.filter(**mine, decided_at__isnull=True).first()
    if review is not None:
        why = f"{QUESTIONS[review.question]} {review.why}".strip()
        lines.append(_line(exposure, place, "a person decides", "review", review.due_by, why))
    yield from lines or [_line(exposure, place, "", "", None, exposure.why)]


def _of_notice(exposure: Exposure, place: str, notice: Notice) -> Outcome:
    held = Hold.objects.filter(notice=notice, ended_at__isnull=True).first()
    return _line(exposure, place, _name(notice), notice.status, notice.due_by, held.reason if held else notice.why)


def _line(exposure: Exposure, place: str, told: str, status: str, due_by: datetime | None, why: str) -> Outcome:
    return Outcome(exposure.incident.reference, exposure.person_id, place, told, status, due_by, why)


def _name(notice: Notice) -> str:
    if notice.urn:
        establishment = schools.establishment(notice.urn)
        return establishment.name if establishment else notice.urn
    return notice.authority or notice.force
