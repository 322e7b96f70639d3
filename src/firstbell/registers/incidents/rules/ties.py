"""Whether somebody of the police is a party to an incident: then its record is closed to them (section 8, mistake 18).

Nothing is compared but what both sides give: an e-mail, a telephone number, a name. A namesake is closed out too, until
a supervisor has looked: on suspicion block, and ask a person (as R8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from firstbell.pure.names import compare_given_names, compare_surnames, given_names
from firstbell.pure.telephones import in_one_spelling
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people.rules import PersonFacts

EMAIL, TELEPHONE, NAME, BY_HAND = "email", "telephone", "name", "by_hand"

TIES = {
    EMAIL: "A party gave this person's e-mail address.",
    TELEPHONE: "A party gave this person's telephone number.",
    NAME: "A party bears this person's name.",
    BY_HAND: "A supervisor closed it.",
}
"""Every reason why a record is closed to somebody, as a supervisor reads it. None names anybody."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who signs in for the police, as the organisation knows them."""

    email: str
    name: str
    phone: str

    @property
    def stamp(self) -> str:
        """Another after every change of what is compared."""
        return sha256("\x1f".join((self.email.lower(), self.name, self.phone)).encode()).hexdigest()


def tie(officer: Officer, incident: IncidentFacts) -> str:
    """What ties the officer to a party of the incident: ``email``, ``telephone``, ``name``, or empty for nothing."""
    found = {tied for party in incident.parties for tied in _ties(officer, party.person)}
    return next((kind for kind in TIES if kind in found), "")


def _ties(officer: Officer, person: PersonFacts) -> Iterator[str]:
    if _email(officer.email) in {_email(email) for email in person.emails}:
        yield EMAIL
    number = in_one_spelling(officer.phone)
    if number and number in {in_one_spelling(phone) for phone in person.phones}:
        yield TELEPHONE
    if is_namesake(officer.name, person):
        yield NAME


def is_namesake(name: str, person: PersonFacts) -> bool:
    """Whether somebody of this name may be the person, by any of the names that the record gives them."""
    return any(are_namesakes(name, *theirs) for theirs in _names(person))


def _names(person: PersonFacts) -> Iterator[tuple[str, str]]:
    for surname in (person.surname, *person.previous_surnames):
        for forenames in (person.forenames, person.known_as or ""):
            yield forenames, surname
    for alias in person.also_known_as:
        yield _split(alias)


def are_namesakes(name: str, forenames: str, surname: str) -> bool:
    """Whether somebody who signs in under this name may be somebody of these names."""
    own_forenames, own_surname = _split(name)
    if not (own_forenames and forenames):
        return False
    return compare_surnames(own_surname, surname) in ("equal", "form") and compare_given_names(
        given_names(own_forenames), given_names(forenames)
    ) in ("equal", "nickname", "either", "middle")


def _split(name: str) -> tuple[str, str]:
    *forenames, surname = name.split() or [""]
    return " ".join(forenames), surname


def _email(text: str) -> str:
    return text.strip().casefold()


def restriction_reference(number: int) -> str:
    """What a closed record is called in an e-mail, which says nothing else of it."""
    return f"CR-{number:06}"
