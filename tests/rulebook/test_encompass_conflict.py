"""R8: a notice never reaches a party."""

from dataclasses import replace
from datetime import date

from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.schools.rules import ContactFacts, StaffFacts
from firstbell.responses.encompass.rules import conflict
from firstbell.responses.encompass.rules.employers import names_establishment
from rulebook.invented import person
from rulebook.ladder import establishment
from rulebook.tables import Page, Table, each_row


def _facts(words: str) -> dict[str, str]:
    """``Amy Okafor, born 1992-02-03, phone 07700 900123`` as named facts."""
    name, *more = words.split(", ")
    return {"name": name} | dict(each.split(" ", 1) for each in more)


def _party(words: str, role: str = "suspect") -> PartyFacts:
    facts = _facts(words)
    forenames, surname = facts["name"].rsplit(" ", 1)
    one = person(
        "P1",
        forenames,
        surname,
        f"aged {facts['aged']}" if "aged" in facts else f"born {facts['born']}" if "born" in facts else "not known",
        known_as=facts.get("called"),
        previous_surnames=tuple(facts.get("formerly", "").split()),
        also_known_as=(facts["alias"],) if "alias" in facts else (),
        phones=(facts["phone"],) if "phone" in facts else (),
        emails=(facts["email"],) if "email" in facts else (),
    )
    return PartyFacts(one, role, employer=facts.get("employer"))


def _staff(words: str) -> StaffFacts:
    facts = _facts(words)
    forenames, surname = facts["name"].rsplit(" ", 1)
    born = date.fromisoformat(facts["born"]) if "born" in facts else None
    return StaffFacts("A", forenames, surname, born, facts.get("email", ""), facts.get("phone", ""), "caretaker")


def _contact(words: str) -> ContactFacts:
    facts = _facts(words.replace("Okafor, Amy", "Okafor; Amy"))
    name = facts["name"].replace(";", ",")
    return ContactFacts("A", 1, "dsl", name, facts.get("email", ""), facts.get("phone", ""), True, True)


def _outcome(found: tuple[conflict.Conflict, ...]) -> str:
    return {True: "certain", False: "suspected"}[found[0].certain] if found else "none"


def with_staff(party: str, staff: str) -> tuple[str, ...]:
    found = conflict.conflicts(parties=[_party(party)], staff=[_staff(staff)], contacts=(), establishment=None)
    return (_outcome(found),)


def with_contact(party: str, contact: str) -> tuple[str, ...]:
    found = conflict.conflicts(parties=[_party(party)], staff=(), contacts=[_contact(contact)], establishment=None)
    alone = conflict.blocks_recipient([_party(party)], _contact(contact))
    assert (alone is not None) == bool(found)
    return (_outcome(found),)


def with_establishment(party: str, name: str) -> tuple[str, ...]:
    school = replace(establishment("A"), name=name, telephone="01782 000111")
    found = conflict.conflicts(parties=[_party(party)], staff=(), contacts=(), establishment=school)
    return (_outcome(found),)


def employed(employer: str, name: str) -> tuple[str, ...]:
    return ("asked about" if names_establishment(employer, name) else "no",)


STAFF = Table(
    "A party and somebody who works at or governs the establishment",
    "R8; Readings that matter",
    "An e-mail address or a telephone number in common is certain, under any name. A name in common is "
    "certain with the same date of birth, suspected without one, and nothing with another. Both certain and "
    "suspected stop the notice.",
    with_staff,
    """
party                                         | on the staff                                       => conflict
Amy Okafor, born 1992-02-03                   | Amy Okafor, born 1992-02-03                        => certain
Amy Okafor, born 1992-02-03                   | Amy Okafor                                         => suspected
Amy Okafor                                    | Amy Okafor, born 1992-02-03                        => suspected
Amy Okafor, born 1992-02-03                   | Amy Okafor, born 1975-08-30                        => none
Amy Okafor, born 1992-02-03                   | Amy Okafor, born 1992-03-02                        => suspected
Amy Okafor, born 1992                         | Amy Okafor, born 1992-02-03                        => suspected
Amy Okafor, born 1991                         | Amy Okafor, born 1992-02-03                        => none
Amy Okafor, aged 34                           | Amy Okafor, born 1992-02-03                        => suspected
Amy Okafor, born 1992-02-03                   | Grace Okafor                                       => none
Amy Okafor, born 1992-02-03                   | Amy Brown                                          => none
Amy Okafor, born 1992-02-03                   | Amy Brown, born 1992-02-03                         => suspected
Amy Okafor, born 1992-02-03                   | Grace Okafor, born 1992-02-03                      => none
Amy Okafor, born 1992-02-03, formerly Brown   | Amy Brown, born 1992-02-03                         => certain
Amy Okafor, formerly Brown                    | Amy Brown                                          => suspected
Daniel Reed, born 1990-07-11                  | Danny Reed, born 1990-07-11                        => certain
Daniel Reed                                   | Danny Reed                                         => suspected
Mohammed Hussain, born 1985-01-09             | Muhammad Hussain, born 1985-01-09                  => certain
Daniel Reed, called Bobby                     | Bobby Reed                                         => suspected
Daniel Reed, alias Bobby                      | Bobby Reed                                         => suspected
Daniel Reed, alias Bobby Stone                | Bobby Stone                                        => suspected
Anna Kowalska, born 1988-05-05                | Anna Kowalski, born 1988-05-05                     => certain
Daniel Reed                                   | D Reed                                             => suspected
Daniel Reed                                   | D Reid                                             => none
Daniel Reed, born 1990-07-11                  | Daniel Reid, born 1990-07-11                       => certain
Daniel Reed, phone 07700 900123               | Sarah Wood, phone +44 7700 900123                  => certain
Daniel Reed, phone 07700900123                | Sarah Wood, phone 0044 7700 900 123                => certain
Daniel Reed, phone 07700 900123               | Sarah Wood, phone 07700 900124                     => none
Daniel Reed, born 1990-07-11, phone 07700 900123 | Daniel Reed, born 1975-01-01, phone 07700 900123 => certain
Daniel Reed, email dan@mail.example           | Sarah Wood, email DAN@mail.example                 => certain
Daniel Reed, email dan@mail.example           | Sarah Wood, email sarah@school.example             => none
Daniel Reed, phone unknown                    | Sarah Wood, phone unknown                          => none
""",
)

