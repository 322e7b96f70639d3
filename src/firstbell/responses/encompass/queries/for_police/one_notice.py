"""One notice as the desk sees it: its state, who was told and when, who may still be, and what may be done now."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import ContactFacts
from firstbell.responses.encompass.models import Hold, Notice
from firstbell.responses.encompass.queries import disclosures, noticed, recipients
from firstbell.responses.encompass.queries.for_police.notices import hold_state
from firstbell.responses.encompass.queries.for_police.people import as_people_write, who
from firstbell.responses.encompass.queries.for_police.seats import may_open
from firstbell.responses.encompass.queries.places import place_name
from firstbell.responses.encompass.rules import conflict, status
from firstbell.responses.encompass.rules.desk_words import FOUND_BY, HOLDS, OUTCOMES, STATES, step
from firstbell.responses.encompass.rules.disclosure import FIELDS


@dataclass(frozen=True, slots=True)
class TellingSeen:
    """One message about the notice. ``outcome`` is the notice's own word, ``message`` what delivery says of it."""

    key: str
    to: str
    name: str
    rung: str
    queued_at: datetime
    outcome: str
    message: str
    trouble: str


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """``lacks`` is ``unapproved``, ``expired``, ``asks`` or empty, for a hold that still stands."""

    code: str
    title: str
    reason: str
    placed_by: str
    placed_at: datetime
    until: datetime | None
    approved_by: str
    ended_by: str
    ended_at: datetime | None
    lacks: str


@dataclass(frozen=True, slots=True)
class StepSeen:
    at: datetime
    what: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticeForPolice:
    """``seen`` goes back with every decision: it says what the reader saw. ``may`` are the decisions that are open now:
    ``hold``, ``approve``, ``release``, ``reroute``, ``withdraw``, ``telephone``, ``hand_over``."""

    reference: str
    seen: str
    incident_id: int
    incident_reference: str
    incident_version: int
    child: str
    child_name: str
    place: str
    kind: str
    urn: str
    status: str
    state: str
    due_by: datetime
    calendar_known: bool
    why: str
    found_by: tuple[str, ...]
    decided_by: str
    updates: int
    rerouted_to: str
    telephone_since: datetime | None
    times: tuple[tuple[str, datetime], ...]
    says: tuple[tuple[str, str], ...]
    said_at: datetime | None
    tellings: tuple[TellingSeen, ...]
    steps: tuple[StepSeen, ...]
    holds: tuple[HoldSeen, ...]
    contacts: tuple[ContactFacts, ...]
    alternatives: tuple[ContactFacts, ...]
    may: frozenset[str]

    @property
    def hold(self) -> HoldSeen | None:
        """The hold that stands."""
        return next((hold for hold in self.holds if hold.ended_at is None), None)


def notice(seat: Seat, reference: str, now: datetime, policy: ForcePolicy) -> NoticeForPolice:
    """The notice of this reference. NotYours for a stranger to the desk, or where its incident is closed to one."""
    row = _row(seat, reference)
    facts = incidents.facts(row.incident_id)
    contacts = tuple(recipients.contacts_at(row, now=now, policy=policy))
    says, said_at = _said(row, facts, policy)
    holds = tuple(_hold(hold, now) for hold in row.holds.order_by("-id"))
    return NoticeForPolice(
        reference=row.reference,
        seen=noticed.state_of(row),
        incident_id=row.incident_id,
        incident_reference=row.incident.reference,
        incident_version=row.incident_version,
        child=row.person_id,
        child_name=_child_name(facts, row.person_id),
        place=place_name(row.place),
        kind=row.kind,
        urn=row.urn,
        status=row.status,
        state=STATES[row.status],
        due_by=row.due_by,
        calendar_known=row.calendar_known,
        why=as_people_write(row.why),
        found_by=tuple(FOUND_BY.get(rank, str(rank)) for rank in row.found_by),
        decided_by=row.decided_by,
        updates=row.updates,
        rerouted_to=row.rerouted_to,
        telephone_since=row.phone_from if row.status in status.AWAITING_ANSWER else None,
        times=_times(row),
        says=says,
        said_at=said_at,
        tellings=_tellings(row, contacts),
        steps=tuple(
            StepSeen(one.at, step(one.what), who(one.by), as_people_write(one.why)) for one in row.steps.order_by("-id")
        ),
        holds=holds,
        contacts=contacts,
        alternatives=_alternatives(row, facts, contacts, now, policy),
        may=_may(row, holds, seat),
    )


def incident_of(seat: Seat, reference: str) -> tuple[int, str]:
    """The incident that a notice is about, and the child in it, to be asked before anything is shown.

    NotYours for a stranger to the desk. Whether the record is closed is for ``incidents.actions.open_record`` to say.
    """
    found = Notice.objects.filter(reference=reference).values_list("incident_id", "person_id").first()
    if found is None or not seat.may("desk.read"):
        raise NotYours(f"There is no notice {reference}.", "Look at the reference.")
    return found


