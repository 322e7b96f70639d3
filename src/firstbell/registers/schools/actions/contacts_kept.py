"""Contacts, kept one by one by people of the place itself."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.schools.actions.contacts import STATED
from firstbell.registers.schools.actions.keeping import refuse_strangers
from firstbell.registers.schools.models import Contact
from firstbell.registers.schools.queries.contacts import kept_under
from firstbell.registers.schools.rules.keeping import refusal_of
from firstbell.registers.schools.rules.people import ContactLine, contact_from, is_away

GONE = "Somebody may have taken it away meanwhile; look at the list again."


def keep_contact(
    *,
    owner: str,
    email: str,
    name: str,
    role: str,
    rank: int,
    phone: str = "",
    hours: str = "",
    holiday_cover: str = "",
    away_from: date | None = None,
    away_until: date | None = None,
    number: int | None = None,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> int:
    """Add somebody who is told, or change them; answers their number. A new or changed address is unverified.

    ``number`` says who is changed (``ContactDetails.number``); without it, whoever of ``owner`` has this e-mail.
    Refused for what cannot be right, NotYours where ``by`` does not act for the place. Contacts that the place has from
    the establishment it carries on become its own, unverified, so that changing one does not lose the others.
    """
    days = {"away_from": away_from, "away_until": away_until}
    texts = {"name": name, "phone": phone, "hours": hours, "holiday_cover": holiday_cover}
    line = _line({"urn": owner, "email": email, "role": role, "rank": str(rank), **texts}, days, london_date(now))
    with transaction.atomic():
        refuse_strangers(owner, by, policy)
        row = _meant(owner, line.email, number)
        addressed = row.email != line.email
        for column in STATED:
            setattr(row, column, getattr(line, column))
        if addressed:
            row.email, row.verified_on, row.bounced_at = line.email, None, None
        new = row.pk is None
        row.save()
        details = {"contact": row.pk, "new": new, "new_address": addressed, "rank": rank, "role": line.role}
        audit.record(by=by, now=now, action="schools.contact_kept", subject=f"contacts:{owner}", details=details)
    return row.pk


def remove_contact(*, owner: str, email: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Tell this person no longer. Refused for the last one who can be told today: a place is never without anybody."""
    with transaction.atomic():
        refuse_strangers(owner, by, policy)
        rows = _own(owner)
        leaving = next((row for row in rows if row.email == email.strip().lower()), None)
        if leaving is None:
            raise Refused("There is no such contact.", GONE)
        today = london_date(now)
        if _can_be_told(leaving, today) and not any(_can_be_told(row, today) for row in rows if row is not leaving):
            raise Refused("This is the last contact who can be told.", "Add somebody else first.")
        details = {"contact": leaving.pk, "rank": leaving.rank, "role": leaving.role}
        leaving.delete()
        audit.record(by=by, now=now, action="schools.contact_removed", subject=f"contacts:{owner}", details=details)


def _line(texts: dict[str, str], days: dict[str, date | None], today: date) -> ContactLine:
    """The form's fields read as a line of a file is, so that both hold to one rule."""
    row = {name: " ".join(text.split()) for name, text in texts.items()}
    row |= {name: day.isoformat() for name, day in days.items() if day}
    try:
        if not row["name"]:
            raise Unfit("name", "is empty")
        return contact_from(row, today)
    except Unfit as unfit:
        raise refusal_of(unfit) from None


def _own(owner: str) -> list[Contact]:
    """The place's contacts, locked; those it has from an earlier establishment made its own."""
    rows = Contact.objects.select_for_update().filter(owner=kept_under(owner)).order_by("rank", "id")
    return [row if row.owner == owner else _carried_over(row, owner) for row in rows]


def _carried_over(row: Contact, owner: str) -> Contact:
    row.pk, row.owner, row.verified_on = None, owner, None
    row.save(force_insert=True)
    return row


def _meant(owner: str, email: str, number: int | None) -> Contact:
    addresses = dict(Contact.objects.filter(owner=kept_under(owner)).values_list("id", "email"))
    rows = {row.email: row for row in _own(owner)}
    if number is None:
        return rows.get(email) or Contact(owner=owner)
    row = rows.get(addresses.get(number, ""))
    if row is None:
        raise Refused("There is no such contact.", GONE)
    if email != row.email and email in rows:
        raise Refused("Somebody else here has this e-mail address.", "Change that contact, or take it away first.")
    return row


def _can_be_told(row: Contact, today: date) -> bool:
    return row.bounced_at is None and not is_away(today, row.away_from, row.away_until)
