"""Requests: made, searched for, given more time, let go on, refused and withdrawn."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.foundations.subject_access.actions.shared import locked_request, recorded
from firstbell.foundations.subject_access.models import PickedRecord, Request
from firstbell.foundations.subject_access.queries.requests import officers_of, rows_of_requests
from firstbell.foundations.subject_access.rules import requests as rules
from firstbell.foundations.subject_access.rules.clock import due_on, may_extend
from firstbell.foundations.subject_access.rules.requests import Asked
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused, is_written_out


def make_request(*, asked: Asked, by: Actor, now: datetime) -> str:
    """A request that came, and its reference. Its clock runs from the day on which proof was there too."""
    rules.check_asked(asked, london_date(now))
    reference = drawn_reference("SA")
    with transaction.atomic():
        Request.objects.create(
            reference=reference,
            organisation=by.organisation,
            **{name: getattr(asked, name) for name in Asked.__dataclass_fields__},
            due_on=due_on(asked.started_on, extended=False),
            made_by=by.name,
            made_at=now,
        )
        recorded("made", reference, by, now, asker=asked.asker, proof=asked.proof)
    return reference


def note_search(*, reference: str, whose: str, found: int, by: Actor, now: datetime) -> None:
    """Somebody looked through the registers for records of a request's people."""
    with transaction.atomic():
        row = locked_request(reference, by)
        row.searched_at = now
        row.save()
        recorded("searched", reference, by, now, whose=whose, found=found)


def pick_records(*, reference: str, whose: str, records: Collection[tuple[str, str]], by: Actor, now: datetime) -> None:
    """These records (kind, key) are the person's, or are of whoever asks. Never by itself: an officer says so.

    What a supervisor allowed was for the records of then, and is taken back.
    """
    if whose not in rules.WHOSE or not records:
        raise Refused("No record was picked.", "Tick those that are theirs.")
    with transaction.atomic():
        row = locked_request(reference, by)
        for kind, key in records:
            said = {"whose": whose, "made_by": by.name, "made_at": now}
            PickedRecord.objects.update_or_create(request=row, kind=kind, record_key=key, defaults=said)
        _no_longer_allowed(row)
        recorded("picked", reference, by, now, whose=whose, records=len(records))


def put_back_record(*, reference: str, kind: str, key: str, by: Actor, now: datetime) -> None:
    """This record is not theirs after all."""
    with transaction.atomic():
        row = locked_request(reference, by)
        if not row.picked.filter(kind=kind, record_key=key).delete()[0]:
            raise Refused("That record is not picked.", "Look at the page again.")
        _no_longer_allowed(row)
        recorded("put_back", reference, by, now, kind=kind)


def extend_request(*, reference: str, why: str, by: Actor, now: datetime) -> None:
    """Two months more, because it is complex or many. Whoever asks is told within the first month, and why."""
    if not is_written_out(why):
        raise Refused("An extension needs its reason.", "Write it in a sentence: whoever asks is told it.")
    with transaction.atomic():
        row = locked_request(reference, by)
        started_on = max(row.received_on, row.proved_on)
        if row.extended_at is not None or not may_extend(started_on, london_date(now)):
            raise Refused("It cannot be extended.", "That is done once, within the first month.")
        row.due_on = due_on(started_on, extended=True)
        row.extended_by, row.extended_at, row.extended_why = by.name, now, why.strip()
        row.save()
        recorded("extended", reference, by, now, why.strip())


def allow_request(*, reference: str, why: str, by: Actor, now: datetime) -> None:
    """A flagged request goes on, for the reason of somebody who has not worked on it."""
    with transaction.atomic():
        row = locked_request(reference, by)
        rules.may_allow(officers=officers_of(row), by=by.name, why=why)
        row.allowed_by, row.allowed_at, row.allowed_why = by.name, now, why.strip()
        row.save()
        recorded("allowed", reference, by, now, why.strip())


def refuse_request(*, reference: str, exemption: str, why: str, by: Actor, now: datetime) -> None:
    """Nothing is given, by an exemption of the law."""
    rules.check_refusal(exemption, why)
    with transaction.atomic():
        row = locked_request(reference, by)
        row.exemption = exemption
        _end(row, rules.REFUSED, why, by, now)
        recorded("refused", reference, by, now, why.strip(), exemption=exemption)


def withdraw_request(*, reference: str, why: str, by: Actor, now: datetime) -> None:
    """Whoever asked no longer does."""
    if not is_written_out(why):
        raise Refused("It is not written down how they withdrew it.", "Write it in a sentence.")
    with transaction.atomic():
        row = locked_request(reference, by)
        _end(row, rules.WITHDRAWN, why, by, now)
        recorded("withdrawn", reference, by, now, why.strip())


def forget_request(*, reference: str, by: Actor, now: datetime) -> dict[str, int]:
    """A request goes, and the copy of what was given; rows by table. Refused while it is open."""
    with transaction.atomic():
        row = Request.objects.select_for_update().filter(reference=reference).first()
        if row is None or row.answered_at is None:
            raise Refused(f"{reference} is no request that has ended.", "Look at the list.")
        rows = rows_of_requests([reference])
        row.delete()
        recorded("forgotten", reference, by, now, rows=sum(rows.values()))
    return rows


def _end(row: Request, status: str, why: str, by: Actor, now: datetime) -> None:
    row.status, row.answer_why, row.answered_by, row.answered_at = status, why.strip(), by.name, now
    row.save()


def _no_longer_allowed(row: Request) -> None:
    row.allowed_by, row.allowed_at, row.allowed_why = "", None, ""
    row.save()
