"""What an organisation's own system does with the notices to its place: fetches them, acknowledges them (R11, R13)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.rules import Deed
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import for_machine
from firstbell.responses.encompass.rules import status


def note_fetched(*, fetched: Mapping[str, int], by: Actor, now: datetime) -> None:
    """Note that a machine was given these notices: reference to the number of the content that it got.

    Fetching is not opening: a person must still see it, and the chase goes on.
    """
    with transaction.atomic():
        deeds = [Deed("notice.fetched", reference, "", {"content": number}) for reference, number in fetched.items()]
        audit.record_many(by=by, now=now, deeds=deeds)


def note_children_read(*, force: str, reference: str, by: Actor, now: datetime) -> None:
    """Note that a force's machine asked how the children of its incident stand."""
    with transaction.atomic():
        audit.record(by=by, now=now, action="incident.children_read", subject=f"{force}/{reference}")


def acknowledge_from_system(*, reference: str, person: str, seen: int | None = None, by: Actor, now: datetime) -> str:
    """Acknowledge in the name of somebody at the place, whose name in their system's words is kept as the reason.

    ``seen`` is the number of the content that was read, where that is known: an older one than the last is refused. A
    second acknowledgement changes nothing and is not an error. NotYours for a notice that is not to the
    organisation's place; Refused where nobody is named or the notice is closed. The new status.
    """
    if not person.strip():
        raise Refused("An acknowledgement names the person who made it.", "Give the person.")
    with transaction.atomic():
        notice = _to(by, reference)
        if notice.status == status.ACKNOWLEDGED:
            return notice.status
        status.acknowledge(notice.status)
        if seen is not None and seen < notice.disclosures.count():
            raise Refused("New information came after this content.", "Fetch the notice again, and have it read.")
        notice.status, notice.acknowledged_at = status.ACKNOWLEDGED, now
        notice.opened_at = notice.opened_at or now
        notice.next_chase_at = notice.again_at = notice.phone_from = None
        take_step(notice=notice, what="acknowledged", by=by, now=now, why=person.strip())
        return notice.status


def _to(machine: Actor, reference: str) -> Notice:
    """The notice, locked, if it is to the machine's place. One that is another's looks as if there were none."""
    try:
        notice = locked(reference)
    except Refused:
        raise for_machine.no_such_notice(reference) from None
    if not for_machine.is_given_to(notice, machine):
        raise for_machine.no_such_notice(reference)
    return notice
