"""What no notice may say: where people are, how to reach them, who they are, what is held about them (R10, R15).

A false alarm costs one sentence of a child's voice; a miss can cost a life. So the gate drops whatever looks like it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firstbell.pure.names import fold, short_forms_of
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people.rules import Address, PersonFacts
from firstbell.responses.encompass.rules.listing import listed_people

_POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][0-9a-z]?[\s.-]*[0-9o][a-z]{2}\b", re.IGNORECASE)
_SPACED_POSTCODE = re.compile(
    r"\b(?:[a-z][\s.-]+){1,2}[0-9](?:[\s.-]*[0-9])?[\s.-]+[0-9][\s.-]+[a-z][\s.-]+[a-z]\b", re.IGNORECASE
)
_DIGITS = re.compile(r"(?:[0-9][\s().+-]*){6,}")
_SPOKEN_DIGITS = re.compile(
    r"(?:\b(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)\b[\s,.-]*){5,}",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"@|\bat\b.{1,40}\bdot\b|https?:|\bwww\.", re.IGNORECASE)
_ROADS = (
    "road|rd|street|st|avenue|ave|lane|ln|close|drive|dr|way|court|crescent|terrace|place|grove|gardens|square|walk|row|"
    "rise|mews|view|green|hill|park|house|flats?"
)
_NUMBERED_STREET = re.compile(
    rf"\b[0-9]+[a-z]?,?\s+(?:(?!(?:in|the|at|to|and|my|our|on|of|for|times?)\b)[a-z'’]+\s+){{1,3}}(?:{_ROADS})\b"
    r"|\b(?:flat|room|unit)\s+[0-9]",
    re.IGNORECASE,
)
_SHELTER = re.compile(r"\b(?:refuges?|hostels?|shelters?|safe ?houses?|women'?s aid|hide?outs?)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:convict\w*|conviction\w*|prison\w*|jail\w*|probation|bail\w*|informants?|intelligence|anonymous\w*|marac|dash|"
    r"dara|(?:high|medium|standard) risk)\b",
    re.IGNORECASE,
)

_PATTERNS = {
    "a postcode": (_POSTCODE, _SPACED_POSTCODE),
    "a telephone or other number": (_DIGITS, _SPOKEN_DIGITS),
    "an e-mail or web address": (_EMAIL,),
    "an address": (_NUMBERED_STREET,),
}
_PATTERNS_OF_WORDS = _PATTERNS | {"a refuge": (_SHELTER,), "police records": (_HELD,)}

_TELLS_NOTHING = frozenset(
    {
        "apartment", "avenue", "block", "bungalow", "close", "cottage", "court", "crescent", "drive", "estate",
        "farm", "first", "flat", "floor", "gardens", "green", "ground", "grove", "high", "hill", "house", "lane",
        "lodge", "main", "new", "no", "of", "old", "park", "place", "rise", "road", "room", "row", "second", "square",
        "street", "terrace", "the", "top", "unit", "view", "walk", "way",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Secrets:
    """What this incident holds that no notice may say.

    ``names`` are folded words, ``addresses`` and ``schools`` phrases of them; ``codes`` (postcodes, identifiers) and
    ``districts`` (the first half of a postcode) are in capitals without blanks.
    """

    names: frozenset[str]
    addresses: frozenset[str]
    schools: frozenset[str]
    codes: frozenset[str]
    districts: frozenset[str]


def secrets_of(incident: IncidentFacts, about: str) -> Secrets:
    """The secrets to keep in a notice about the child ``about`` (a person_id): everybody's but the child's own name."""
    listed = listed_people(incident)
    addresses = [person.residence.address for who in listed for person in who.people if person.residence]
    if incident.location and incident.location.address:
        addresses.append(incident.location.address)
    own = {name for who in listed if about in who.ids for person in who.people for name in _given(person)}
    others = [who for who in listed if about not in who.ids]
    names = {name for who in others if who.role for person in who.people for name in _names(person)}
    names |= {name for who in others if not who.role for person in who.people for name in _given(person)} - own
    schools = {
        _folded(entry.stated_school.text) for who in others for entry in who.child_entries if entry.stated_school
    }
    return Secrets(
        names=frozenset(names),
        addresses=frozenset(phrase for address in addresses for phrase in _phrases(address)),
        schools=frozenset(schools - {""}),
        codes=frozenset(_codes(addresses, incident)),
        districts=frozenset(_compressed(each.postcode)[:-3] for each in addresses if each.postcode) - {""},
    )


def unsafe_words(text: str, secrets: Secrets) -> tuple[str, ...]:
    """What free text holds that must never leave, in words that give nothing away; empty where it is safe."""
    folded = f" {_folded(text)} "
    found = [what for what, patterns in _PATTERNS_OF_WORDS.items() if any(each.search(text) for each in patterns)]
    found += ["an address"] * any(f" {phrase} " in folded for phrase in secrets.addresses)
    found += ["a name"] * bool(_as_names(folded) & secrets.names)
    found += ["another child's school"] * any(f" {school} " in folded for school in secrets.schools)
    found += ["a code"] * any(code in _compressed(text) for code in secrets.codes)
    found += ["a postcode"] * bool({_compressed(word) for word in text.split()} & secrets.districts)
    return tuple(dict.fromkeys(found))


def unsafe_name(text: str, secrets: Secrets) -> tuple[str, ...]:
    """What a field for a name holds that is no name. Families share names and towns are surnames: neither is asked."""
    found = [what for what, patterns in _PATTERNS.items() if any(each.search(text) for each in patterns)]
    found += ["a code"] * any(code in _compressed(text) for code in secrets.codes)
    return tuple(found)


def _folded(text: str) -> str:
    """Words in plain letters, their numbers left out; a word that no Latin letter writes stays as it is."""
    words = [fold(part) or (part.casefold() if part.isalpha() else "") for part in text.split()]
    return " ".join(word for word in words if word)


def _as_names(folded: str) -> set[str]:
    """Every word as a name might stand in it: ``Reed's`` and ``the Reeds`` fold to ``reeds``."""
    words = set(folded.split())
    return words | {word.removesuffix("s") for word in words}


def _compressed(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _names(person: PersonFacts) -> set[str]:
    families = " ".join((person.surname, *person.previous_surnames))
    return _given(person) | {word for word in _folded(families).split() if len(word) > 1}


def _given(person: PersonFacts) -> set[str]:
    """Forenames, known-as and aliases, with the short forms that a family would say."""
    said = _folded(" ".join((person.forenames, person.known_as or "", *person.also_known_as))).split()
    return {form for word in said if len(word) > 1 for form in (word, *short_forms_of(word))}


def _phrases(address: Address) -> Iterator[str]:
    """The lines without their numbers, and the name of the street alone where it is a name."""
    for line in address.lines:
        words = _folded(line).split()
        if set(words) - _TELLS_NOTHING:
            yield " ".join(words)
            named = [word for word in words if word not in _TELLS_NOTHING]
            if len("".join(named)) > 4:
                yield " ".join(named)


def _codes(addresses: Iterable[Address], incident: IncidentFacts) -> Iterator[str]:
    held = [code for address in addresses for code in (address.postcode, address.uprn)]
    held += [person.nominal for who in listed_people(incident) for person in who.people]
    held += [code for entry in incident.children for code in (entry.upn, entry.nhs_number)]
    for code in held:
        if code and len(_compressed(code)) > 4:
            yield _compressed(code)
