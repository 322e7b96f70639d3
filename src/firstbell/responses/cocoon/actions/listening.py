"""What was heard at a door: sealed as it comes in, and passed on to whoever acts on it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference, reference_for, seal
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.cocoon.models import Heard, Visit
from firstbell.responses.cocoon.queries.sealed import ring
from firstbell.responses.cocoon.rules import listening
from firstbell.responses.cocoon.rules.target import bound_to


def record_heard(
    *,
    campaign: str,
    cell: str,
    position: int,
    kind: str,
    said: str,
    informant: str = "",
    wishes_to_be_named: bool = False,
    safeguarding_path: str = "",
    entry_key: UUID | None = None,
    by: Actor,
    now: datetime,
) -> str:
    """What somebody said at a door that this person visited, and its reference. ``informant`` is who said it.

    ``entry_key`` is the telephone's own: what is sent again under it is kept once, as it was first sent.
    """
    listening.may_be_heard(kind, said, safeguarding_path)
    reference = reference_for("H", entry_key) if entry_key else drawn_reference("H")
    with transaction.atomic():
        if Heard.objects.filter(reference=reference, by=by.name).exists():
            return reference
        visit = _last_visit(campaign, cell, position, by)
        Heard.objects.create(
            reference=reference,
            visit=visit,
            kind=kind,
            said=seal(said.strip(), ring=ring(), bound=bound_to("Heard.said", reference)),
            informant=_named(informant.strip(), reference),
            wishes_to_be_named=wishes_to_be_named,
            safeguarding_path=safeguarding_path,
            status=listening.NEW,
            by=by.name,
            recorded_at=now,
        )
        audit.record(by=by, now=now, action="cocoon.heard", subject=reference, details={"kind": kind})
    return reference


def _last_visit(campaign: str, cell: str, position: int, by: Actor) -> Visit:
    visits = Visit.objects.filter(slot__campaign__reference=campaign, slot__cell__code=cell, position=position)
    last = visits.filter(by=by.name).order_by("-attempt").first()
    if last is None:
        raise NotYours(f"You have recorded no visit at that door of {cell}.", "Record the visit first.")
    return last


def note_heard_read(*, reference: str, by: Actor, now: datetime) -> None:
    """Somebody reads what was heard. NotYours where there is none."""
    with transaction.atomic():
        if not Heard.objects.filter(reference=reference).exists():
            raise NotYours(f"Nothing was heard under {reference}.", "Look at the list of what was heard.")
        audit.record(by=by, now=now, action="cocoon.heard_read", subject=reference)


def pass_on_heard(*, reference: str, to: str, by: Actor, now: datetime) -> None:
    """Somebody else acts on it now: ``to`` says who, as an office or an e-mail."""
    if not to.strip():
        raise Refused("Nobody is named who acts on it.", "Say to whom it goes.")
    _move(reference, listening.PASSED_ON, by, now, to.strip())


def close_heard(*, reference: str, by: Actor, now: datetime) -> None:
    """There is nothing to act on."""
    _move(reference, listening.CLOSED, by, now)


def _move(reference: str, into: str, by: Actor, now: datetime, to: str = "") -> None:
    with transaction.atomic():
        row = Heard.objects.select_for_update().filter(reference=reference).first()
        if row is None or row.status != listening.NEW:
            raise NotYours(f"Nothing waits under {reference}.", "Look at the list of what was heard.")
        if into == listening.CLOSED and row.kind == listening.DISCLOSURE:
            raise Refused("A disclosure is never just closed.", "Pass it on along its safeguarding path.")
        row.status, row.passed_to, row.passed_at = into, to, now
        row.save()
        audit.record(by=by, now=now, action=f"cocoon.heard_{into}", subject=reference)


def _named(informant: str, reference: str) -> str:
    return seal(informant, ring=ring(), bound=bound_to("Heard.informant", reference)) if informant else ""
