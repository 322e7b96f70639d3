"""Who answers for an establishment, an authority or a force; and who works there."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools.models import Contact, Establishment, StaffMember
from firstbell.registers.schools.queries.establishments import (
    current_urn,
    open_establishments,
    predecessors_all,
    predecessors_alone,
    unopened_urns,
)
from firstbell.registers.schools.rules import ContactDetails, ContactFacts, EstablishmentFacts, StaffFacts
from firstbell.registers.schools.rules.people import fold_name, is_away, is_verified

HEAD_ROLE = "head (school register)"


def contacts_of(owner: str, *, now: datetime, policy: ForcePolicy) -> list[ContactFacts]:
    """Who is told at ``owner`` (a URN, a GSS code, a force as police.uk names it), in order of rank.

    An establishment without contacts of its own has those of the one it carries on, which count as unverified.
    """
    today = london_date(now)
    return [
        _facts(row, today, policy, heir="" if row.owner == owner else owner) for row in _in_order(kept_under(owner))
    ]


def contact_details(owner: str, *, now: datetime, policy: ForcePolicy) -> list[ContactDetails]:
    """``contacts_of`` with all that a page shows of each."""
    today = london_date(now)
    return [_details(row, owner, today, policy) for row in _in_order(kept_under(owner))]


def kept_under(owner: str) -> str:
    """Whose contacts are told for ``owner``: its own, or those of the establishment it carries on while it has none."""
    names = [owner, *(predecessors_alone(owner) if owner.isdigit() else ())]
    having = set(Contact.objects.filter(owner__in=names).values_list("owner", flat=True))
    return next((name for name in names if name in having), owner)


def contact_by_email(
    email: str, *, now: datetime | None = None, policy: ForcePolicy | None = None
) -> list[ContactFacts]:
    """Every place that this address is a contact of, in whatever case it is written.

    Without ``now`` and ``policy`` nobody is away and no verification is too old.
    """
    today = london_date(now) if now else None
    rows = Contact.objects.filter(email=email.strip().lower()).order_by("owner")
    return [_facts(row, today, policy) for row in rows]


def unverified_contacts(now: datetime, policy: ForcePolicy) -> list[ContactFacts]:
    """Contacts whose last verification is too old, missing, or undone by a bounce, by owner and rank."""
    rows = Contact.objects.order_by("owner", "rank", "id").iterator(chunk_size=2000)
    today = london_date(now)
    facts = (_facts(row, today, policy) for row in rows)
    return [contact for contact in facts if not contact.verified]


def contacts_to_verify(now: datetime, policy: ForcePolicy) -> list[ContactDetails]:
    """``unverified_contacts`` with all that a page shows of each, the longest unverified first, bounces before all."""
    today = london_date(now)
    rows = Contact.objects.order_by("verified_on", "owner", "rank", "id")
    found = (_details(row, row.owner, today, policy) for row in rows)
    return sorted(
        (contact for contact in found if not contact.verified),
        key=lambda one: (one.bounced_at is None, one.verified_on or date.min),
    )


def establishments_without_contact(authorities: Collection[str] | None = None) -> Iterator[EstablishmentFacts]:
    """Open establishments, of these authorities or of all, that have nobody whose address is known to work."""
    owners = set(Contact.objects.filter(bounced_at=None).values_list("owner", flat=True).distinct())
    heirs = {heir for owner in unopened_urns(owners) if (heir := current_urn(owner).urn)}
    covered = owners | {heir for heir in heirs if not owners.isdisjoint(predecessors_alone(heir))}
    return (facts for facts in open_establishments(authorities) if facts.urn not in covered)


def staff_of(urn: str) -> list[StaffFacts]:
    """Who works at or governs the establishment: its own list, those of every establishment that became part of it, and
    the head whom the school register names, unless the list has that name."""
    places = {urn, *predecessors_all(urn)}
    listed = [_staff(row, urn) for row in StaffMember.objects.filter(urn__in=places).order_by("id")]
    return listed + _head(urn, {fold_name(f"{one.forenames} {one.surname}") for one in listed})


def _head(urn: str, listed: set[str]) -> list[StaffFacts]:
    names = Establishment.objects.filter(urn=urn).values_list("head_forename", "head_surname").first()
    if names is None or not names[1] or fold_name(" ".join(names)) in listed:
        return []
    return [StaffFacts(urn, names[0], names[1], None, "", "", HEAD_ROLE)]


def _in_order(owner: str) -> Iterator[Contact]:
    return Contact.objects.filter(owner=owner).order_by("rank", "id").iterator()


def _facts(row: Contact, today: date | None, policy: ForcePolicy | None, heir: str = "") -> ContactFacts:
    works = row.bounced_at is None
    away = today is not None and is_away(today, row.away_from, row.away_until)
    recent = (
        is_verified(today, row.verified_on, policy.contact_valid_days) if today and policy else bool(row.verified_on)
    )
    return ContactFacts(
        owner=heir or row.owner,
        rank=row.rank,
        role=row.role,
        name=row.name,
        email=row.email,
        phone=row.phone,
        live=works and not away,
        verified=recent and works and not heir,
    )


def _details(row: Contact, owner: str, today: date, policy: ForcePolicy) -> ContactDetails:
    inherited = row.owner != owner
    facts = _facts(row, today, policy, heir=owner if inherited else "")
    return ContactDetails(
        number=row.pk,
        owner=owner,
        rank=row.rank,
        role=row.role,
        name=row.name,
        email=row.email,
        phone=row.phone,
        hours=row.hours,
        holiday_cover=row.holiday_cover,
        verified_on=row.verified_on,
        bounced_at=row.bounced_at,
        away_from=row.away_from,
        away_until=row.away_until,
        away=is_away(today, row.away_from, row.away_until),
        live=facts.live,
        verified=facts.verified,
        inherited=inherited,
    )


def _staff(row: StaffMember, urn: str) -> StaffFacts:
    return StaffFacts(urn, row.forenames, row.surname, row.date_of_birth, row.email, row.phone, row.role)
