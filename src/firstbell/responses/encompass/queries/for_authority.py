"""What an authority is asked: children whose place nobody knows, and what it takes to look one up (R5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstbell.pure import areas
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.responses.encompass.models import AuthorityAnswer, Review
from firstbell.responses.encompass.queries import disclosures, recipients
from firstbell.responses.encompass.rules import disclosure, scope, wording
from firstbell.responses.encompass.rules.questions import ASKED_OF_AUTHORITIES

NEEDED = ("child_name", "known_as", "date_of_birth")
"""All that an authority's officer is shown of a child, and nothing of what was reported."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the authority's list, without the child. ``number`` is its own; ``answered`` by this authority."""

    number: int
    question: str
    asked_at: datetime
    due_by: datetime
    late: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class QuestionForAuthority:
    """One question with the child it is about: label and words of each fact."""

    row: QuestionRow
    child: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerOfAuthority:
    """What an authority answered, for the desk: ``answer`` is ``place``, ``officer`` or ``not_known``."""

    authority: str
    answer: str
    place: str
    note: str
    answered_by: str
    answered_at: datetime


def questions_for_authority(*, seen_by: Actor, now: datetime, policy: ForcePolicy) -> list[QuestionRow]:
    """The open questions that the actor's authority may be asked, by deadline, those it has not answered first."""
    if not _answers(seen_by, now=now, policy=policy):
        return []
    rows = [_row(review, seen_by, now) for review in _asked_of(seen_by.code, now=now, policy=policy)]
    return sorted(rows, key=lambda row: (row.answered, row.due_by, row.number))


def question_for_authority(*, number: int, seen_by: Actor, now: datetime, policy: ForcePolicy) -> QuestionForAuthority:
    """One of those questions, with the child. NotYours where it is another's, was never asked, or is decided."""
    review = Review.objects.select_related("incident").filter(pk=number, decided_at__isnull=True).first()
    if review is None or not may_answer_question(number, seen_by, now=now, policy=policy):
        raise NotYours("There is no open question of this number for you.", "It may have been answered meanwhile.")
    content = _content(review, incidents.facts(review.incident_id))
    return QuestionForAuthority(_row(review, seen_by, now), tuple(wording.content_in_words(content)))


def may_answer_question(number: int, actor: Actor, *, now: datetime, policy: ForcePolicy) -> bool:
    """Whether the actor's authority is asked this question, decided or not, and the actor answers for it."""
    review = Review.objects.select_related("incident").filter(pk=number, question__in=ASKED_OF_AUTHORITIES).first()
    if review is None or not _answers(actor, now=now, policy=policy):
        return False
    return _may_be_asked(review, incidents.facts(review.incident_id), actor.code, now=now, policy=policy)


def answers_of_authorities(review_id: int) -> list[AnswerOfAuthority]:
    """What authorities answered about this review, oldest first."""
    given = AuthorityAnswer.objects.filter(review=review_id).order_by("id")
    return [
        AnswerOfAuthority(one.authority, one.kind, one.place, one.note, one.answered_by, one.answered_at)
        for one in given
    ]


def _answers(actor: Actor, *, now: datetime, policy: ForcePolicy) -> bool:
    return actor.kind == "authority" and recipients.is_contact(actor.code, actor.name, now=now, policy=policy)


def _asked_of(authority: str, *, now: datetime, policy: ForcePolicy) -> Iterator[Review]:
    waiting = Review.objects.filter(decided_at__isnull=True, question__in=ASKED_OF_AUTHORITIES)
    for review in waiting.select_related("incident").order_by("id"):
        if _may_be_asked(review, incidents.facts(review.incident_id), authority, now=now, policy=policy):
            yield review


def _may_be_asked(review: Review, facts: IncidentFacts, authority: str, *, now: datetime, policy: ForcePolicy) -> bool:
    """Only the authority of the child's home or roll; never about a protected home (R15), nor past a conflict (R8)."""
    exposure = disclosures.exposure_of(facts, review.person_id)
    if exposure is None or scope.protected(exposure, facts):
        return False
    if authority not in _authorities(review, exposure, facts) or disclosure.leaks(_content(review, facts), facts):
        return False
    return not recipients.conflicts_with(authority, facts, now=now, policy=policy)


def _authorities(review: Review, exposure: scope.Exposure, facts: IncidentFacts) -> set[str]:
    on_rolls = {str(candidate["authority"]) for candidate in review.candidates if candidate.get("authority")}
    home = exposure.child.person.residence
    area = areas.area_of(home.address.postcode) if home and home.address.postcode else None
    return on_rolls | {area.authority if area else _of_incident(facts)}


def _of_incident(facts: IncidentFacts) -> str:
    try:
        return areas.gss(facts.local_authority or "")
    except ValueError:
        return ""


def _content(review: Review, facts: IncidentFacts) -> dict[str, object]:
    exposure = disclosures.exposure_of(facts, review.person_id)
    return dict(disclosure.content(profile_fields=NEEDED, incident=facts, exposure=exposure)) if exposure else {}


def _row(review: Review, actor: Actor, now: datetime) -> QuestionRow:
    return QuestionRow(
        number=review.pk,
        question=ASKED_OF_AUTHORITIES[review.question],
        asked_at=review.opened_at,
        due_by=review.due_by,
        late=review.due_by <= now,
        answered=AuthorityAnswer.objects.filter(review=review, authority=actor.code).exists(),
    )
