"""What is held of pupils on rolls, of contacts and of staff, for somebody who asks what is held about them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.subject_access.queries import bears, in_words, items_of
from firstbell.foundations.subject_access.rules.items import (
    ADDRESS,
    BIRTH,
    CONTACT,
    FREE,
    HAPPENED,
    NAME,
    SCHOOL,
    Candidate,
    Item,
    Telling,
    Told,
)
from firstbell.registers.schools.models import Contact, RollChange, RollEntry, StaffMember

ROLL_ENTRY: Telling = {
    **dict.fromkeys(("fingerprint", "person", "name_key")),
    **dict.fromkeys(("upn", "forenames", "known_as", "surname", "previous_surname"), Told(NAME)),
    **dict.fromkeys(("date_of_birth", "sex"), Told(BIRTH)),
    **dict.fromkeys(("address_line_1", "address_line_2", "town", "postcode", "uprn"), Told(ADDRESS)),
    **dict.fromkeys(("urn", "entry_date", "leaving_date", "education"), Told(SCHOOL)),
}
ROLL_CHANGE: Telling = {
    **dict.fromkeys(("person", "name_key")),
    **dict.fromkeys(("postcode_before", "postcode_after"), Told(ADDRESS)),
    **dict.fromkeys(("places_before", "places_after"), Told(SCHOOL)),
    **dict.fromkeys(("kind", "as_of"), HAPPENED),
}
CONTACT_OF_A_PLACE: Telling = {
    "name": Told(NAME),
    **dict.fromkeys(("email", "phone", "hours"), Told(CONTACT)),
    **dict.fromkeys(("owner", "role", "away_from", "away_until"), HAPPENED),
    "holiday_cover": FREE,
}
STAFF_MEMBER: Telling = {
    "fingerprint": None,
    **dict.fromkeys(("forenames", "surname"), Told(NAME)),
    "date_of_birth": Told(BIRTH),
    **dict.fromkeys(("email", "phone"), Told(CONTACT)),
    **dict.fromkeys(("urn", "role"), HAPPENED),
}


def pupils_named(*, name: str, born: date | None) -> tuple[Candidate, ...]:
    """Pupils of any roll whom both fit, each once. Nothing without a date of birth: a roll has too many namesakes."""
    if born is None or not name.split():
        return ()
    theirs = bears(name, "forenames", "known_as", "surname", "previous_surname")
    found = {row.person: row for row in RollEntry.objects.filter(theirs, date_of_birth=born).order_by("pk")}
    return tuple(
        Candidate("pupil", row.person, "", _whole(row), in_words(born), "pupil on an education roll")
        for row in found.values()
    )


def contacts_named(*, name: str) -> tuple[Candidate, ...]:
    """Contacts of places by a part of their name."""
    rows = Contact.objects.filter(bears(name, "name")).order_by("pk")
    return tuple(Candidate("contact", str(row.pk), row.owner, row.name, "", f"contact of {row.owner}") for row in rows)


def staff_named(*, name: str, born: date | None) -> tuple[Candidate, ...]:
    """Staff and governors of places, with this date of birth or with none."""
    fits = Q(date_of_birth=born) | Q(date_of_birth=None)
    rows = StaffMember.objects.filter(bears(name, "forenames", "surname"), fits)
    return tuple(
        Candidate("staff", str(row.pk), row.urn, _whole(row), in_words(row.date_of_birth), f"staff of {row.urn}")
        for row in rows.order_by("pk")
    )


def about_pupil(person: str) -> tuple[Item, ...]:
    """Every line of every roll on which somebody stands, and what became of them between two."""
    return tuple(_of_pupil(person))


def about_contact(number: int) -> tuple[Item, ...]:
    """One contact, and the messages that went to their address."""
    row = Contact.objects.filter(pk=number).first()
    if row is None:
        return ()
    return (*items_of(row, of=row.owner, telling=CONTACT_OF_A_PLACE), *delivery.about_address(row.email))


def about_staff(number: int) -> tuple[Item, ...]:
    """One line of a staff list."""
    rows = StaffMember.objects.filter(pk=number)
    return tuple(item for row in rows for item in items_of(row, of=row.urn, telling=STAFF_MEMBER))


def _of_pupil(person: str) -> Iterator[Item]:
    for entry in RollEntry.objects.filter(person=person).select_related("extract").order_by("pk"):
        roll = f"{entry.extract.authority} {entry.extract.as_of}"
        yield from items_of(entry, of=roll, telling=ROLL_ENTRY)
    for change in RollChange.objects.filter(person=person).order_by("pk"):
        yield from items_of(change, of=f"{change.authority} {change.as_of}", telling=ROLL_CHANGE)


def _whole(row: RollEntry | StaffMember) -> str:
    return " ".join(part for part in (row.forenames, row.surname) if part)
