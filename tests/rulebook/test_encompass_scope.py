"""R1 to R3: who is exposed, and who is in scope."""

from dataclasses import replace

import pytest

from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.people.rules import Address, PersonFacts, Residence
from firstbell.responses.encompass.rules import scope
from rulebook.invented import adults, child, home, incident, london_time, person
from rulebook.tables import Page, Table, each_row

YES = {"yes": True, "no": False}


def outcome(exposure: scope.Exposure) -> str:
    if exposure.question:
        return f"a person: {exposure.question}"
    return "in scope" if exposure.in_scope else "out of scope"


def of_the_incident(flag: str, crime: str, outcome_code: str, present: str) -> tuple[str, ...]:
    facts = incident(children=[child(present=present)], domestic_abuse=YES[flag], crime=YES.get(crime))
    found = scope.assess(replace(facts, outcome_code=outcome_code or None))
    return (outcome(found[0]) if found else "no exposure",)


def of_a_child(birth: str, relationships: str) -> tuple[str, ...]:
    (exposure,) = scope.assess(incident(children=[child(birth, relationships)]))
    return outcome(exposure), exposure.why


def of_a_party(birth: str, role: str, listed: str) -> tuple[str, ...]:
    young = PartyFacts(person("P9", "Ellie", "Marsh", birth), role)
    children = [] if listed == "no" else [child(birth, listed, forenames="Ellie", surname="Marsh")]
    found = scope.assess(incident(parties=[*adults(), young], children=children))
    return ("; ".join(f"{e.child.person.person_id} {outcome(e)}" for e in found) or "no exposure",)


def listed_twice(as_party: str, as_child: str) -> tuple[str, ...]:
    listed = replace(child(), person=_entry(as_child, "C1"))
    found = scope.assess(incident([*adults(), PartyFacts(_entry(as_party, "P9"), "victim")], [listed]))
    return (" and ".join(exposure.child.person.person_id for exposure in found),)


def _entry(words: str, person_id: str) -> PersonFacts:
    """``Ellie Marsh, born 2010``, with ``nominal 77`` or another ``id P9`` after it."""
    name, birth, *more = words.split(", ")
    known = dict(each.split() for each in more)
    return person(known.get("id", person_id), *name.split(), birth=birth, nominal=known.get("nominal"))


def kin(relationships: str) -> tuple[str, ...]:
    (exposure,) = scope.assess(incident(children=[child(relationships=relationships)]))
    return (" ".join(exposure.related_to) or "nobody",)


def of_long_ago(happened: str, birth: str) -> tuple[str, ...]:
    began, _, ended = happened.partition(" to ")
    old = incident(
        children=[child(birth)],
        occurred_from=london_time(f"{began} 21:00") if began != "not known" else None,
        occurred_to=london_time(f"{ended} 21:00") if ended else None,
    )
    return (outcome(scope.assess(old)[0]),)


HOMES = {
    "none": None,
    "open": home(),
    "protected": home(protected=True),
    "elsewhere": home("ST6 1AA", "3 Other Street"),
}


def protection(childs: str, victims: str, suspects: str, relationships: str) -> tuple[str, ...]:
    parties = list(adults())
    for at, words in enumerate((victims, suspects)):
        parties[at] = replace(parties[at], person=replace(parties[at].person, residence=HOMES[words]))
    facts = incident(parties, [child(relationships=relationships, residence=HOMES[childs])])
    (exposure,) = scope.assess(facts)
    return ("protected" if scope.protected(exposure, facts) else "not protected",)


EVERY_REPORT = Table(
    "Every report of domestic abuse triggers the duty",
    "R1, R3; Domestic Abuse Act 2021 s. 49A",
    "Neither whether it is a crime, nor its outcome, nor whether the child was present, changes anything. The "
    "rules are not even given the risk grade.",
    of_the_incident,
    """
domestic abuse | crime     | outcome code | present => the victim's child
yes            | yes       |              | yes     => in scope
yes            | no        |              | yes     => in scope
yes            | not known |              | no      => in scope
yes            | yes       | 16           | unknown => in scope
yes            | no        | 20           | no      => in scope
no             | yes       |              | yes     => no exposure
""",
)

