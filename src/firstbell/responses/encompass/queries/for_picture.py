"""What authorities answered of children on no roll, for the picture of a household."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import ChildFacts
from firstbell.responses.encompass.models import AuthorityAnswer

WITHOUT_SCHOOL = ("officer", "not_known")
"""Answers that a child is taught at home, is missing education, or is not known to the authority."""


@dataclass(frozen=True, slots=True)
class AnswerForPicture:
    """An authority's answer of a child on no roll, with the child. A protected home is left out (R15).

    ``incident`` is Firstbell's number of what it was asked about."""

    number: int
    authority: str
    answered_at: datetime
    incident: int
    forenames: str
    surname: str
    date_of_birth: date | None
    sex: str
    address_lines: tuple[str, ...]
    postcode: str
    uprn: str


def answers_without_school() -> list[int]:
    """Every such answer, the oldest first."""
    rows = AuthorityAnswer.objects.filter(kind__in=WITHOUT_SCHOOL).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def answers_for_picture(numbers: Collection[int]) -> tuple[AnswerForPicture, ...]:
    """These, without those of children whom their incident does not name any more."""
    return tuple(_answers(numbers))


def _answers(numbers: Collection[int]) -> Iterator[AnswerForPicture]:
    for row in AuthorityAnswer.objects.filter(pk__in=list(numbers)).select_related("review").order_by("pk"):
        facts = incidents.facts(row.review.incident_id)
        for child in facts.children:
            if child.person.person_id == row.review.person_id:
                yield _answer(row, child)


def _answer(row: AuthorityAnswer, child: ChildFacts) -> AnswerForPicture:
    person = child.person
    home = person.residence.address if person.residence and not person.residence.protected else None
    return AnswerForPicture(
        number=row.pk,
        authority=row.authority,
        answered_at=row.answered_at,
        incident=row.review.incident_id,
        forenames=person.forenames or "",
        surname=person.surname or "",
        date_of_birth=person.birth.earliest if person.birth.earliest == person.birth.latest else None,
        sex=person.sex or "",
        address_lines=home.lines if home else (),
        postcode=(home.postcode or "") if home else "",
        uprn=(home.uprn or "") if home else "",
    )
