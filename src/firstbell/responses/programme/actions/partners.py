"""What the support service does for partners, and what comes from outside about outcomes. Not for facilitators."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.accounts import queries as accounts
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme.actions.shared import locked_for_force, locked_for_support, recorded
from firstbell.responses.programme.models import Participant, PartnerAnswer, PartnerLink, PoliceReports
from firstbell.responses.programme.rules import partners as rules


def link_partner(
    *,
    participant: str,
    worker: str,
    offer: str,
    may_start: bool,
    client_reference: str = "",
    also_participant: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Who answers for the partner, what they were offered, and whether it may start; in place of what was said before.

    ``also_participant`` is the partner's own reference where they are in a programme too.
    """
    rules.check_link(participant, offer, worker, also_participant)
    with transaction.atomic():
        row = locked_for_support(participant, by)
        said = {
            "worker": worker.strip(),
            "offer": offer,
            "may_start": may_start,
            "client_reference": client_reference.strip(),
            "also_participant": also_participant.strip(),
            "recorded_at": now,
        }
        PartnerLink.objects.update_or_create(participant=row, defaults=said)
        recorded("partner_linked", participant, by, now, may_start=may_start)


def note_partner_read(*, participant: str, by: Actor, now: datetime) -> None:
    """Somebody of the service reads of a participant and their partner. NotYours for any other's."""
    with transaction.atomic():
        locked_for_support(participant, by)
        recorded("partner_read", participant, by, now)


def answer_alert(*, participant: str, event: str, told: bool, why: str = "", by: Actor, now: datetime) -> None:
    """The partner was told within their safe-contact plan, or why not.

    Only the worker whom the link names can know, or whoever leads the service: Refused for anybody else.
    """
    with transaction.atomic():
        row = locked_for_support(participant, by)
        rules.may_speak_for(_worker_for(row), by.name, _leads(by))
        alert = row.partner_alerts.select_for_update().filter(event=event).first()
        if alert is None:
            raise NotYours(f"There is no such alert for {participant}.", "Look at the list.")
        rules.may_answer_alert(alert.answered_at is not None, told, why)
        alert.told, alert.why, alert.answered_at = told, why.strip(), now
        alert.save()
        recorded("alert_answered", participant, by, now, event=event)


def record_answers(*, participant: str, moment: str, answers: Mapping[str, str], by: Actor, now: datetime) -> None:
    """A partner's answers to the six measures, in place of those recorded for the same moment before."""
    with transaction.atomic():
        row = locked_for_support(participant, by)
        link = PartnerLink.objects.filter(participant=row).first()
        if link is None:
            raise Refused("Nothing is recorded of the partner.", "Record the link first.")
        rules.check_answers(link.offer, moment, answers)
        PartnerAnswer.objects.filter(participant=row, moment=moment).delete()
        PartnerAnswer.objects.bulk_create(
            PartnerAnswer(participant=row, moment=moment, measure=measure, answer=answer, recorded_at=now)
            for measure, answer in answers.items()
        )
        recorded("partner_answered", participant, by, now, moment=moment)


def count_reports(*, participant: str, first_day: date, last_day: date, reports: int, by: Actor, now: datetime) -> None:
    """How often police were told again in a period, from a force. Refused where it overlaps with one of that force."""
    rules.check_reports(first_day, last_day, reports, london_date(now))
    with transaction.atomic():
        row = locked_for_force(participant, by)
        known = row.police_reports.filter(force=by.code)
        if known.filter(first_day__lte=last_day, last_day__gte=first_day).exists():
            raise Refused("A count of these days is recorded already.", "Give a period that begins after it.")
        PoliceReports.objects.create(
            participant=row, force=by.code, first_day=first_day, last_day=last_day, reports=reports, recorded_at=now
        )
        recorded("reports_counted", participant, by, now)


def _worker_for(row: Participant) -> str:
    return PartnerLink.objects.filter(participant=row).values_list("worker", flat=True).first() or ""


def _leads(by: Actor) -> bool:
    account = accounts.account_of(by.name)
    seat = accounts.seat(account, by.organisation) if account else None
    return seat is not None and seat.may("support.lead")
