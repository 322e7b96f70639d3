"""Opening a seal: an entry, an alarm to somebody else, and a line in the list of openings, before anything is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.premises import queries as premises
from firstbell.responses.cocoon.actions.shared import tell
from firstbell.responses.cocoon.models import Heard, Operation, SealOpening
from firstbell.responses.cocoon.queries.sealed import exclusions_of, informant_of, target_of
from firstbell.responses.cocoon.rules.alarms import who_hears


@dataclass(frozen=True, slots=True)
class Opened:
    """What was under a seal: an operation's home, cell, incident, exclusions; or an ``informant``, the rest empty."""

    reference: str
    uprn: int | None = None
    printed: str = ""
    cell: str = ""
    incident: str = ""
    exclusions: str = ""
    informant: str = ""


def open_seal(*, reference: str, why: str, by: Actor, now: datetime, policy: ForcePolicy) -> Opened:
    """Open the seal of an operation (``OC-``), or of an informant (``H-``). Refused where nobody would be told."""
    if not why.strip():
        raise Refused("A seal is opened for a reason.", "Say why you need to know.")
    if not (told := who_hears(policy, by.name)):
        raise Refused(
            "Nobody else would hear of it.", "Have an administrator name who hears of Cocoon's alarms in force.toml."
        )
    with transaction.atomic():
        operation = Operation.objects.select_for_update().filter(reference=reference).first()
        opened = _of_operation(operation, by) if operation else _of_heard(reference)
        opening = SealOpening.objects.create(
            operation=operation, reference=reference, by=by.name, why=why.strip(), at=now, told=told
        )
        audit.record(by=by, now=now, action="cocoon.seal_opened", subject=reference, details={"told": len(told)})
        tell(to=told, reference=reference, occasion=f"opened-{opening.pk}", by=by, now=now)
    return opened


def _of_operation(row: Operation, by: Actor) -> Opened:
    target = target_of(row)
    if incidents.is_closed_to(target.incident, by.name):
        raise NotYours(f"There is no operation {row.reference}.", "Look at the reference.")
    printed = [door.printed for door in premises.doors_of([target.uprn])]
    return Opened(
        row.reference,
        uprn=target.uprn,
        printed="".join(printed),
        cell=target.cell,
        incident=incidents.facts(target.incident).reference,
        exclusions=exclusions_of(row) if row.exclusions else "",
    )


def _of_heard(reference: str) -> Opened:
    row = Heard.objects.filter(reference=reference).exclude(informant="").first()
    if row is None:
        raise NotYours(f"Nothing is sealed under {reference}.", "Look at the reference.")
    return Opened(reference, informant=informant_of(row))