def _row(seat: Seat, reference: str) -> Notice:
    row = Notice.objects.select_related("incident").filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no notice {reference}.", "Look at the reference.")
    may_open(seat, row.incident_id)
    return row


def _child_name(facts: IncidentFacts, person_id: str) -> str:
    exposure = disclosures.exposure_of(facts, person_id)
    return f"{exposure.child.person.forenames} {exposure.child.person.surname}".strip() if exposure else ""


def _times(row: Notice) -> tuple[tuple[str, datetime], ...]:
    stages = {
        "Drafted": row.created_at,
        "Released": row.released_at,
        "Sent": row.sent_at,
        "Delivered": row.delivered_at,
        "Opened": row.opened_at,
        "Acknowledged": row.acknowledged_at,
        "Closed": row.closed_at,
    }
    return tuple((name, moment) for name, moment in stages.items() if moment)


def _said(
    row: Notice, facts: IncidentFacts, policy: ForcePolicy
) -> tuple[tuple[tuple[str, str], ...], datetime | None]:
    """What the notice says, as it was last disclosed, or as it would be if it left now."""
    last = row.disclosures.order_by("-number").first()
    content = last.content if last else disclosures.content_for(facts, row.person_id, policy)
    return tuple((FIELDS[name], _words(value)) for name, value in content.items()), last.at if last else None


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)


def _tellings(row: Notice, contacts: tuple[ContactFacts, ...]) -> tuple[TellingSeen, ...]:
    names = {contact.email.lower(): contact.name for contact in contacts}
    sent = list(row.tellings.order_by("-id"))
    messages = delivery.messages([telling.key for telling in sent])
    found = []
    for telling in sent:
        message = messages.get(telling.key)
        found.append(
            TellingSeen(
                key=telling.key,
                to=telling.recipient,
                name=names.get(telling.recipient.lower(), ""),
                rung=telling.rung,
                queued_at=telling.queued_at,
                outcome=OUTCOMES.get(telling.outcome, telling.outcome),
                message=message.status if message else "",
                trouble=message.failed_reason if message else "",
            )
        )
    return tuple(found)


def _hold(hold: Hold, now: datetime) -> HoldSeen:
    return HoldSeen(
        code=hold.code,
        title=HOLDS.get(hold.code, hold.code),
        reason=hold.reason,
        placed_by=who(hold.placed_by),
        placed_at=hold.placed_at,
        until=hold.until,
        approved_by=hold.approved_by,
        ended_by=hold.ended_by,
        ended_at=hold.ended_at,
        lacks=hold_state(hold, now) if hold.ended_at is None else "",
    )


def _alternatives(
    row: Notice, facts: IncidentFacts, contacts: tuple[ContactFacts, ...], now: datetime, policy: ForcePolicy
) -> tuple[ContactFacts, ...]:
    """To whom it may go instead: contacts of the place and of its authority who are not tied to a party."""
    establishment = schools.establishment(row.urn) if row.urn else None
    above = establishment.authority if establishment else None
    further = schools.contacts_of(above, now=now, policy=policy) if above else []
    known = {contact.email.lower(): contact for contact in (*further, *contacts)}
    return tuple(
        contact
        for contact in known.values()
        if contact.live
        and contact.email.lower() != row.rerouted_to.lower()
        and not conflict.blocks_recipient(facts.parties, contact)
    )


_DECISIONS = {
    "hold": status.hold,
    "release": status.release,
    "reroute": status.reroute,
    "withdraw": status.withdraw,
    "hand_over": status.hand_over,
}


def _may(row: Notice, holds: tuple[HoldSeen, ...], seat: Seat) -> frozenset[str]:
    """What the rules allow now; who asks again when it is done."""
    if not seat.may("desk.decide"):
        return frozenset()
    hold = next((one for one in holds if one.ended_at is None), None)
    open_now = {name for name, rule in _DECISIONS.items() if _allows(rule, row.status)}
    if hold is None:
        open_now.discard("release")
    elif hold.code == "protected":
        open_now -= {"release", "reroute"}
    if hold is not None and hold.lacks == "unapproved" and hold.placed_by.lower() != seat.email.lower():
        open_now.add("approve")
    if hold is not None and hold.code == "person":
        open_now.discard("hold")
    if row.kind == "force":
        return frozenset(open_now & {"withdraw", "hand_over"})
    if row.status in status.AWAITING_ANSWER or (hold is not None and hold.code == "no_contact"):
        open_now.add("telephone")
    return frozenset(open_now - {"hand_over"})


def _allows(rule: object, now_is: str) -> bool:
    assert callable(rule)
    try:
        rule(now_is)
    except Refused:
        return False
    return True
