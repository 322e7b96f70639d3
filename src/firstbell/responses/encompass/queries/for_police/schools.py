"""A place that is told, as the desk sees it: the register, who answers, when pupils come, and what it was told."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure import areas
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import CalendarDetails, ContactDetails, EstablishmentFacts
from firstbell.responses.encompass.queries.for_police.notices import NoticeRow, notices_at
from firstbell.responses.encompass.queries.for_police.seats import is_at_the_desk
from firstbell.responses.encompass.queries.places import place_names


@dataclass(frozen=True, slots=True)
class SchoolForPolice:
    """``authority`` is its name. ``carried_on_by`` is the URN that the establishment goes on under, if it is closed."""

    facts: EstablishmentFacts
    authority: str
    carried_on_by: str
    contacts: tuple[ContactDetails, ...]
    calendar: CalendarDetails
    notices: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class ContactToVerify:
    """A contact and the place it answers for; ``left`` counts the others that are still to be verified."""

    contact: ContactDetails
    place: str
    telephone: str
    left: int


def school(seat: Seat, urn: str, now: datetime, policy: ForcePolicy) -> SchoolForPolice:
    """The establishment of this URN, open or closed. NotYours for a stranger to the desk, or where there is none."""
    facts = schools.establishment(urn)
    if facts is None or not is_at_the_desk(seat):
        raise NotYours("There is no such establishment.", "Look at the URN.")
    current = schools.current_urn(urn).urn
    return SchoolForPolice(
        facts=facts,
        authority=areas.authority_name(facts.authority) if facts.authority else "",
        carried_on_by=current if current and current != urn else "",
        contacts=tuple(schools.contact_details(urn, now=now, policy=policy)),
        calendar=schools.calendar_details(urn, now=now, bell=policy.bell),
        notices=tuple(notices_at(seat, f"urn:{urn}", now, policy)),
    )


def schools_found(seat: Seat, words: str) -> list[EstablishmentFacts]:
    """At most fifty establishments that the words fit, by name, town, postcode or URN."""
    return schools.search_establishments(words, limit=50) if words.strip() and is_at_the_desk(seat) else []


def contacts_to_verify(seat: Seat, now: datetime, policy: ForcePolicy) -> list[ContactToVerify]:
    """Everybody whose verification is missing, too old, or undone by a bounce, the longest unverified first."""
    if not seat.may("contacts.verify"):
        return []
    found = schools.contacts_to_verify(now, policy)
    keys = {contact.owner: _key(contact.owner) for contact in found}
    names = place_names(keys.values())
    known = schools.establishments([owner for owner in keys if owner.isdigit()])
    return [
        ContactToVerify(
            contact=contact,
            place=names[keys[contact.owner]],
            telephone=(known[contact.owner].telephone or "") if contact.owner in known else "",
            left=len(found) - 1,
        )
        for contact in found
    ]


def contact_to_verify(seat: Seat, number: int, now: datetime, policy: ForcePolicy) -> ContactToVerify:
    """One of them. NotYours where there is none of this number, or somebody has verified it meanwhile."""
    for found in contacts_to_verify(seat, now, policy):
        if found.contact.number == number:
            return found
    raise NotYours("There is no such contact to verify.", "Look at the list.")


def _key(owner: str) -> str:
    if owner.isdigit():
        return f"urn:{owner}"
    return f"force:{owner}" if areas.is_force(owner) else f"authority:{owner}"
