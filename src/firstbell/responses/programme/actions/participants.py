"""Participants: referred, answered for, decided on, started, and how they end."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.programme.actions.shared import locked_participant, recorded
from firstbell.responses.programme.models import Finding, Participant, PartnerAlert
from firstbell.responses.programme.queries.standing import attended, may_start
from firstbell.responses.programme.rules import groups
from firstbell.responses.programme.rules import participants as rules
from firstbell.responses.programme.rules.partners import SUPPORT


def refer(*, provider: str, said: rules.Introduction, by: Actor, now: datetime) -> str:
    """Somebody referred to ``provider`` (``provider:choices``), and their reference."""
    rules.may_refer(said)
    reference = drawn_reference("PP")
    with transaction.atomic():
        Participant.objects.create(
            reference=reference,
            provider=provider,
            forenames=said.forenames.strip(),
            surname=said.surname.strip(),
            date_of_birth=said.date_of_birth,
            referred_from=said.referred_from,
            referrer=by.organisation,
            status=rules.REFERRED,
            made_by=by.name,
            made_at=now,
        )
        recorded("referred", reference, by, now, referred_from=said.referred_from)
    return reference


def answer_question(*, participant: str, question: str, answer: str, why: str, by: Actor, now: datetime) -> None:
    """What a person found about eligibility or suitability, in place of what was found before the decision."""
    rules.may_find(question, answer, why)
    with transaction.atomic():
        row = locked_participant(participant, by)
        if row.status != rules.REFERRED:
            raise Refused(f"{participant} is decided on already.", "Look at how it stands.")
        said = {"answer": answer, "why": why.strip(), "answered_by": by.name, "answered_at": now}
        Finding.objects.update_or_create(participant=row, question=question, defaults=said)
        recorded("question_answered", participant, by, now, question=question)


def accept(*, participant: str, support_service: str, reason: str, by: Actor, now: datetime) -> None:
    """Accepted by a person. ``support_service`` (``support:new-era``) answers for the partner from now on."""
    if Actor("", support_service).kind != SUPPORT:
        raise Refused("Someone has to answer for the partner.", "Name the support service.")
    with transaction.atomic():
        row = locked_participant(participant, by)
        rules.may_decide(rules.ACCEPTED, dict(row.findings.values_list("question", "answer")))
        row.support_service, row.assessed_at = support_service, now
        _step(row, rules.ACCEPTED, reason, by, now)


def decline(*, participant: str, reason: str, by: Actor, now: datetime) -> None:
    """Not suitable, by a person's decision, with its reason."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        row.assessed_at = now
        _step(row, rules.UNSUITABLE, reason, by, now)


def start(*, participant: str, by: Actor, now: datetime) -> None:
    """Takes part from now on. Refused until the support service has said that it may start."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        rules.may_start(may_start(row))
        row.started_at = now
        _step(row, rules.STARTED, "", by, now)


def complete(*, participant: str, by: Actor, now: datetime) -> None:
    """Attended what the group asks for, which says nothing of what changed. Raises a partner alert."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        if row.group is None:
            raise Refused(f"{participant} is in no group.", "Place them first.")
        groups.may_complete(attended(row), row.group.to_complete)
        _step(row, rules.COMPLETED, "", by, now)


def exclude(*, participant: str, reason: str, by: Actor, now: datetime) -> None:
    """Excluded because of risk. Raises a partner alert."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        row.exit = rules.RISK
        _step(row, rules.EXCLUDED, reason, by, now)


def withdraw(*, participant: str, exit: str, reason: str, by: Actor, now: datetime) -> None:
    """Left before the end. Raises a partner alert where a support service answers for the partner."""
    if exit not in rules.CHOSEN:
        raise Refused(f"{exit!r} is no withdrawal.", f"Choose one of: {', '.join(sorted(rules.CHOSEN))}.")
    with transaction.atomic():
        row = locked_participant(participant, by)
        row.exit = exit
        _step(row, rules.WITHDRAWN, reason, by, now)


def _step(row: Participant, into: str, reason: str, by: Actor, now: datetime) -> None:
    rules.may_become(row.status, into, reason)
    row.status, row.step_reason = into, reason.strip()
    if into not in rules.STEPS:
        row.ended_at = now
        _alert(row, into, now)
    row.save()
    recorded(into, row.reference, by, now)


def _alert(row: Participant, event: str, now: datetime) -> None:
    """Once for each event, however often it is asked for. Before anybody was accepted no partner knows of it."""
    if row.support_service:
        PartnerAlert.objects.get_or_create(participant=row, event=event, defaults={"made_at": now})
