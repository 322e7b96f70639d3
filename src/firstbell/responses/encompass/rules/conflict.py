"""Whether a notice would reach a party: at the establishment they work at, govern, or answer for (R8).

What is certain and what is only suspected both stop the notice; a person decides to whom it goes instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import phonenumbers

from firstbell.pure.names import compare_given_names, compare_surnames, given_names
from firstbell.pure.names.folding import TITLES, fold
from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.people.rules import BirthDate, PersonFacts
from firstbell.registers.schools.rules import ContactFacts, EstablishmentFacts, StaffFacts
from firstbell.responses.encompass.rules.employers import names_establishment

SAME, LIKE = "same", "like"


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
    name, birth = _same_name(person, somebody), _same_birth(person.birth, somebody.born)
    if birth == "same":
        return {SAME: (True, "has the name and the date of birth of"), LIKE: (False, "has the date of birth of")}.get(
            name
        )
    if name != SAME or birth == "other":
        return None
    return False, "may be a namesake of" if birth == "unknown" else "has the name and nearly the date of birth of"


def _same_birth(birth: BirthDate, born: date | None) -> str:
    """``same``, ``swapped`` (day and month), ``unknown`` where one is not told or only roughly, or ``other``."""
    if born is None or birth.earliest is None or birth.latest is None:
        return "unknown"
    if birth.day is not None:
        swapped = (birth.day.year, birth.day.month, birth.day.day) == (born.year, born.day, born.month)
        return "same" if birth.day == born else "swapped" if swapped else "other"
    return "unknown" if birth.earliest <= born <= birth.latest else "other"


def _same_name(person: PersonFacts, somebody: _Somebody) -> str:
    """``same`` for any of the party's names, spellings, short and former names; ``like`` where only forenames agree."""
    found = {_compare(forenames, surname, somebody) for forenames, surname in _names_of(person)}
    return SAME if SAME in found else LIKE if LIKE in found else ""


def _names_of(person: PersonFacts) -> Iterator[tuple[tuple[str, str, tuple[str, ...]], str]]:
    """Every (forenames, known as, other forenames) and surname that the party has gone by."""
    one_word = tuple(name for name in person.also_known_as if len(name.split()) == 1)
    for surname in (person.surname, *person.previous_surnames):
        yield (person.forenames, person.known_as or "", one_word), surname
    for name in person.also_known_as:
        forenames, surname = _split(name)
        if forenames:
            yield (forenames, "", ()), surname


def _compare(forenames: tuple[str, str, tuple[str, ...]], surname: str, somebody: _Somebody) -> str:
    given = compare_given_names(given_names(*forenames), given_names(somebody.forenames))
    family = compare_surnames(surname, somebody.surname)
    if given == "different":
        return ""
    firm = given in ("equal", "nickname", "middle")
    if family in ("equal", "form") or (firm and family in ("part", "near")):
        return SAME
    return LIKE if firm else ""


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


def _phone(text: str | None) -> str:
    """The number in one spelling, however it is written; empty for what is no number."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text or "", "GB"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""
