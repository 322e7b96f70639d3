"""What actions share: a case that is locked, the clock of a key event, what lists show, and the audit entry."""

from dataclasses import asdict
from datetime import date, datetime

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.case_progress.models import Case, KeyEvent
from firstbell.responses.case_progress.queries.standing import has_enhanced_rights, is_closed, line_of, of_force
from firstbell.responses.case_progress.rules.clocks import due_on


def locked_case(reference: str, by: Actor) -> Case:
    """The case, locked until the transaction ends. NotYours where there is none, or it is not open to ``by``."""
    row = Case.objects.select_for_update().filter(of_force(by), reference=reference).first()
    if row is None or is_closed(row, by):
        raise NotYours(f"There is no case {reference}.", "Look at the reference.")
    return row


def start_clock(row: Case, kind: str, on: date, by: Actor, now: datetime) -> int:
    """The victim must be told of this. The number of the event."""
    due = due_on(on, has_enhanced_rights(row))
    return KeyEvent.objects.create(case=row, kind=kind, on=on, due_on=due, by=by.name, recorded_at=now).pk


def note(what: str, row: Case, by: Actor, now: datetime, **details: object) -> None:
    """Keep what lists show of the case, and write the entry in the audit trail.

    Call it last: it looks at all that was entered, and the trail's head stays locked from here on.
    """
    Case.objects.filter(pk=row.pk).update(**asdict(line_of(row)))
    audit.record(by=by, now=now, action=f"case.{what}", subject=row.reference, details=details)
