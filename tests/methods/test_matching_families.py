"""A hard small town: few surnames, births close together, twins of like names, a fifth of the children on no roll.

Every child is recorded with what officers make of names, dates and addresses. Whoever is told by a machine is the right
child; how many are is held from below.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Sought, swapped
from firstbell.pure.matching.search import candidates
from firstbell.pure.names import surname_agrees
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.deciding import Found, decide
from firstbell.registers.schools.rules import Pupil, Registration

SIBLINGS = (
    ("M Oliver James", "F Olivia Grace", "F Emily"),
    ("F Ella", "F Ellie May", "F Bella"),
    ("M Jayden", "M Kayden", "M Brayden"),
    ("M Muhammad Hassan", "M Muhammad Hussain", "F Aisha"),
    ("F Noor Aisha", "F Noor Fatima", "M Muhammad"),
    ("F Katarzyna", "M Kacper", "F Karolina"),
    ("M Alexander", "F Alexandra", "F Alice"),
    ("M Rhys", "F Seren", "F Sian"),
    ("M Thomas", "F Emily Rose", "M Jack"),
)
SURNAMES = ("Smith", "Smyth", "Khan", "Kowalski", "Okafor", "Okafor-Smith", "Jones", "Price")
STREETS = ("Example Road", "High Street", "Leek Road")


@dataclass(frozen=True)
class Person:
    pupil: Pupil
    mother: str
    on_roll: bool


def town(chance: random.Random, families: int) -> list[Person]:
    people = []
    for number in range(families):
        names = chance.choice(SIBLINGS)
        surname, mother = chance.choice(SURNAMES), chance.choice(SURNAMES)
        home = ((f"{number} {chance.choice(STREETS)}",), f"ST{1 + number % 9} {number % 10}AA")
        birth = date(2013, 1, 1) + timedelta(days=chance.randrange(1200))
        for place, name in enumerate(chance.sample(names, chance.choice((1, 2, 2)))):
            twin = place and chance.random() < 0.5
            born = birth if twin or not place else birth + timedelta(days=chance.randrange(400, 900))
            sex, _, forenames = name.partition(" ")
            pupil = Pupil(None, forenames, "", surname, "", born, sex, *home, None)
            people.append(Person(pupil, mother, chance.random() < 0.8))
    return people


Slip = Callable[[random.Random, Sought, Person], Sought]


def _short(chance: random.Random, child: Sought, person: Person) -> Sought:
    short = {"Oliver": "Ollie", "Olivia": "Ollie", "Katarzyna": "Kasia", "Thomas": "Tommy", "Alexander": "Alex"}
    first = child.forenames.partition(" ")[0]
    return replace(child, forenames=short.get(first, first))


def _misspelt(chance: random.Random, child: Sought, person: Person) -> Sought:
    at = chance.randrange(1, max(2, len(child.forenames)))
    return replace(child, forenames=child.forenames[:at] + child.forenames[at + 1 :])


def _one_name(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, forenames=chance.choice(child.forenames.split() or [""]))


def _mothers_name(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, surname=person.mother)


def _day_and_month(chance: random.Random, child: Sought, person: Person) -> Sought:
    other = swapped(child.born) if child.born else None
    return replace(child, born_from=other, born_to=other) if other else child


def _wrong_digit(chance: random.Random, child: Sought, person: Person) -> Sought:
    other = child.born.replace(day=1 + chance.randrange(28)) if child.born else None
    return replace(child, born_from=other, born_to=other)


def _year_only(chance: random.Random, child: Sought, person: Person) -> Sought:
    year = child.born.year if child.born else 2014
    return replace(child, born_from=date(year, 1, 1), born_to=date(year, 12, 31))


def _no_birth(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, born_from=None, born_to=None)


def _no_forename(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, forenames=chance.choice(("Baby", "Unknown", "Twin One", "")))


def _moved(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, homes=((("77 Other Street",), "ST13 5BB", None),))


def _no_address(chance: random.Random, child: Sought, person: Person) -> Sought:
    return replace(child, homes=())


SLIPS: tuple[Slip, ...] = (
    *(_short, _misspelt, _one_name, _mothers_name, _day_and_month, _wrong_digit),
    *(_year_only, _no_birth, _no_forename, _moved, _no_address),
)


def recorded(chance: random.Random, number: int, person: Person) -> Sought:
    """The child as an officer writes it: right, or with one slip, or with two."""
    pupil = person.pupil
    child = Sought(
        key=str(number),
        forenames=pupil.forenames,
        surname=pupil.surname,
        family_surnames=(person.mother,),
        born_from=pupil.date_of_birth,
        born_to=pupil.date_of_birth,
        sex=pupil.sex,
        homes=((pupil.address_lines, pupil.postcode, None),),
    )
    for slip in chance.sample(SLIPS, chance.choice((0, 1, 1, 2))):
        child = slip(chance, child, person)
    return child


def answers(people: list[Person], children: list[Sought]) -> list[LinkAnswer]:
    on_roll = [(number, person.pupil) for number, person in enumerate(people) if person.on_roll]
    as_of = date(2026, 11, 16)
    lines = [(p, Registration(n, "E06000021", as_of, "124001", "C", "school", None, None)) for n, p in on_roll]
    scored = candidates(children, index_of([pupil for _, pupil in on_roll]), shipped_model())
    return [
        decide(child, [Found(tuple(lines[row] for row in each.rows), each.weight) for each in scored[child.key]])
        for child in children
    ]


def is_right(answer: LinkAnswer, child: Sought, number: int) -> bool:
    """The child's own line, or that of a namesake born the same day under a surname that the report gives the child or
    a relative, or one that sounds the same: as they are written, nobody could tell."""
    chosen = answer.candidates[0]
    if any(entry.entry_id == number for entry in chosen.registrations):
        return True
    given = (child.surname, *child.family_surnames)
    named = any(surname_agrees(chosen.pupil.surname, surname) for surname in given)
    same_day = chosen.pupil.date_of_birth == child.born
    return named and same_day and chosen.pupil.forenames.startswith(child.forenames or "-")


def test_no_machine_tells_the_wrong_child() -> None:
    chance = random.Random(20261123)
    people = town(chance, families=700)
    children = [recorded(chance, number, person) for number, person in enumerate(people)]
    given = answers(people, children)
    wrong = [
        (child, answer.candidates[0].pupil)
        for number, (answer, child) in enumerate(zip(given, children, strict=True))
        if answer.outcome == "automatic" and not is_right(answer, child, number)
    ]
    assert wrong == []
    on_roll = Counter(answer.outcome for answer, person in zip(given, people, strict=True) if person.on_roll)
    assert on_roll["automatic"] > 0.5 * on_roll.total()
    off_roll = Counter(answer.outcome for answer, person in zip(given, people, strict=True) if not person.on_roll)
    assert off_roll["automatic"] <= 0.02 * off_roll.total()
