"""Whether a notice would reach a party: at the establishment they work at, govern, or answer for (R8).

What is certain and what is only suspected both stop the notice; a person decides to whom it goes instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import phonenumbers

from firstbell.pure.names import compare_given_names, compare_surnames, given_names
from firstbell.pure.names.folding import TITLES, fold
from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.people.rules import BirthDate, PersonFacts
from firstbell.registers.schools.rules import ContactFacts, EstablishmentFacts, StaffFacts
from firstbell.responses.encompass.rules.employers import names_establishment


@dataclass(frozen=True, slots=True)
class Conflict:
    """``certain`` is False for a suspicion. ``party_id`` is the person_id; ``why`` names nobody."""

    certain: bool
    party_id: str
    why: str


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Somebody at the establishment, as its staff list or Firstbell's directory has them."""

    place: str
    forenames: str
    surname: str
    born: date | None
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a party, with what else the party is ``called``."""

    forenames: str
    called: tuple[str, ...]
    surname: str


def conflicts(
    *,
    parties: Sequence[PartyFacts],
    staff: Sequence[StaffFacts],
    contacts: Sequence[ContactFacts],
    establishment: EstablishmentFacts | None,
) -> tuple[Conflict, ...]:
    """Every reason why a notice must not go to this establishment or authority, the certain ones first.

    Every party counts, whatever the role: the one recorded as victim may be the abuser (mistake 21).
    """
    there = [_of_staff(each) for each in staff] + [_of_contact(each) for each in contacts]
    found = {conflict for party in parties for conflict in _of_party(party, there, establishment)}
    return tuple(sorted(found, key=lambda each: (not each.certain, each.party_id, each.why)))


def blocks_recipient(parties: Sequence[PartyFacts], contact: ContactFacts) -> Conflict | None:
    """Why this contact must not be the one to whom a notice is re-routed; None where nothing speaks against it."""
    return next(iter(conflicts(parties=parties, staff=(), contacts=(contact,), establishment=None)), None)


def _of_party(
    party: PartyFacts, there: Iterable[_Somebody], establishment: EstablishmentFacts | None
) -> Iterator[Conflict]:
    person = party.person
    for somebody in there:
        found = _tie(person, somebody)
        if found is not None:
            certain, what = found
            yield Conflict(certain, person.person_id, f"A party {what} {somebody.place}.")
    if establishment is None:
        return
    if party.employer and names_establishment(party.employer, establishment.name):
        yield Conflict(False, person.person_id, "A party's employer seems to be the establishment.")
    if _phone(establishment.telephone) in _phones(person):
        yield Conflict(False, person.person_id, "A party gave the establishment's own telephone number.")


def _tie(person: PersonFacts, somebody: _Somebody) -> tuple[bool, str] | None:
    """What ties a party to somebody there, and whether it is certain. Contact details count under any name."""
    if _email(somebody.email) in {_email(email) for email in person.emails} - {""}:
        return True, "shares an e-mail address with"
    if _phone(somebody.phone) in _phones(person):
        return True, "shares a telephone number with"
    return _tie_by_name(person, somebody)


def _tie_by_name(person: PersonFacts, somebody: _Somebody) -> tuple[bool, str] | None:
    """A namesake with the same date of birth is the party; with another one, and nothing else shared, is not."""
    birth = _compare_births(person.birth, somebody.born)
    if birth == "other":
        return None
    if any(_namesakes(name, somebody) for name in _names_of(person)):
        return birth == "same", _NAMESAKE[birth]
    if birth == "same" and any(_same_forenames(name, somebody) for name in _names_of(person)):
        return False, "has the forename and the date of birth, under another surname, of"
    return None


_NAMESAKE = {
    "same": "has the name and the date of birth of",
    "swapped": "has the name, and with day and month changed over the date of birth, of",
    "unknown": "may be a namesake of",
}


def _compare_births(birth: BirthDate, born: date | None) -> str:
    """``same``, ``swapped`` (day and month), ``unknown`` where one is not told or only roughly, or ``other``."""
    if born is None or birth.earliest is None or birth.latest is None:
        return "unknown"
    if birth.day is not None:
        swapped = (birth.day.year, birth.day.month, birth.day.day) == (born.year, born.day, born.month)
        return "same" if birth.day == born else "swapped" if swapped else "other"
    return "unknown" if birth.earliest <= born <= birth.latest else "other"


def _names_of(person: PersonFacts) -> Iterator[_Name]:
    """Every name that the party has gone by."""
    called = (person.known_as, *(name for name in person.also_known_as if len(name.split()) == 1))
    for surname in (person.surname, *person.previous_surnames):
        yield _Name(person.forenames, tuple(name for name in called if name), surname)
    for name in person.also_known_as:
        forenames, surname = _split(name)
        if forenames:
            yield _Name(forenames, (), surname)


def _namesakes(name: _Name, somebody: _Somebody) -> bool:
    """The same surname with forenames that can be one person's, or forenames that surely are with a surname alike."""
    family = compare_surnames(name.surname, somebody.surname)
    if family in ("different", "missing"):
        return False
    return _same_forenames(name, somebody) or (family in ("equal", "form") and _compare(name, somebody) != "different")


def _same_forenames(name: _Name, somebody: _Somebody) -> bool:
    """Equal, or one a short form or a further name of the other."""
    return _compare(name, somebody) in ("equal", "nickname", "either", "middle")


def _compare(name: _Name, somebody: _Somebody) -> str:
    return compare_given_names(given_names(name.forenames, "", name.called), given_names(somebody.forenames))


def _of_staff(staff: StaffFacts) -> _Somebody:
    place = "somebody who works at or governs the establishment"
    return _Somebody(place, staff.forenames, staff.surname, staff.date_of_birth, staff.email, staff.phone)


def _of_contact(contact: ContactFacts) -> _Somebody:
    place = f"the contact to be told ({contact.role.replace('_', ' ')})"
    return _Somebody(place, *_split(contact.name), None, contact.email, contact.phone)


def _split(name: str) -> tuple[str, str]:
    """Forenames and surname of a name in one piece: ``Mrs Amy Okafor`` or ``Okafor, Amy``."""
    surname, comma, forenames = name.partition(",")
    if comma:
        return forenames.strip(), surname.strip()
    words = name.split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        words = words[1:]
    return " ".join(words[:-1]), "".join(words[-1:])


def _email(text: str) -> str:
    return text.strip().casefold()


def _phones(person: PersonFacts) -> set[str]:
    return {_phone(number) for number in person.phones} - {""}


@lru_cache(maxsize=50_000)
def _phone(text: str | None) -> str:
    """The number in one spelling, however it is written; empty for what is no number."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text or "", "GB"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""
