"""Who at a place is told, in which order, and who must not be (R8, R11)."""

from collections.abc import Iterable
from datetime import datetime

from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import ContactFacts
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.rules import chase, conflict

PASSED = "passed_to_next"
"""The step of one who answered: I am not the right person."""


def owner_of(notice: Notice) -> str:
    """Whose contacts answer for the notice: a URN, an authority's code or a force's name."""
    return notice.urn or notice.authority or notice.force


def contacts_at(notice: Notice, *, now: datetime, policy: ForcePolicy) -> list[ContactFacts]:
    return schools.contacts_of(owner_of(notice), now=now, policy=policy)


def next_for(notice: Notice, *, now: datetime, policy: ForcePolicy) -> list[str]:
    """E-mails still to be told, best first: live and verified ones, then live ones whose verification is old.

    Whoever was told, or answered that they are not the right person, is left out, and so is whoever is tied to a party,
    also where they became a contact, or gave that telephone number, after the notice had left. A re-routed notice goes
    to the person named and to nobody else of the place.
    """
    done = {recipient.lower() for recipient in notice.tellings.values_list("recipient", flat=True)}
    done |= {name.lower() for name in notice.steps.filter(what=PASSED).values_list("by", flat=True)}
    if notice.rerouted_to:
        return [] if notice.rerouted_to.lower() in done else [notice.rerouted_to]
    facts = incidents.facts(notice.incident_id)
    live = [c for c in contacts_at(notice, now=now, policy=policy) if c.live and c.email.lower() not in done]
    free = [c for c in live if not is_tied(notice, facts, [c])]
    return [c.email for c in sorted(free, key=lambda c: (not c.verified, c.rank))]


def is_contact(owner: str, email: str, *, now: datetime, policy: ForcePolicy) -> bool:
    """Whether somebody is a contact of ``owner``, or of the establishment that carries it on."""
    return bool(as_contact(owner, email, now=now, policy=policy))


def as_contact(owner: str, email: str, *, now: datetime, policy: ForcePolicy) -> list[ContactFacts]:
    """What is known of somebody as a contact of ``owner`` or of what carries it on; empty for who is none."""
    owners = {owner, (schools.current_urn(owner).urn or owner) if owner.isdigit() else owner}
    known = (c for one in sorted(owners) for c in schools.contacts_of(one, now=now, policy=policy))
    return [c for c in known if c.email.lower() == email.lower()]


def is_tied(notice: Notice, facts: IncidentFacts, contacts: Iterable[ContactFacts]) -> bool:
    """Whether one of these contacts is tied to a party in a way that nobody at the desk has let pass (R8)."""
    ties = [conflict.blocks_recipient(facts.parties, contact) for contact in contacts]
    whys = {tie.why for tie in ties if tie is not None}
    if not whys:
        return False
    let_pass = notice.holds.filter(code="conflict", ended_at__isnull=False).values_list("reason", flat=True)
    return not all(any(why in reason for reason in let_pass) for why in whys)


def conflicts_at(notice: Notice, facts: IncidentFacts, *, now: datetime, policy: ForcePolicy) -> str:
    """The reasons, in one sentence without names, why this place may not be told; empty where there is none."""
    return conflicts_with(owner_of(notice), facts, now=now, policy=policy)


def conflicts_with(owner: str, facts: IncidentFacts, *, now: datetime, policy: ForcePolicy) -> str:
    """``conflicts_at`` for any establishment (its URN) or authority (its GSS code)."""
    urn = owner if owner.isdigit() else ""
    found = conflict.conflicts(
        parties=facts.parties,
        staff=schools.staff_of(urn) if urn else [],
        contacts=schools.contacts_of(owner, now=now, policy=policy),
        establishment=schools.establishment(urn) if urn else None,
    )
    return " ".join(sorted({each.why for each in found}))


def again_at(notice: Notice, *, now: datetime, policy: ForcePolicy) -> datetime | None:
    """When to show a notice again that left on a day without pupils: the morning of its deadline (R6)."""
    if notice.kind != "establishment":
        return None
    return chase.again_at(now, london_date(notice.due_by), policy, schools.calendar_of(notice.urn))


def next_chase_at(notice: Notice, *, told_at: datetime, policy: ForcePolicy) -> datetime | None:
    """When the notice next needs something if nobody acknowledges it.

    Whoever was told last, at ``told_at``, has some minutes to answer, also where the run comes late.
    """
    assert notice.released_at is not None
    times = chase.rungs(released_at=notice.released_at, due_by=notice.due_by, policy=policy)
    answer_by = told_at + chase.BETWEEN_CONTACTS
    due = [max(times[notice.rung - 1], answer_by)] if notice.rung - 1 < len(times) else []
    if notice.again_at is not None:
        due.append(notice.again_at)
    return min(due, default=None)
