"""Who is told: adding them, and what becomes of their addresses."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.registers.schools.models import Contact
from firstbell.registers.schools.queries.establishments import unknown_urns
from firstbell.registers.schools.rules.people import ContactLine, still_bounces

STATED = ("rank", "role", "name", "phone", "hours", "holiday_cover", "away_from", "away_until")
UNKNOWN = "is not on the school register; take in the establishments first"


def record_contacts(*, lines: Mapping[int, ContactLine], by: Actor, now: datetime) -> Stored:
    """Add these contacts, by line of the file, or bring them up to date: one is known by owner and e-mail.

    A verification on file that is later than the line's stays. A later verification than the last bounce ends it.
    """
    strangers = unknown_urns({line.owner for line in lines.values() if line.owner.isdigit()})
    unfit = [(number, "urn", UNKNOWN) for number, line in lines.items() if line.owner in strangers]
    stated: dict[tuple[str, str], ContactLine] = {}
    for number, line in lines.items():
        if line.owner in strangers:
            continue
        if (line.owner, line.email) in stated:
            unfit.append((number, "email", "is on an earlier line of this file for the same urn"))
        else:
            stated[line.owner, line.email] = line
    with transaction.atomic():
        changed = _changed(list(stated.values()))
        if changed:
            fields = [*STATED, "verified_on", "bounced_at"]
            Contact.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["owner", "email"], update_fields=fields
            )
            owners = sorted({row.owner for row in changed})
            audit.record(
                by=by, now=now, action="schools.contacts", subject="schools:contacts", details={"owners": owners}
            )
    return Stored(len(changed), len(stated) - len(changed), unfit)


def mark_contact_bounced(*, email: str, by: Actor, now: datetime) -> int:
    """A message to this address came back: nobody is told there until it is verified. Returns how many contacts."""
    with transaction.atomic():
        rows = Contact.objects.select_for_update().filter(email=email.strip().lower(), bounced_at=None).order_by("id")
        owners = [row.owner for row in rows]
        rows.update(bounced_at=now)
        for owner in owners:
            audit.record(by=by, now=now, action="schools.contact_bounced", subject=f"contacts:{owner}")
    return len(owners)


def mark_contact_verified(*, owner: str, email: str, by: Actor, now: datetime) -> None:
    """Somebody made sure that this contact is right and reads this address. Refused where there is no such contact."""
    with transaction.atomic():
        found = Contact.objects.filter(owner=owner, email=email.strip().lower())
        if not found.update(verified_on=london_date(now), bounced_at=None):
            raise Refused(f"{owner} has no contact with this address.", "Take in its contacts first.")
        audit.record(by=by, now=now, action="schools.contact_verified", subject=f"contacts:{owner}")


def _changed(lines: Sequence[ContactLine]) -> list[Contact]:
    """The rows to write, each without its number so that the upsert goes by owner and e-mail."""
    known = {(row.owner, row.email): row for row in Contact.objects.filter(owner__in={line.owner for line in lines})}
    changed = []
    for line in lines:
        row = known.get((line.owner, line.email))
        verified_on = _later(line.verified_on, row.verified_on if row else None)
        bounced_at = row.bounced_at if row and still_bounces(verified_on, row.bounced_at) else None
        values = {name: getattr(line, name) for name in STATED} | {"verified_on": verified_on, "bounced_at": bounced_at}
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            changed.append(Contact(owner=line.owner, email=line.email, **values))
    return changed


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other
