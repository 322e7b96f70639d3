"""The register of people: who an incident names, and who is the same by the force's own number."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from firstbell.pure.actor import Actor
from firstbell.registers.people import queries
from firstbell.registers.people.actions import record_people
from firstbell.registers.people.models import Mention, Person, PersonName, Relationship
from firstbell.registers.people.models import Residence as Row
from firstbell.registers.people.rules import (
    Address,
    PersonFacts,
    RecordedIncident,
    RecordedPerson,
    Residence,
    birth_date_from,
)

pytestmark = pytest.mark.django_db

BORN = birth_date_from("2015-06", None, date(2026, 11, 20))


def home(street: str, as_of: date | None = None, *, protected: bool = False) -> Residence:
    return Residence(Address((street, "Fenton"), "ST4 1AA"), as_of, "victim", protected)


def person(person_id: str = "C1", *related: tuple[str, str], **facts: Any) -> RecordedPerson:
    return RecordedPerson(PersonFacts(person_id, "Oliver James", "Okafor", BORN, **facts), related)


class Book:
    """Writes incidents down, a day apart."""

    def __init__(self, by: Actor, now: datetime) -> None:
        self.by, self.now = by, now
        self.force = "staffordshire"

    def write(self, reference: str, *persons: RecordedPerson, version: int = 1) -> None:
        self.now += timedelta(days=1)
        incident = RecordedIncident(self.force, reference, version, self.now, persons)
        record_people(recorded=[incident], by=self.by, now=self.now)


@pytest.fixture
def book(by: Actor, now: datetime) -> Book:
    return Book(by, now)


def rows() -> list[list[Any]]:
    tables = (Person, Mention, PersonName, Relationship, Row)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def counted() -> list[int]:
    return [len(table) for table in rows()]


def test_names_keep_their_kinds(book: Book) -> None:
    facts = {"known_as": "Ollie", "previous_surnames": ("Price", "Vale"), "also_known_as": ("Oli Price",)}
    book.write("A", person(nominal="N1", **facts))
    (mention,) = queries.mentions_of("staffordshire", "N1")
    assert mention.birth == BORN
    assert [(n.kind, n.forenames, n.surname, n.whole) for n in mention.names] == [
        ("recorded", "Oliver James", "Okafor", ""),
        ("known_as", "Ollie", "", ""),
        ("previous", "", "Price", ""),
        ("previous", "", "Vale", ""),
        ("alias", "", "", "Oli Price"),
    ]


def test_only_the_forces_own_number_makes_two_records_one_person(book: Book) -> None:
    book.write("A", person("C1", nominal="N1"), person("C2"))
    book.write("B", person("C9", nominal="N1"), person("C2"))
    assert queries.known_elsewhere("staffordshire", "N1") == [("B", "C9"), ("A", "C1")]
    assert queries.same_person("staffordshire", "A", "C1") == [("B", "C9")]
    assert queries.same_person("staffordshire", "A", "C2") == []
    assert Person.objects.count() == 3


def test_a_number_of_another_force_is_another_person(book: Book) -> None:
    book.write("A", person(nominal="N1"))
    book.force = "west-mercia"
    book.write("A", person(nominal="N1"))
    assert queries.known_elsewhere("staffordshire", "N1") == [("A", "C1")]
    assert queries.same_person("west-mercia", "A", "C1") == []


@pytest.mark.parametrize("nominal", ["", "N9"])
def test_a_number_nobody_has_is_nobody(book: Book, nominal: str) -> None:
    book.write("A", person())
    assert queries.known_elsewhere("staffordshire", nominal) == []
    assert queries.residences_of("staffordshire", nominal) == []
    assert queries.protected_among("staffordshire", [nominal]) == set()


def test_references_and_numbers_that_run_together_stay_apart(book: Book) -> None:
    book.write("A 1", person("2"))
    book.write("A", person("1 2"))
    assert Person.objects.count() == 2


def test_the_same_again_changes_nothing(book: Book) -> None:
    people = (person("C1", ("P1", "child"), nominal="N1", residence=home("1 High Street")), person("P1"))
    book.write("A", *people)
    before = counted(), list(Person.objects.values()), list(Mention.objects.values_list("pk", flat=True))
    book.now -= timedelta(days=1)
    book.write("A", *people)
    assert (counted(), list(Person.objects.values()), list(Mention.objects.values_list("pk", flat=True))) == before


def test_a_later_version_replaces_what_the_incident_said(book: Book) -> None:
    book.write("A", person("C1", ("P1", "child"), residence=home("1 High Street")), person("P1"), person("C2"))
    book.write("A", person("C1", nominal="N1", known_as="Ollie"), person("P1"), version=2)
    assert queries.relatives_in("staffordshire", "A") == []
    assert queries.residences_of("staffordshire", "N1") == []
    assert sorted(Person.objects.values_list("nominal", flat=True)) == ["", "N1"]
    assert set(Mention.objects.values_list("version", flat=True)) == {2}
    assert PersonName.objects.count() == 3


def test_who_is_what_to_whom(book: Book) -> None:
    book.write("A", person("P1"), person("C1", ("P1", "child"), ("P2", "stepchild")), person("P2"))
    assert queries.relatives_in("staffordshire", "A") == [("C1", "child", "P1"), ("C1", "stepchild", "P2")]


def test_residences_come_latest_first_and_undated_last(book: Book) -> None:
    book.write("A", person(nominal="N1", residence=home("undated")))
    book.write("B", person(nominal="N1", residence=home("old", date(2025, 1, 1))))
    book.write("C", person(nominal="N1", residence=home("new", date(2026, 11, 1), protected=True)))
    book.write("D", person(nominal="N1"))
    found = queries.residences_of("staffordshire", "N1")
    assert [(r.incident_reference, r.residence.address.lines[0]) for r in found] == [
        ("C", "new"),
        ("B", "old"),
        ("A", "undated"),
    ]
    assert found[0].residence == home("new", date(2026, 11, 1), protected=True)


def test_one_protected_record_protects_although_a_later_one_forgot_the_flag(book: Book) -> None:
    book.write("A", person(nominal="N1", residence=home("refuge", protected=True)), person("C2", nominal="N2"))
    book.write("B", person(nominal="N1", residence=home("12 Example Road", date(2026, 11, 20))))
    assert queries.protected_among("staffordshire", ["N1", "N2", ""]) == {"N1"}
    assert queries.protected_among("west-mercia", ["N1"]) == set()
