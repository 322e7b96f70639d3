"""Contacts as figures count them: how old what is known of them is, and nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firstbell.registers.schools.models import Contact, Establishment


@dataclass(frozen=True, slots=True)
class ContactCounted:
    """A contact of a place in an authority ("" where that is not known), and when it was last verified, if ever."""

    authority: str
    verified_on: date | None


def contacts_counted() -> Iterator[ContactCounted]:
    """Every contact of establishments and authorities; those of forces are their own."""
    whose = dict(Establishment.objects.values_list("urn", "authority"))
    for owner, verified_on in Contact.objects.order_by("pk").values_list("owner", "verified_on").iterator():
        if owner.isdecimal() or owner[:1] in "EW":
            yield ContactCounted(whose.get(owner, "") if owner.isdecimal() else owner, verified_on)