CHILDREN = Table(
    "Under 18 on the London date of the report, and related to the victim or the suspect",
    "R2; Domestic Abuse Act 2021 s. 3; Readings that matter",
    "A date of birth that leaves a doubt makes a child. Whoever is out of scope is kept, with the reason.",
    of_a_child,
    """
child           | related                               => outcome      | why
born 2016-06-01 | child of victim                       => in scope     | Under 18; child of the victim.
born 2016-06-01 | child of suspect, none of victim      => in scope     | Under 18; child of the suspect.
born 2016-06-01 | stepchild of victim                   => in scope     | Under 18; stepchild of the victim.
aged 4          | grandchild of victim                  => in scope     | Under 18; grandchild of the victim.
aged 12         | sibling of suspect                    => in scope     | Under 18; sibling of the suspect.
aged 12         | niece_nephew of victim                => in scope     | Under 18; niece or nephew of the victim.
aged 12         | cousin of victim                      => in scope     | Under 18; cousin of the victim.
aged 12         | other_relative of suspect             => in scope     | Under 18; relative of the suspect.
aged 12 | child of victim, stepchild of suspect => in scope | Under 18; child of the victim, stepchild of the suspect.
born 2008-11-20 | child of victim                       => in scope     | Under 18; child of the victim.
born 2008-11-19 | child of victim                       => out of scope | 18 or over when it was reported.
born 2008 | child of victim => in scope | Perhaps under 18, and so treated; child of the victim.
born 2008-11 | child of victim => in scope | Perhaps under 18, and so treated; child of the victim.
born 2008-10    | child of victim                       => out of scope | 18 or over when it was reported.
not known | child of victim => in scope | Perhaps under 18, and so treated; child of the victim.
aged 12 | none of victim, none of suspect => out of scope | Related to no party: a child-concern referral, not a notice.
aged 12 | grandchild of other => out of scope | Related only to a party who is neither victim nor suspect.
aged 12 | nothing said => a person: relationship_unknown | The incident does not say to whom the child is related.
aged 9 | none of victim, child of C7 => a person: relationship_unknown | The incident does not say to whom the child \
is related.
aged 12 | none of victim, none of C7 => out of scope | Related to no party: a child-concern referral, not a notice.
aged 12 | child of victim, child of C7 => in scope | Under 18; child of the victim.
aged 12 | none of C7 => a person: relationship_unknown | The incident does not say to whom the child is related.
aged 12 | child of C1 => a person: relationship_unknown | The incident does not say to whom the child is related.
aged 12 | sibling of C7 => a person: relationship_unknown | The incident does not say to whom the child is related.
""",
)

YOUNG_PARTIES = Table(
    "A party who is under 18",
    "R2; Readings that matter; DOMAIN.md section 8, mistake 21",
    "The party is P9. A victim is told about once, under the party's own number, also when listed among the "
    "children (C1) too. One who is only a suspect is a person's choice, whatever else is said.",
    of_a_party,
    """
party           | role    | also listed as a child => outcome
born 2010-01-15 | victim  | no                     => P9 in scope
born 2010-01-15 | both    | no                     => P9 in scope
aged 12         | victim  | no                     => P9 in scope
aged 12         | both    | no                     => P9 in scope
born 2008       | victim  | no                     => P9 in scope
born 2010-01-15 | victim  | nothing said           => P9 in scope
born 2010-01-15 | both    | child of victim        => P9 in scope
born 2010-01-15 | suspect | no                     => P9 a person: suspect_16_17
born 2010-01-15 | suspect | child of victim        => P9 a person: suspect_16_17
born 2008       | suspect | no                     => P9 a person: suspect_16_17
aged 12         | suspect | no                     => P9 a person: suspect_under_16
aged 12         | suspect | child of victim        => P9 a person: suspect_under_16
born 2010-01-15 | other   | no                     => P9 a person: young_other_party
born 2010-01-15 | other   | sibling of victim      => P9 in scope
born 2010-01-15 | other   | none of victim         => P9 out of scope
born 2008-11-20 | victim  | no                     => P9 in scope
born 2008-11-19 | victim  | no                     => no exposure
not known       | victim  | no                     => no exposure
""",
)

