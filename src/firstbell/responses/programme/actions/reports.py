"""What a force counts so that the programme can be judged. No name, and nothing of any case, comes with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.actions.shared import locked_for_force, recorded
from firstbell.responses.programme.models import KnownPeople, ReportsAround
from firstbell.responses.programme.rules import reports as rules
from firstbell.responses.programme.rules.partners import FORCE


def count_before(
    *, participant: str, own: rules.Earlier, alike: Sequence[rules.Earlier], by: Actor, now: datetime
) -> None:
    """Reports before the referral, of the participant and of people ``alike`` drawn to be compared with them.

    In place of what was counted before. The order of ``alike`` is kept: by it they are counted again.
    """
    with transaction.atomic():
        row = locked_for_force(participant, by)
        rules.check_earlier(own, alike, london_date(row.made_at), london_date(now))
        row.reports_around.filter(force=by.code).delete()
        ReportsAround.objects.bulk_create(
            ReportsAround(
                participant=row,
                force=by.code,
                member=member,
                reports_before=one.before,
                reports_recent=one.recent,
                recorded_at=now,
            )
            for member, one in enumerate((own, *alike))
        )
        recorded("counted_before", participant, by, now, alike=len(alike))


def count_after(*, participant: str, window: str, counts: Sequence[int], by: Actor, now: datetime) -> None:
    """Reports in a window from the referral on, of the participant and then of those drawn, in their order.

    In place of what was counted before.
    """
    with transaction.atomic():
        row = locked_for_force(participant, by)
        known = list(row.reports_around.filter(force=by.code).order_by("member"))
        rules.check_later(window, counts, len(known), london_date(row.made_at), london_date(now))
        for one, count in zip(known, counts, strict=True):
            setattr(one, window, count)
        ReportsAround.objects.bulk_update(known, [window])
        recorded("counted_after", participant, by, now, window=window)


def count_known(*, on: date, people: Mapping[int, int], by: Actor, now: datetime) -> None:
    """How many ``people`` had so many reports in the 104 weeks before a day, of all whom the force knew as suspects
    then: those with none, and those who were referred, are among them. In place of what was counted of that day."""
    rules.check_known(on, people, london_date(now))
    if by.kind != FORCE:
        raise NotYours("There is nothing here.", "A force counts whom it knows.")
    with transaction.atomic():
        KnownPeople.objects.filter(force=by.code, on=on).delete()
        KnownPeople.objects.bulk_create(
            KnownPeople(force=by.code, on=on, reports_before=reports, people=many, recorded_at=now)
            for reports, many in people.items()
        )
        recorded("known_counted", f"{by.code} {on.isoformat()}", by, now)
