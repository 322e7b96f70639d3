"""What an authority's officer answers about a child whose place nobody knows: rank 5 on the ladder of evidence (R5)."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.actions.reviews import decide_review
from firstbell.responses.encompass.actions.school import checked
from firstbell.responses.encompass.models import AuthorityAnswer, Review
from firstbell.responses.encompass.queries import for_authority, places

SUBJECT = "question:"


def open_question(*, number: int, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Note that an authority's officer saw whom a question is about (R13)."""
    with transaction.atomic():
        _asked(number, by=by, now=now, policy=policy)
        audit.record(by=by, now=now, action="question.opened", subject=f"{SUBJECT}{number}")


def answer_for_authority(
    *,
    number: int,
    answer: Literal["place", "officer", "not_known"],
    urn: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    """``place``: the child goes to ``urn``; ``officer``: the authority answers for the child (EHE, CME).

    Both decide the review as the authority's word. ``not_known`` is kept for the desk and leaves the review open.
    Refused where somebody has decided meanwhile.
    """
    with transaction.atomic():
        review = _asked(number, by=by, now=now, policy=policy)
        if review.decided_at is not None:
            raise Refused("Somebody has answered this question meanwhile.", "There is nothing left for you to do.")
        words = checked(note)
        place = _place(answer, urn, by)
        AuthorityAnswer.objects.create(
            review=review, authority=by.code, kind=answer, place=place, note=words, answered_by=by.name,
            answered_at=now,
        )  # fmt: skip
        if place:
            _decide(review, place, words, by=by, now=now, policy=policy)
        audit.record(
            by=by, now=now, action="question.answered", subject=f"{SUBJECT}{number}", details={"answer": answer}
        )


def _asked(number: int, *, by: Actor, now: datetime, policy: ForcePolicy) -> Review:
    review = Review.objects.select_for_update().filter(pk=number).first()
    if review is None or not for_authority.may_answer_question(number, by, now=now, policy=policy):
        raise NotYours("There is no question of this number for you.", "Look at the list of open questions.")
    return review


def _place(answer: str, urn: str, by: Actor) -> str:
    """The key of the place that the answer names; empty for none."""
    if answer == "not_known":
        return ""
    if answer == "place" and not urn:
        raise Refused("No establishment was chosen.", "Choose one by its name, or look its URN up.")
    chosen = places.chosen_place(urn=urn or None, authority=None if answer == "place" else by.code)
    return places.place_key(chosen) if chosen else ""


def _decide(review: Review, place: str, note: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    facts = incidents.facts(review.incident_id)
    kind, _, code = place.partition(":")
    decide_review(
        force=facts.force,
        incident_reference=facts.reference,
        child=review.person_id,
        urn=code if kind == "urn" else None,
        authority=code if kind == "authority" else None,
        reason=f"The authority answered. {note}".strip(),
        by=by,
        now=now,
        policy=policy,
    )
