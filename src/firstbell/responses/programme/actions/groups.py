"""Groups: made, filled, and who came to which session."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme.actions.shared import locked_participant, recorded
from firstbell.responses.programme.models import Attendance, Group, GroupSession, Participant, ProgressReview
from firstbell.responses.programme.queries.standing import are_kept_apart
from firstbell.responses.programme.rules import groups as rules
from firstbell.responses.programme.rules.participants import STARTED


def make_group(
    *, title: str, place: str, capacity: int, to_complete: int, days: Sequence[date], by: Actor, now: datetime
) -> str:
    """A group of the provider of ``by`` with a session on each of these London days, and its reference."""
    rules.check_group(title, place, capacity, to_complete, days)
    reference = drawn_reference("PG")
    with transaction.atomic():
        group = Group.objects.create(
            reference=reference,
            provider=by.organisation,
            title=title.strip(),
            place=place.strip(),
            capacity=capacity,
            to_complete=to_complete,
            made_at=now,
        )
        GroupSession.objects.bulk_create(GroupSession(group=group, on=day) for day in days)
        recorded("group_made", reference, by, now, sessions=len(days))
    return reference


def place(*, participant: str, group: str, by: Actor, now: datetime) -> None:
    """Somebody who has started is in this group from now on, also in place of another."""
    with transaction.atomic():
        wanted = _locked_group(group, by)
        row = _taking_part(participant, by)
        others = wanted.participants.filter(status=STARTED).exclude(pk=row.pk)
        rules.may_place(others.count(), wanted.capacity, are_kept_apart(row, others))
        row.group = wanted
        row.save()
        recorded("placed", participant, by, now, group=group)


def note_group_read(*, group: str, by: Actor, now: datetime) -> None:
    """Somebody of the provider reads who is in this group. NotYours for any other."""
    with transaction.atomic():
        _locked_group(group, by)
        recorded("group_read", group, by, now)


def record_attendance(*, participant: str, on: date, missed_why: str = "", by: Actor, now: datetime) -> None:
    """Came to their group's session of that day, or missed it and why; in place of what was recorded before."""
    with transaction.atomic():
        _record(participant, on, missed_why, by, now)


def record_session(*, group: str, on: date, missed_why: Mapping[str, str], by: Actor, now: datetime) -> None:
    """``record_attendance`` of many in one group: by participant, "" for whoever came, or why they did not."""
    with transaction.atomic():
        here = set(_locked_group(group, by).participants.values_list("reference", flat=True))
        for participant, why in missed_why.items():
            if participant not in here:
                raise NotYours(f"{participant} is not in this group.", "Look at who is.")
            _record(participant, on, why, by, now)


def _record(participant: str, on: date, missed_why: str, by: Actor, now: datetime) -> None:
    row = _taking_part(participant, by)
    session = GroupSession.objects.filter(group=row.group_id, on=on).first()
    rules.may_attend(on, london_date(now), session is not None, missed_why)
    said = {"missed_why": missed_why, "made_by": by.name, "recorded_at": now}
    Attendance.objects.update_or_create(participant=row, session=session, defaults=said)
    recorded("attendance_recorded", participant, by, now, on=on.isoformat())


def review_progress(*, participant: str, week: int, text: str, by: Actor, now: datetime) -> None:
    """What a facilitator saw ``week`` weeks after the start. Refused for a week that is reviewed already."""
    with transaction.atomic():
        row = _taking_part(participant, by)
        assert row.started_at is not None
        rules.may_review(week, (london_date(now) - london_date(row.started_at)).days // 7, text)
        if row.progress_reviews.filter(week=week).exists():
            raise Refused(f"Week {week} is reviewed already.", "Write more in the next.")
        ProgressReview.objects.create(participant=row, week=week, text=text.strip(), made_by=by.name, recorded_at=now)
        recorded("progress_reviewed", participant, by, now, week=week)


def _taking_part(reference: str, by: Actor) -> Participant:
    row = locked_participant(reference, by)
    if row.status != STARTED:
        raise Refused(f"{reference} does not take part.", "Look at where they stand.")
    return row


def _locked_group(reference: str, by: Actor) -> Group:
    row = Group.objects.select_for_update().filter(reference=reference, provider=by.organisation).first()
    if row is None:
        raise NotYours(f"There is no group {reference}.", "Look at the reference.")
    return row
