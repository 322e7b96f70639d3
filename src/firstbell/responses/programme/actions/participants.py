"""Participants: read of, reached, answered for, decided on, started, and how they end."""

import secrets
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.programme.actions.alerts import raise_alert
from firstbell.responses.programme.actions.shared import locked_participant, recorded
from firstbell.responses.programme.models import DrawnStart, Finding, Participant, ParticipantWay
from firstbell.responses.programme.queries.courses import drawn_day
from firstbell.responses.programme.queries.sealed import way_of
from firstbell.responses.programme.queries.standing import attended, may_start
from firstbell.responses.programme.rules import groups, starts
from firstbell.responses.programme.rules import participants as rules
from firstbell.responses.programme.rules.partners import SUPPORT
from firstbell.responses.programme.rules.ways import Way


def note_participant_read(*, participant: str, by: Actor, now: datetime) -> None:
    """Somebody of the provider reads of this participant. NotYours for any other."""
    with transaction.atomic():
        locked_participant(participant, by)
        recorded("participant_read", participant, by, now)


def open_way(*, participant: str, by: Actor, now: datetime) -> Way:
    """How and when this participant can be reached. Refused where nobody said."""
    with transaction.atomic():
        row = ParticipantWay.objects.filter(participant=locked_participant(participant, by)).first()
        if row is None:
            raise Refused("Nobody said how they can be reached.", "Ask whoever referred them.")
        recorded("way_opened", participant, by, now)
        return way_of(row)


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


def draw_start(*, participant: str, why: str, by: Actor, now: datetime) -> date:
    """The lot of the wait-list, drawn once: the first day on which it lets them start. ``why`` waiting is safe."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        drawn = DrawnStart.objects.filter(participant=row).exists()
        starts.may_draw(row.status, row.findings.exists(), drawn, why)
        lot = DrawnStart.objects.create(
            participant=row, wait_weeks=secrets.choice(starts.WAITS), why=why.strip(), made_by=by.name, made_at=now
        )
        recorded("start_drawn", participant, by, now, weeks=lot.wait_weeks)
    return starts.can_start_from(london_date(row.made_at), lot.wait_weeks)


def start(*, participant: str, sooner_because: str = "", by: Actor, now: datetime) -> None:
    """Takes part from now on. Refused until the support service has said that it may start, and before the day that a
    lot gave unless ``sooner_because`` says why they cannot wait; they are counted where the lot put them."""
    with transaction.atomic():
        row = locked_participant(participant, by)
        rules.may_start(may_start(row))
        starts.may_start_on(london_date(now), drawn_day(row), sooner_because)
        row.started_at = now
        _step(row, rules.STARTED, sooner_because, by, now)


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
        raise_alert(row, into, now)
    row.save()
    recorded(into, row.reference, by, now)
