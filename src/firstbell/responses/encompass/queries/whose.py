"""Whose a notice is: of the place it went to, and there of the people who answer (R8, R11)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import ContactFacts
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import recipients

ON_BEHALF = "contact"
"""Whoever answers in a contact's name (an administrator) acts for whatever place the contact belongs to."""


def at_place_of(actor: Actor) -> Q:
    """The notices that went to the actor's place, whatever its URN was then, or by name to the actor (re-routed)."""
    return Q(rerouted_to__iexact=actor.name) | (Q(rerouted_to="") & _sent_to(actor))


def _sent_to(actor: Actor) -> Q:
    if actor.kind == "authority":
        return Q(kind="authority", authority=actor.code)
    if actor.kind == ON_BEHALF:
        return Q(kind__in=("establishment", "authority"))
    return Q(kind="establishment", urn__in=urns_of(actor))


def urns_of(actor: Actor) -> set[str]:
    """Every URN under which the actor's establishments go or went; empty for other organisations."""
    return {urn for own in establishments_of(actor) for urn in earlier_and_now(own)}


def establishments_of(actor: Actor) -> list[str]:
    """The URNs that the actor acts for: its own, or those of a trust's schools."""
    if actor.kind == "trust":
        return [one.urn for one in schools.establishments_of_trust(actor.code)]
    return [actor.code] if actor.kind == "establishment" else []


def current(urn: str) -> str:
    """The open establishment meant by the URN today; itself where none or several carry it on."""
    return schools.current_urn(urn).urn or urn


def earlier_and_now(urn: str) -> set[str]:
    """The URN, the one that carries it on, and all that this one carries on."""
    here = current(urn)
    earlier = {before for before in schools.predecessors_all(here) if current(before) == here}
    return {urn, here} | earlier


class Answering:
    """Who answers for which notice, each place looked up once.

    A re-routed notice is the named person's alone. Any other is for the contacts of its place, but for one who is tied
    to a party, whenever they became so.
    """

    def __init__(self, actor: Actor, now: datetime, policy: ForcePolicy) -> None:
        self.actor, self.now, self.policy = actor, now, policy
        self._known: dict[str, list[ContactFacts]] = {}

    def may(self, notice: Notice, facts: IncidentFacts) -> bool:
        if notice.rerouted_to:
            return notice.rerouted_to.lower() == self.actor.name.lower()
        contacts = self._as_contact(recipients.owner_of(notice))
        return bool(contacts) and not recipients.is_tied(notice, facts, contacts)

    def _as_contact(self, owner: str) -> list[ContactFacts]:
        if owner not in self._known:
            found = recipients.as_contact(owner, self.actor.name, now=self.now, policy=self.policy)
            self._known[owner] = found
        return self._known[owner]


def those_for(notices: Iterable[Notice], actor: Actor, *, now: datetime, policy: ForcePolicy) -> list[int]:
    """The ids of those notices that the actor answers for."""
    asked, answering = list(notices), Answering(actor, now, policy)
    facts = incidents.facts_many({notice.incident_id for notice in asked})
    return [notice.pk for notice in asked if answering.may(notice, facts[notice.incident_id])]


def answers_for(notice: Notice | None, actor: Actor, *, now: datetime, policy: ForcePolicy) -> bool:
    if notice is None or notice.released_at is None:
        return False
    return Answering(actor, now, policy).may(notice, incidents.facts(notice.incident_id))


def not_yours(reference: str) -> NotYours:
    return NotYours(
        f"There is no notice {reference} for you.", "Check the reference, and for which place you are acting."
    )