LISTED_TWICE = Table(
    "Listed as a party and as a child",
    "Readings that matter; DOMAIN.md section 8, mistake 4",
    "One person: the same number in the incident, the force's own number (nominal), or the same name and a "
    "date of birth that can be the same. Different numbers of the force are different people, whatever their "
    "names.",
    listed_twice,
    """
victim P9                                | child C1                                  => exposures
Ellie Marsh, born 2010-01-15             | Ellie Marsh, born 2010-01-15              => P9
Ellie Marsh, born 2010-01-15             | ELLIE MARSH, born 2010-01-15              => P9
Ellie Marsh, born 2010-01-15             | Ella March, born 2010, id P9              => P9
Ellie Marsh, born 2010-01-15, nominal 77 | Ella Reed, born 2010, nominal 77          => P9
Ellie Marsh, born 2010-01-15, nominal 77 | Ellie Marsh, born 2010-01-15, nominal 78  => C1 and P9
Ellie Marsh, born 2010-01-15, nominal 77 | Ellie Marsh, born 2010-01-15              => P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, born 2010-01-15, nominal 77  => P9
Ellie Marsh, born 2010-01-15             | Ellié Marsh, born 2010-01                => P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, born 2010-01-16              => C1 and P9
Ellie Marsh, born 2010-01-15             | Jack Marsh, born 2010-01-15               => C1 and P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, aged 16                      => P9
Ellie Marsh, born 2010-01-15             | Ellie Reed, born 2010-01-15               => C1 and P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, born 2009                    => C1 and P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, aged 11                      => C1 and P9
Ellie Marsh, born 2010-01-15             | Ellie Marsh, not known                    => C1 and P9
""",
)

KIN = Table(
    "To whom a child is related",
    "Issue: who is in scope and why; FORMATS.md, exposures",
    "Every party to whom a relationship is stated, whatever the party's role; never one of whom *none* is said.",
    kin,
    """
related                               => to
child of victim                       => P1
child of victim, stepchild of suspect => P1 P2
child of victim, none of suspect      => P1
cousin of other, child of victim      => P1 P3
grandchild of other                   => P3
none of victim, none of suspect       => nobody
nothing said                          => nobody
""",
)

LONG_AGO = Table(
    "An incident of long ago, reported now",
    "Readings that matter",
    "The child is told of if under 18 at the report; one born after it was over is a person's choice.",
    of_long_ago,
    """
happened on              | victim's child  => outcome
2019-03-02               | born 2016-06-01 => in scope
2019-03-02               | born 2019-03-02 => in scope
2019-03-02               | born 2019-03-03 => a person: born_after_incident
2019-03-02               | born 2021       => a person: born_after_incident
2019-03-02               | born 2019       => in scope
2019-03-02 to 2024-12-31 | born 2021-05-05 => in scope
2019-03-02               | born 2001-05-05 => out of scope
not known                | born 2026-01-05 => in scope
""",
)

PROTECTION = Table(
    "Whose address is protected",
    "R15; Readings that matter",
    "The child's own residence decides. A child without one shares the protection of those it is related to; "
    "and who lives at a protected address is protected.",
    protection,
    """
child's residence | victim's  | suspect's | related          => child
protected         | open      | open      | child of victim  => protected
open              | open      | open      | child of victim  => not protected
none              | protected | open      | child of victim  => protected
none              | protected | open      | child of suspect => not protected
none              | open      | open      | child of victim  => not protected
none              | none      | none      | child of victim  => not protected
elsewhere         | protected | open      | child of victim  => not protected
open              | protected | open      | child of victim  => protected
""",
)


PAGE = Page(
    "encompass-scope",
    "R1 to R3: who is in scope",
    "The report is of Thursday 19 November 2026. Its parties are a victim, a suspect, and a grandmother who "
    "is neither (role other). Everybody is invented.",
    (EVERY_REPORT, CHILDREN, YOUNG_PARTIES, LISTED_TWICE, KIN, LONG_AGO, PROTECTION),
)


