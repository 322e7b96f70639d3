"""A line of the feed as text: cut off, ambiguous, or simply something else; and what a document comes to."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.foundations.take_in.rules import Unfit
from firstbell.registers.incidents.rules.facts import facts_from, people_in
from firstbell.registers.incidents.rules.reading import read_document, stored_form
from rulebook.incident_lines import line, sample, spoiled


def digest(text: str) -> str:
    return stored_form(read_document(text))[1]


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("", "", "is not JSON: goes wrong at character 1"),
        ("Log number,Logged", "", "is not JSON: goes wrong at character 1"),
        ("[]", "", "is not one incident: a line holds one {...}"),
        ("7", "", "is not one incident: a line holds one {...}"),
        ('{"format": NaN}', "", "holds NaN, which JSON does not know"),
        ('{"version": 1, "version": 2}', "version", "is given twice in the same place; which one holds?"),
        ('{"a": "\\u0000"}', "", "holds a NUL character (\\u0000)"),
        ('{"a": ' + "[" * 100_000, "", "is not an incident: it is nested too deep"),
        ('{"version": ' + "9" * 5000 + "}", "", "holds a number that is too large"),
    ],
    ids=["empty", "csv", "list", "number", "nan", "twice", "nul", "deep", "huge"],
)
def test_what_is_no_incident_is_said_to_be_none(text: str, field: str, reason: str) -> None:
    with pytest.raises(Unfit) as refusal:
        read_document(text)
    assert (refusal.value.field, refusal.value.reason) == (field, reason)


def test_a_protected_flag_given_twice_is_refused() -> None:
    text = line(sample()).replace('"protected": false', '"protected": true, "protected": false')
    with pytest.raises(Unfit, match="given twice"):
        read_document(text)


def test_a_file_cut_off_in_the_middle_is_said_to_be_so() -> None:
    with pytest.raises(Unfit, match="the file may be cut off here"):
        read_document(line(sample())[:700], unended=True)


@pytest.mark.parametrize(
    "text",
    ['{"a": "\\ud800"}', '{"risk": {"answers": {"x": 1e999}}}'],
    ids=["half a character", "endless number"],
)
def test_what_no_database_keeps_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        stored_form(read_document(line(sample() | json.loads(text))))


def test_every_wrong_field_is_named() -> None:
    document = spoiled("children[0].sex", "boy") | {"version": "1"}
    with pytest.raises(Unfit) as refusal:
        read_document(line(document))
    assert refusal.value.field == "version"
    assert refusal.value.reason.endswith("Also wrong: children[0].sex")


def test_a_refusal_never_repeats_what_was_given() -> None:
    for path in ("children[0].sex", "parties[0].role", "children[0].date_of_birth", "reported_at", "force"):
        with pytest.raises(Unfit) as refusal:
            read_document(line(spoiled(path, "Quilliam Hartshorne")))
        assert "Hartshorne" not in str(refusal.value)


def test_another_spelling_is_the_same_content() -> None:
    document = sample()
    document["parties"].append({"person_id": "P2", "role": "suspect", "forenames": "Dan", "surname": None})
    turned = dict(reversed(document.items())) | {"reported_at": "2026-11-20T23:05:00+01:00"}
    turned["parties"] = list(reversed(document["parties"]))
    del turned["occurred_to"]
    assert digest(line(document)) == digest(json.dumps(turned, indent=1))
    assert digest(line(document)) != digest(line(document | {"domestic_abuse": False}))


def test_a_risk_grade_is_in_the_document_and_not_in_the_facts() -> None:
    low, high = (
        stored_form(read_document(line(spoiled("risk.officer_grade", grade))))[0] for grade in ("standard", "high")
    )
    assert low != high
    assert facts_from(1, low) == facts_from(1, high)


def test_an_alias_in_parts_is_an_alias() -> None:
    document = spoiled(
        "parties[0].also_known_as", ["Mimi", {"forenames": "Amy", "surname": "Price"}, {"surname": "Vale"}]
    )
    (party,) = facts_from(1, stored_form(read_document(line(document)))[0]).parties
    assert party.person.also_known_as == ("Mimi", "Amy Price", "Vale")


def test_a_victim_of_seventeen_listed_as_a_child_too_is_one_person() -> None:
    document = sample()
    document["parties"][0] |= {"date_of_birth": "2009-03-01", "also_known_as": ["Mimi"]}
    document["parties"][0]["residence"]["protected"] = True
    document["children"].append(
        {"person_id": "P1", "forenames": "Amy", "surname": None, "age": 17, "known_as": "Ames"}
        | {"residence": {"address": {"lines": ["1 Other Street"]}, "protected": False}}
    )
    facts = facts_from(1, stored_form(read_document(line(document)))[0])
    assert [child.person.person_id for child in facts.children] == ["C1", "P1"]
    assert [party.person.person_id for party in facts.parties] == ["P1"]
    amy = next(one.facts for one in people_in(facts).persons if one.facts.person_id == "P1")
    assert (amy.known_as, amy.also_known_as, amy.surname) == ("Ames", ("Mimi", "Amy Okafor"), "Okafor")
    assert amy.residence
    assert (amy.residence.address.lines, amy.residence.protected) == (("1 Other Street",), True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    "force reported_at location risk parties children parties[0].residence parties[0].also_known_as "
    "children[0].date_of_birth children[0].relationships children[0].age children[0].stated_school".split()
)


@given(FIELDS, JSON)
def test_whatever_stands_in_a_field_it_is_taken_in_or_refused_in_words(field: str, value: object) -> None:
    text = json.dumps(spoiled(field, value))
    with suppress(Unfit):
        stored, _ = stored_form(read_document(text))
        facts_from(1, json.loads(json.dumps(stored)))
