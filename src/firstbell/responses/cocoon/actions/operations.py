"""Operations: proposed, made safe, signed off, ended. None of it touches a campaign, a slot or a visit."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference, seal
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.cocoon.actions.shared import locked_operation
from firstbell.responses.cocoon.models import Operation, Slot
from firstbell.responses.cocoon.queries.sealed import cell_around, home_at, ring
from firstbell.responses.cocoon.rules import gates
from firstbell.responses.cocoon.rules.gates import Standing
from firstbell.responses.cocoon.rules.target import Target, bound_to, home_of


def propose_operation(
    *,
    incident: int,
    basis: str,
    basis_reason: str = "",
    asked_at: datetime | None = None,
    exclusions: str = "",
    quiet_until: date | None = None,
    quiet_why: str = "",
    by: Actor,
    now: datetime,
) -> str:
    """An operation for the victim of this incident (Firstbell's number), and its reference.

    ``asked_at`` is when the victim was asked (now, unless said); ``exclusions`` are people who must hear of nothing.
    NotYours for an incident that is closed to ``by``. Refused where the home is in no cell.
    """
    gates.may_propose(
        basis=basis, basis_reason=basis_reason, quiet_until=quiet_until, quiet_why=quiet_why, on=london_date(now)
    )
    with transaction.atomic():
        reference = drawn_reference("OC")
        Operation.objects.create(
            reference=reference,
            basis=basis,
            basis_reason=basis_reason.strip(),
            asked_at=asked_at or now,
            officer=by.name,
            proposed_at=now,
            target=_sealed("target", reference, _target(incident, by).as_text()),
            status=gates.PROPOSED,
            exclusions=_sealed("exclusions", reference, exclusions.strip()) if exclusions.strip() else "",
            quiet_until=quiet_until,
            quiet_why=quiet_why,
        )
        _record("proposed", reference, by, now)
    return reference


def confirm_safety(*, reference: str, by: Actor, now: datetime) -> None:
    """An advocate says that the victim has a safety plan for this."""
    with transaction.atomic():
        row = locked_operation(reference)
        gates.may_confirm(standing_of(row), by.name)
        row.status, row.plan_confirmed_by, row.plan_confirmed_at = gates.CONFIRMED, by.name, now
        row.save()
        _record("safety_confirmed", reference, by, now)


def sign_off(*, reference: str, by: Actor, now: datetime) -> None:
    """A supervisor who did nothing else for it lets it stand."""
    with transaction.atomic():
        row = locked_operation(reference)
        gates.may_sign_off(standing_of(row), by.name, london_date(now))
        row.status, row.signed_off_by, row.signed_off_at = gates.SIGNED_OFF, by.name, now
        row.save()
        _record("signed_off", reference, by, now)


def withdraw_operation(*, reference: str, why: str, by: Actor, now: datetime) -> None:
    """The victim changed their mind: nothing more is recorded on it, and no slot changes."""
    _end(reference, gates.WITHDRAWN, why, by=by, now=now)


def end_operation(*, reference: str, by: Actor, now: datetime) -> None:
    """What was to be done for it is done."""
    _end(reference, gates.OVER, "", by=by, now=now)


def _end(reference: str, into: str, why: str, *, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        row = locked_operation(reference)
        gates.may_end(standing_of(row))
        end(row, into, now, why)
        _record(into, reference, by, now)


def end(row: Operation, into: str, now: datetime, why: str = "") -> None:
    row.status, row.ended_at, row.ended_why = into, now, why.strip()
    row.save()


def standing_of(row: Operation) -> Standing:
    """The operation as the gates see it. Who walks anywhere cannot sign: where it is for does not come into it."""
    pairs = Slot.objects.exclude(day=None).values_list("pair", flat=True)
    return Standing(
        row.reference,
        row.status,
        row.officer,
        row.plan_confirmed_by,
        row.quiet_until,
        row.quiet_why,
        frozenset(name for pair in pairs for name in pair),
    )


def _target(incident: int, by: Actor) -> Target:
    known = incidents.facts_many([incident]).get(incident)
    if known is None or incidents.is_closed_to(incident, by.name):
        raise NotYours("There is no such incident.", "Look at the reference.")
    uprn = home_at(home_of(known))
    if uprn is None:
        raise Refused(
            "The victim's home is not in the register of homes.", "Have its address put right on the incident."
        )
    cell = cell_around(uprn)
    if cell is None:
        raise Refused("The victim's home is in no cell.", "Offer what is named for homes that cannot be visited.")
    return Target(uprn, cell, incident)


def _sealed(field: str, reference: str, text: str) -> str:
    return seal(text, ring=ring(), bound=bound_to(f"Operation.{field}", reference))


def _record(what: str, reference: str, by: Actor, now: datetime) -> None:
    audit.record(by=by, now=now, action=f"cocoon.operation_{what}", subject=reference)
