"""Women and girls, and everyone: counted by what is recorded, with what is not recorded counted too."""

from dataclasses import fields
from typing import Any

import pytest

from firstbell.joint.intensification.rules.groups import DIMENSIONS, Group, Victim, by_group, groups_of
from firstbell.pure.disclosure import FEWER
from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.incidents.rules.characteristics import Characteristics
from rulebook.invented import incident, person

SAID = [one.name for one in fields(Characteristics)]


def of(
    birth: str = "born 1992-02-03", *, sex: str | None = "F", accused: tuple[str | None, ...] = (), **facts: Any
) -> dict[str, str]:
    party = PartyFacts(person("P1", "Amy", "Okafor", birth, sex=sex), "victim")
    said = Characteristics(**{name: facts.pop(name) for name in SAID if name in facts})
    others = [
        PartyFacts(person(f"P{n}", "Lee", "Price", "born 1990", sex=one), "suspect") for n, one in enumerate(accused, 2)
    ]
    return groups_of(party, incident(parties=[party, *others], **facts), said)


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        ("born 2010-11-20", "under 16"),
        ("born 2010-11-19", "16 and 17"),
        ("born 1992-02-03", "25 to 34"),
        ("born 1930", "65 and over"),
        ("aged 17", "16 and 17"),
        ("born 2008", "not recorded"),
        ("not known", "not recorded"),
    ],
)
def test_an_age_is_counted_where_it_is_sure(birth: str, band: str) -> None:
    assert of(birth)["age"] == band


def test_what_the_record_does_not_say_is_not_recorded_and_never_guessed() -> None:
    assert of(sex=None)["sex"] == "not recorded"
    found = of(accused=("F",))
    assert set(found) == set(DIMENSIONS)
    assert {found[one] for one in ("ethnicity", "disability", "orientation", "relationship", "partners")} == {
        "not recorded"
    }


def test_what_was_recorded_is_counted_in_its_words() -> None:
    found = of(ethnicity="mixed", disability="no", sexual_orientation="bisexual", relationship="sibling")
    assert (found["ethnicity"], found["disability"], found["orientation"]) == ("mixed", "no", "bisexual")
    assert (found["relationship"], found["partners"]) == ("sibling", "no partner")


@pytest.mark.parametrize(
    ("relationship", "sex", "accused", "partners"),
    [
        ("partner", "F", ("F",), "the same sex"),
        ("former_partner", "M", ("M",), "the same sex"),
        ("former_partner", "F", ("M",), "another sex"),
        ("partner", "F", ("F", "F"), "not recorded"),
        ("partner", "F", (), "not recorded"),
        ("partner", None, ("F",), "not recorded"),
        ("partner", "F", ("X",), "not recorded"),
        ("parent", "F", ("F",), "no partner"),
        ("not_stated", "F", ("F",), "not recorded"),
        ("", "F", ("F",), "not recorded"),
    ],
)
def test_partners_of_one_sex_are_counted_where_both_sexes_and_the_relationship_are_recorded(
    relationship: str, sex: str | None, accused: tuple[str | None, ...], partners: str
) -> None:
    assert of(relationship=relationship, sex=sex, accused=accused)["partners"] == partners


@pytest.mark.parametrize(
    ("codes", "stalking", "exploitation"),
    [
        (("8Q",), "yes", "no"),
        (("8N", "106"), "no", "yes"),
        (("8N",), "no", "no"),
        ((), "not recorded", "not recorded"),
    ],
)
def test_stalking_and_exploitation_by_the_recorded_offences(
    codes: tuple[str, ...], stalking: str, exploitation: str
) -> None:
    found = of(offence_codes=codes)
    assert (found["stalking"], found["exploitation"]) == (stalking, exploitation)


def victims(many: int, *, referred: bool | None = True, sex: str = "F") -> list[Victim]:
    return [Victim(of(sex=sex), referred, referred, seen_through=False)] * many


def the(found: tuple[Group, ...], dimension: str, group: str) -> Group:
    return next(one for one in found if (one.dimension, one.group) == (dimension, group))


def test_figures_are_rounded_and_shares_are_of_rounded_figures_with_their_interval() -> None:
    found = the(by_group(victims(41) + victims(62, referred=False) + victims(11, referred=None)), "sex", "F")
    referred = found.reached[0]
    assert found.reported.number == 115
    assert (referred.count.number, referred.of.number, referred.unknown.number) == (40, 105, 10)
    assert referred.portion is not None
    assert referred.portion.low < 40 / 105 < referred.portion.high


def test_small_numbers_are_hidden_with_noughts_among_them_and_so_is_their_share() -> None:
    found = by_group(victims(9, sex="M") + victims(100))
    men = the(found, "sex", "M")
    assert men.reported == men.reached[0].count == FEWER
    assert men.reached[0].portion is None
    women = the(found, "sex", "F")
    assert women.reached[2].count == FEWER
    assert women.reached[2].portion is None
    assert the(found, "ethnicity", "not recorded").reported.number == 110
