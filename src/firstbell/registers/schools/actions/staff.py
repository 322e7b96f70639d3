"""Who works at or governs an establishment, where it shares that."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.schools.actions.contacts import UNKNOWN
from firstbell.registers.schools.models import StaffMember
from firstbell.registers.schools.queries.establishments import unknown_urns
from firstbell.registers.schools.rules.people import StaffLine

STATED = ("forenames", "surname", "date_of_birth", "email", "phone", "role")


def record_staff(*, lines: Mapping[int, StaffLine], by: Actor, now: datetime) -> Stored:
    """Add these people, by line of the file, or bring them up to date; one is known at an establishment by name, date
    of birth and e-mail. Those who left are taken out."""
    strangers = unknown_urns({line.urn for line in lines.values()})
    unfit = [(number, "urn", UNKNOWN) for number, line in lines.items() if line.urn in strangers]
    stated = {(line.urn, line.fingerprint): line for line in lines.values() if line.urn not in strangers}
    today = london_date(now)
    with transaction.atomic():
        rows = StaffMember.objects.filter(urn__in={urn for urn, _ in stated})
        known = {(row.urn, row.fingerprint): row for row in rows}
        left = [key for key, line in stated.items() if line.left_on and line.left_on <= today]
        gone = [known[key].pk for key in left if key in known]
        changed = [_row(line) for key, line in stated.items() if key not in left and _differs(known.get(key), line)]
        if changed:
            StaffMember.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["urn", "fingerprint"], update_fields=list(STATED)
            )
        if gone:
            StaffMember.objects.filter(pk__in=gone).delete()
        if changed or gone:
            details = {"urns": sorted({urn for urn, _ in stated}), "kept": len(changed), "left": len(gone)}
            audit.record(by=by, now=now, action="schools.staff", subject="schools:staff", details=details)
    touched = len(changed) + len(gone)
    return Stored(touched, len(lines) - len(unfit) - touched, unfit)


def _row(line: StaffLine) -> StaffMember:
    return StaffMember(urn=line.urn, fingerprint=line.fingerprint, **{name: getattr(line, name) for name in STATED})


def _differs(row: StaffMember | None, line: StaffLine) -> bool:
    return row is None or any(getattr(row, name) != getattr(line, name) for name in STATED)
