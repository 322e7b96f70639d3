"""Conferences of agencies: called, cases referred to them, research entered, tasks set and done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.case_progress.actions.shared import locked_case, note
from firstbell.responses.case_progress.models import Case, Conference, Item, Research, Task
from firstbell.responses.case_progress.queries.conferences import nominal_of, repeat_of
from firstbell.responses.case_progress.queries.risk import grade_of
from firstbell.responses.case_progress.rules import conferences


def call_conference(*, on: date, area: str, chair: str, by: Actor, now: datetime) -> str:
    """A conference of the force on a London day that is not past, and its reference."""
    if by.kind != "force":
        raise NotYours("Conferences are a force's.", "Ask the force of the area.")
    conferences.may_call(on, area, chair, london_date(now))
    with transaction.atomic():
        row = Conference.objects.create(
            reference=drawn_reference("MC"),
            force=by.code,
            on=on,
            area=area.strip(),
            chair=chair.strip(),
            by=by.name,
            recorded_at=now,
        )
        audit.record(by=by, now=now, action="conference.called", subject=row.reference, details={"on": on.isoformat()})
    return row.reference


def refer_case(*, case: str, conference: str, grounds: Sequence[str], why: str = "", by: Actor, now: datetime) -> int:
    """The case comes last on the agenda; the number of its item. ``why`` is what a judgement rests on."""
    with transaction.atomic():
        row, meeting = locked_case(case, by), _conference(conference, by)
        nominal = nominal_of(row)
        repeat = repeat_of(row, nominal, meeting.on, seen_by=by, now=now)
        known = conferences.Standing(grade_of(row), repeat)
        conferences.may_refer(grounds, why, known, meeting.on, london_date(now))
        if meeting.items.filter(case=row).exists():
            raise Refused(f"{row.reference} is on that agenda already.", "Look at the agenda.")
        item = Item.objects.create(
            conference=meeting,
            case=row,
            position=meeting.items.count() + 1,
            nominal=nominal,
            grounds=list(dict.fromkeys(grounds)),
            why=why.strip(),
            by=by.name,
            recorded_at=now,
        )
        note("referred_to_conference", row, by, now, conference=conference)
    return item.pk


def record_research(
    *, case: str, item: int, agency: str, text: str, knows_family: bool, by: Actor, now: datetime
) -> None:
    """What one agency knows, and whether it knows the family; once an agency."""
    with transaction.atomic():
        row = locked_case(case, by)
        about = _item(row, item)
        conferences.may_research(agency, text, _entered(about))
        _enter(about, agency, text, knows_family, "", by, now)
        note("research_recorded", row, by, now, item=item, agency=agency)


def correct_research(
    *, case: str, item: int, agency: str, text: str, knows_family: bool, why: str, by: Actor, now: datetime
) -> None:
    """A further entry of the same agency, which counts instead."""
    with transaction.atomic():
        row = locked_case(case, by)
        about = _item(row, item)
        conferences.may_correct_research(agency, text, why, _entered(about))
        _enter(about, agency, text, knows_family, why.strip(), by, now)
        note("research_corrected", row, by, now, item=item, agency=agency)


def set_task(*, case: str, item: int, agency: str, text: str, due_on: date, by: Actor, now: datetime) -> int:
    """An agency undertakes something by a London day; the number of the task."""
    with transaction.atomic():
        row = locked_case(case, by)
        about = _item(row, item)
        conferences.may_set_task(agency, text, due_on, about.conference.on)
        task = Task.objects.create(
            item=about, agency=agency, text=text.strip(), due_on=due_on, by=by.name, recorded_at=now
        )
        note("task_set", row, by, now, task=task.pk, agency=agency)
    return task.pk


def finish_task(*, case: str, task: int, on: date, how: str, by: Actor, now: datetime) -> None:
    """It was done on a London day, and how."""
    with transaction.atomic():
        row = locked_case(case, by)
        found = Task.objects.filter(item__case=row, pk=task).first()
        if found is None:
            raise NotYours(f"{row.reference} has no such task.", "Look at its tasks.")
        conferences.may_finish(found.done_on, on, how, london_date(now))
        found.done_on, found.done_how, found.done_by = on, how.strip(), by.name
        found.save()
        note("task_finished", row, by, now, task=task)


def _conference(reference: str, by: Actor) -> Conference:
    """Locked until the transaction ends, so that no two cases get one position."""
    row = Conference.objects.select_for_update().filter(reference=reference, force=by.code).first()
    if row is None:
        raise NotYours(f"There is no conference {reference}.", "Look at the reference.")
    return row


def _item(row: Case, number: int) -> Item:
    found = row.items.filter(pk=number).select_related("conference").first()
    if found is None:
        raise NotYours(f"{row.reference} is on no such agenda.", "Look at the agendas.")
    return found


def _entered(item: Item) -> frozenset[str]:
    return frozenset(item.research.values_list("agency", flat=True))


def _enter(item: Item, agency: str, text: str, knows_family: bool, why: str, by: Actor, now: datetime) -> None:
    Research.objects.create(
        item=item, agency=agency, text=text.strip(), knows_family=knows_family, why=why, by=by.name, recorded_at=now
    )