@each_row(PAGE)
def test_scope(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_a_party_listed_as_a_child_too_keeps_what_either_entry_knows() -> None:
    lives = home(protected=True)
    party = PartyFacts(person("P9", "Ellie", "Marsh", "born 2010-01-15", previous_surnames=("Reed",)), "victim")
    entry = child(
        "aged 16", "sibling of other", forenames="Ellie", surname="Marsh", known_as="Ell", previous_surnames=("Bell",),
        residence=lives, present="yes", voice="I was scared.", upn="H1",
    )  # fmt: skip
    (found,) = scope.assess(incident([*adults(), party], [entry]))
    merged = found.child
    assert (merged.person.person_id, merged.person.known_as, merged.person.residence) == ("P9", "Ell", lives)
    assert (merged.person.previous_surnames, merged.person.birth.precision) == (("Reed", "Bell"), "day")
    assert (merged.present, merged.voice, merged.upn, found.related_to) == ("yes", "I was scared.", "H1", ("P3",))


def test_of_two_entries_the_one_that_makes_a_child_and_the_one_that_protects_are_believed() -> None:
    """One person_id, two dates of birth and two homes: nobody is lost by a slip, and no protection either."""
    grown = PartyFacts(
        person("P9", "Ellie", "Marsh", "born 1990-01-15", residence=home("ST6 1AA", "3 Other St")), "other"
    )
    entry = child("aged 9", person_id="P9", forenames="Ellie", surname="Marsh", residence=home(protected=True))
    (found,) = scope.assess(incident([*adults(), grown], [entry]))
    assert (found.in_scope, found.child.person.birth.precision) == (True, "age")
    assert found.child.person.residence == home(protected=True)


def test_a_relationship_to_another_child_says_nothing_of_a_party() -> None:
    """A sister's sister may be a stepsister of nobody here: a person decides, and nobody falls out of scope."""
    sister = child(person_id="C2", forenames="Grace", relationships="sibling of C1")
    found = {each.child.person.person_id: outcome(each) for each in scope.assess(incident(children=[child(), sister]))}
    assert found == {"C1": "in scope", "C2": "a person: relationship_unknown"}


def test_two_parties_of_one_name_are_two_people() -> None:
    """A name and a birthday tie a child to a party, never a party to a party."""
    namesakes = [PartyFacts(person(f"P{n}", "Ellie", "Marsh", "born 2010-01-15"), "victim") for n in (1, 2)]
    assert [each.child.person.person_id for each in scope.assess(incident(namesakes, []))] == ["P1", "P2"]


def test_one_person_recorded_as_victim_and_as_suspect_is_a_victim() -> None:
    """A counter-allegation written as two entries with one number of the force."""
    twice = [
        PartyFacts(person(f"P{n}", "Ellie", "Marsh", "aged 16", nominal="77"), r)
        for n, r in enumerate(("victim", "suspect"))
    ]
    (found,) = scope.assess(incident(twice, []))
    assert (found.child.person.person_id, found.in_scope, found.question) == ("P0", True, None)


def test_two_children_of_one_name_and_birthday_are_two() -> None:
    """Mistake 4; and a party of that name and birthday is one of them, not both."""
    birth = "born 2010-01-15"
    namesakes = [child(birth, person_id=f"C{n}", forenames="Ellie", surname="Marsh") for n in (1, 2)]
    assert len(scope.assess(incident(children=namesakes))) == 2
    party = PartyFacts(person("P9", "Ellie", "Marsh", birth), "victim")
    found = scope.assess(incident([*adults(), party], namesakes))
    assert [each.child.person.person_id for each in found] == ["C2", "P9"]


def test_a_protected_parent_is_found_under_any_of_her_entries() -> None:
    """The mother is listed twice with one number of the force; her protected home stands on the second entry."""
    twice = [
        PartyFacts(person("P1", "Amy", "Okafor", "aged 34", nominal="77"), "victim"),
        PartyFacts(person("P5", "Amy", "Okafor", "aged 34", nominal="77", residence=home(protected=True)), "suspect"),
    ]
    facts = incident(twice, [child()])
    (exposure,) = scope.assess(facts)
    assert scope.protected(exposure, facts)


@pytest.mark.parametrize(("uprn", "guarded"), [("100012345678", True), ("100012345679", False)])
def test_one_uprn_is_one_home(uprn: str, guarded: bool) -> None:
    own, hers = (Residence(Address((), None, code), None, None, False) for code in (uprn, "100012345678"))
    mother = replace(adults()[0], person=replace(adults()[0].person, residence=replace(hers, protected=True)))
    facts = incident([mother], [child(residence=own)])
    (exposure,) = scope.assess(facts)
    assert scope.protected(exposure, facts) is guarded