CONTACTS = Table(
    "A party and the contact to be told",
    "R8; Readings that matter",
    "Also the check on the named alternative to whom a person re-routes a notice.",
    with_contact,
    """
party                                  | contact                                     => conflict
Amy Okafor, born 1992-02-03            | Mrs Amy Okafor                              => suspected
Amy Okafor                             | Okafor, Amy                                 => suspected
Amy Okafor                             | Mrs Okafor                                  => suspected
Amy Okafor                             | Mrs G Okafor                                => none
Amy Okafor                             | Amy Grace Brown                             => none
Amy Okafor, email amy@school.example   | Head Teacher, email amy@school.example      => certain
Amy Okafor, phone 01782 000111         | Head Teacher, phone 01782 000111            => certain
Amy Okafor                             | Head Teacher                                => none
""",
)

PLACES = Table(
    "A party and the establishment itself",
    'R8 ("works at")',
    "The establishment is told by telephone on 01782 000111. What an officer wrote down is a reason to ask, "
    "no certainty.",
    with_establishment,
    """
party                                          | establishment                    => conflict
Amy Okafor, employer Hilltop Primary School    | Hilltop Primary School           => suspected
Amy Okafor, employer Tesco                     | Hilltop Primary School           => none
Amy Okafor, phone 01782 000111                 | Hilltop Primary School           => suspected
Amy Okafor                                     | Hilltop Primary School           => none
""",
)

EMPLOYERS = Table(
    "Whether an employer in an officer's words is this establishment",
    "R8",
    "Every telling word of the establishment's name must be there, some word must be a school's, and the "
    "kinds of school must not differ.",
    employed,
    """
employer                             | establishment                              => is it this one
Hilltop Primary School               | Hilltop Primary School                     => asked about
teaching assistant, hilltop primary  | Hilltop Primary School                     => asked about
Hilltop                              | Hilltop Primary School                     => asked about
Hilltop Farm                         | Hilltop Primary School                     => no
St Peters School                     | St Peter's CofE (A) Primary School         => asked about
Saint Peter's C.E. Primary           | St Peter's CofE (A) Primary School         => asked about
St Peter's Hospice                   | St Peter's CofE (A) Primary School         => no
Leek High School                     | Leek First School                          => no
Leek School                          | Leek First School                          => asked about
Stoke-on-Trent College               | Stoke College                              => asked about
Staffordshire County Council         | Hilltop Primary School                     => no
The Primary School                   | The Primary School                         => asked about
Primary School                       | The Primary School                         => asked about
Secondary School                     | The Primary School                         => no
Hilltop Primary School               | The Primary School                         => no
Primary School                       | Hilltop Primary School                     => no
self-employed                        | Hilltop Primary School                     => no
""",
)

PAGE = Page(
    "encompass-conflict",
    "R8: a notice never reaches a party",
    "Victims, suspects and all other parties alike: the one recorded as the victim may be the abuser. A "
    "conflict holds the notice, and a person re-routes it to a named alternative.",
    (STAFF, CONTACTS, PLACES, EMPLOYERS),
)


@each_row(PAGE)
def test_conflict(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_the_certain_ones_come_first_and_every_party_counts() -> None:
    parties = [_party("Amy Okafor", "victim"), replace(_party("Daniel Reed, phone 07700 900123"), role="other")]
    parties[1] = replace(parties[1], person=replace(parties[1].person, person_id="P2"))
    staff = [_staff("Amy Okafor"), _staff("Sarah Wood, phone 07700 900123")]
    found = conflict.conflicts(parties=parties, staff=staff, contacts=(), establishment=None)
    assert [(each.party_id, each.certain) for each in found] == [("P2", True), ("P1", False)]
    assert conflict.conflicts(parties=parties[::-1], staff=staff[::-1], contacts=(), establishment=None) == found
    assert not any(name in each.why for each in found for name in ("Amy", "Okafor", "Daniel", "Reed", "Sarah", "Wood"))
