"""Questions that only a person can answer: asked once, with the deadline running, and answered for good."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage import actions as linkage
from firstbell.responses.encompass.actions import notices
from firstbell.responses.encompass.models import Exposure, Notice, Review
from firstbell.responses.encompass.queries import candidates, places
from firstbell.responses.encompass.rules import deadlines, desk_words, status
from firstbell.responses.encompass.rules.places import Place, Question
from firstbell.responses.encompass.rules.scope import SCOPE_QUESTIONS


def ask(
    *,
    facts: IncidentFacts,
    person_id: str,
    question: Question,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
    again: bool = False,
) -> None:
    """Open a review for the child, unless one is open, or a person has answered this very question.

    ``again`` asks even so: an answer proved wrong (R11).
    """
    with transaction.atomic():
        asked = Review.objects.select_for_update().filter(incident_id=facts.incident_id, person_id=person_id)
        if asked.filter(decided_at__isnull=True).exists():
            return
        if not again and asked.filter(question=question.code).exclude(decision="rule").exists():
            return
        Review.objects.create(
            incident_id=facts.incident_id,
            person_id=person_id,
            question=question.code,
            why=question.why,
            candidates=places.candidates_as_stored(question.candidates),
            due_by=deadlines.review_due_by(reported_at=facts.reported_at, policy=policy),
            opened_at=now,
        )
        _record("review.opened", facts, question.code, by=by, now=now)


def settle_by_rule(*, facts: IncidentFacts, person_id: str, by: Actor, now: datetime) -> None:
    """Close a review that later facts have answered without a person, and say so in the trail."""
    with transaction.atomic():
        open_ones = Review.objects.filter(
            incident_id=facts.incident_id, person_id=person_id, decided_at__isnull=True
        ).exclude(question__in=ASKED_BY_PEOPLE)
        if open_ones.update(
            decided_at=now, decided_by=by.name, decision="rule", decision_reason="Later facts settled it."
        ):
            _record("review.settled", facts, "rule", by=by, now=now)


ASKED_BY_PEOPLE = ("not_our_pupil", "withdrawn_misidentified", "withdraw")


def decide_review(
    *,
    force: str | None,
    incident_reference: str,
    child: str,
    urn: str | None = None,
    authority: str | None = None,
    reason: str,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    """A person answers: this establishment, this authority, or (neither given) nobody. The reason is kept.

    Where that says which pupil the child is, or that none of them is, linkage keeps it for every later roll.
    """
    with transaction.atomic():
        facts = incidents.facts(incidents.find(force, incident_reference))
        review = _open_review(facts, child)
        _decide(review, facts, urn=urn, authority=authority, reason=reason, by=by, now=now, policy=policy)


def answer_review(
    *,
    number: int,
    seen: int,
    urn: str | None = None,
    authority: str | None = None,
    reason: str,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    """As ``decide_review``, of the very question that a page showed, ``seen`` being the incident's version it showed.

    Refused where somebody has decided it meanwhile, saying who and when, and where the incident has changed since.
    NotYours for a question there is not, and one about a record that is closed to ``by``.
    """
    with transaction.atomic():
        review = Review.objects.select_for_update().filter(pk=number).first()
        if review is None or incidents.is_closed_to(review.incident_id, by.name):
            raise NotYours("There is no such review.", "Look at the list of reviews.")
        facts = incidents.facts(review.incident_id)
        if review.decided_at is not None:
            raise Refused(_decided_meanwhile(review), "Nothing was changed. Go on to the next one.")
        if seen != facts.version:
            raise Refused(
                f"Version {facts.version} of the incident arrived while you were reading. Nothing was changed.",
                "Look at it as it is now, and decide again.",
            )
        _decide(review, facts, urn=urn, authority=authority, reason=reason, by=by, now=now, policy=policy)


def _decided_meanwhile(review: Review) -> str:
    assert review.decided_at is not None
    said = places.decision_in_words(review.decision)
    who = "Later facts" if review.decision == "rule" else review.decided_by
    return f"{who} decided this at {desk_words.clock(review.decided_at)}: {said}."


def _decide(
    review: Review,
    facts: IncidentFacts,
    *,
    urn: str | None,
    authority: str | None,
    reason: str,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    if not reason.strip():
        raise Refused("A decision needs a reason.", "Say what you know.")
    with transaction.atomic():
        place = places.chosen_place(urn=urn, authority=authority)
        review.decided_at, review.decided_by, review.decision_reason = now, by.name, reason
        review.decision = places.place_key(place) if place else "none"
        review.save()
        if review.question == "withdraw":
            _withdraw_all_but(place, review, reason, by=by, now=now)
        elif place is None:
            _note_nobody(review)
        if place is not None:
            child = review.person_id
            notices.draft(facts=facts, person_id=child, place=place, decided_by="person", by=by, now=now, policy=policy)
        _judge_pupils(facts, review, place, by=by, now=now)
        _record("review.decided", facts, review.question, by=by, now=now)


def _judge_pupils(facts: IncidentFacts, review: Review, place: Place | None, *, by: Actor, now: datetime) -> None:
    linkage.judge_pupils(
        force=facts.force,
        incident_reference=facts.reference,
        person_id=review.person_id,
        verdicts=candidates.said_of_pupils(facts.incident_id, review.person_id, review.question, place),
        reason=review.decision_reason,
        by=by,
        now=now,
    )


def _open_review(facts: IncidentFacts, child: str) -> Review:
    review = (
        Review.objects.select_for_update()
        .filter(incident_id=facts.incident_id, person_id=child, decided_at__isnull=True)
        .first()
    )
    if review is None:
        raise Refused(
            f"There is no open review for child {child} of incident {facts.reference}.",
            "Somebody may have decided it: look at the incident.",
        )
    return review


def _note_nobody(review: Review) -> None:
    exposure = Exposure.objects.select_for_update().get(incident_id=review.incident_id, person_id=review.person_id)
    exposure.decided_by_person = True
    if review.question in SCOPE_QUESTIONS:
        exposure.in_scope, exposure.why = False, "A person decided that this child is not in scope."
    else:
        exposure.nowhere, exposure.why = True, "A person decided that there is no establishment to tell."
    exposure.save()


def _withdraw_all_but(kept: Place | None, review: Review, reason: str, *, by: Actor, now: datetime) -> None:
    live = Notice.objects.filter(incident_id=review.incident_id, person_id=review.person_id)
    for notice in live.exclude(status__in=status.CLOSED):
        if kept is None or notice.place != places.place_key(kept):
            notices.close(reference=notice.reference, into=status.WITHDRAWN, why=reason, by=by, now=now)


def _record(action: str, facts: IncidentFacts, question: str, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by, now=now, action=action, subject=f"{facts.force}/{facts.reference}", details={"question": question}
    )
