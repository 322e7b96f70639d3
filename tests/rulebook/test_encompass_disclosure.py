"""R9, R10, R15 and R17: what a notice says, and what it never says."""

from dataclasses import replace
from typing import Any

import pytest

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts, Location, PartyFacts, StatedSchool
from firstbell.registers.people.rules import Address
from firstbell.responses.encompass.rules import disclosure, scope
from firstbell.responses.encompass.rules.disclosure import FIELDS, PROFILES, WITHHELD
from rulebook.invented import child, home, incident, london_time, person
from rulebook.tables import Page, Table, each_row


def the_incident(**facts: Any) -> IncidentFacts:
    """Oliver and Grace, children of Amy Okafor, who has fled to a protected address, and of Daniel Reed."""
    amy = person("P1", "Amy", "Okafor", "born 1992-02-03", residence=home("B78 3QA", "9 Hidden Lane", protected=True))
    daniel = person("P2", "Daniel", "Reed", "born 1990-07-11", nominal="N4471823", known_as="Dazza")
    oliver = child(
        forenames="Oliver James", known_as="Ollie", nhs_number="9434765919", upn="H801200001001", present="yes",
        welfare_check=True, seen_by_officer=True, spoken_to=True, spoken_to_alone=True, voice="I was scared.",
    )  # fmt: skip
    grace = child(
        "born 2012-01-20", person_id="C2", forenames="Grace", stated_school=StatedSchool("Haywood High", "victim")
    )
    known: dict[str, Any] = {
        "parties": (PartyFacts(amy, "victim"), PartyFacts(daniel, "suspect")),
        "children": (oliver, grace),
        "location": Location("home", Address(("12 Example Road", "Hanley"), "ST4 1AA")),
    }
    return incident(**(known | facts))


def said_of(facts: IncidentFacts, person_id: str = "C1", profile: str = "rich") -> dict[str, str | bool | None]:
    exposure = next(e for e in scope.assess(facts) if e.child.person.person_id == person_id)
    return disclosure.content(profile_fields=PROFILES[profile], incident=facts, exposure=exposure)


def _words(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else value


def field(name: str) -> tuple[str, ...]:
    rich = said_of(the_incident())
    return FIELDS[name], "yes" if name in PROFILES["minimal"] else "no", _words(rich[name])


def hardly_known(name: str) -> tuple[str, ...]:
    bare = ChildFacts(person("C1", "Oliver", ""))
    return (_words(said_of(incident(children=[bare], occurred_from=None, location=None))[name]),)


def birth(known: str) -> tuple[str, ...]:
    return (_words(said_of(incident(children=[child(known)]))["date_of_birth"]),)


def circumstances(present: str, seen: str, spoken: str, alone: str) -> tuple[str, ...]:
    ticked = {"yes": True, "no": False, "-": None}
    boy = child(present=present, seen_by_officer=ticked[seen], spoken_to=ticked[spoken], spoken_to_alone=ticked[alone])
    said = str(said_of(incident(children=[boy]))["circumstances"])
    said = said.removeprefix(disclosure.REPORTED).replace(disclosure.SEEN, "[seen]")
    said = said.replace(disclosure.SPOKEN_TO, "[spoken to]").replace(disclosure.SPOKEN_TO_ALONE, "[spoken to alone]")
    return (said.strip(),)


def moment(london: str) -> tuple[str, ...]:
    at = london_time(london)
    return (_words(said_of(incident(reported_at=at))["reported_at"]),)


def place(kind: str) -> tuple[str, ...]:
    where = Location(kind, Address(("12 Example Road",), "ST4 1AA")) if kind != "not known" else None
    return (_words(said_of(incident(location=where))["place"]),)


def voice(words: str) -> tuple[str, ...]:
    facts = the_incident()
    oliver = replace(facts.children[0], voice=words)
    facts = replace(facts, children=(oliver, facts.children[1]))
    said = said_of(facts)["voice"]
    assert said in (words, WITHHELD)
    return ("withheld" if said == WITHHELD else "said",)


def tampered(name: str, value: str) -> tuple[str, ...]:
    content: dict[str, object] = {**said_of(the_incident()), name: {"yes": True, "12": 12}.get(value, value)}
    return ("; ".join(disclosure.leaks(content, the_incident())) or "leaves",)


def own_profile(fields: str) -> tuple[str, ...]:
    profiles = {"ours": tuple(fields.split())}
    try:
        return (" ".join(disclosure.profile_named(ForcePolicy(profile="ours", profiles=profiles))),)
    except ValueError as error:
        return (str(error).partition(";")[0],)


FIELDS_TABLE = Table(
    "Every field a notice can have",
    "R9, R10 (neutral wording)",
    "Minimal is the default; rich has them all. A force may make a list of its own from these. The words are "
    "those of one invented notice.",
    field,
    """
field         => label                                 | in minimal | for example
child_name    => Child's name                          | yes        | Oliver James Okafor
known_as      => Known as                              | yes        | Ollie
date_of_birth => Date of birth                         | yes        | 2016-06-01
happened_at   => When it is reported to have happened  | yes        | 2026-11-19T22:05:00+00:00
reported_at   => When it was reported to the police    | yes        | 2026-11-19T22:05:00+00:00
present       => Reported to have been present         | yes        | yes
welfare_check => Welfare check done by an officer      | yes        | yes
reference     => Police reference                      | no         | STF/2026/0012345
place         => Kind of place                         | no         | at a home
voice         => What the child said                   | no         | I was scared.
circumstances => Circumstances | no | An incident of domestic abuse was reported to the police. The child was reported \
to have been present. An officer saw the child. An officer spoke to the child alone.
""",
)

PARTIAL = Table(
    "A notice of which hardly anything is known",
    "R17",
    "A forename and a time are enough: the rest follows as an update of the same notice.",
    hardly_known,
    """
field         => said
child_name    => Oliver
date_of_birth => -
happened_at   => -
reported_at   => 2026-11-19T22:05:00+00:00
present       => unknown
welfare_check => -
place         => -
voice         => -
""",
)

CIRCUMSTANCES = Table(
    "Circumstances, in our own words",
    "R9 (rich), R10 (neutral wording, no narrative)",
    "Made from what was ticked, never from what was written; nobody's part in it is said.",
    circumstances,
    """
present | seen | spoken to | alone => after the opening sentence
yes     | yes  | yes       | yes   => The child was reported to have been present. [seen] [spoken to alone]
yes     | yes  | yes       | no    => The child was reported to have been present. [seen] [spoken to]
no      | no   | no        | no    => The child was not reported to have been present.
unknown | -    | -         | -     => It is not known whether the child was present.
""",
)

BIRTHS = Table(
    "A date of birth, as precisely as it is known",
    "R9",
    "Nothing is made more certain than it is.",
    birth,
    """
known           => said
born 2016-06-01 => 2016-06-01
born 2016-06    => 2016-06
born 2016       => 2016
aged 10         => aged 10
not known       => -
""",
)

MOMENTS = Table(
    "Times are London's, with their offset",
    "H11; DOMAIN.md section 8, mistake 20",
    "A reader sees the hour that the clock on the wall showed.",
    moment,
    """
reported             => said
Thu 2026-11-19 22:05 => 2026-11-19T22:05:00+00:00
Wed 2026-06-10 00:30 => 2026-06-10T00:30:00+01:00
""",
)

KINDS = Table(
    "The place is a kind of place in words",
    "R10",
    "Never an address, nor a part of one.",
    place,
    """
recorded as => said
home        => at a home
relative    => at a relative's home
public      => in a public place
online      => online
other       => elsewhere
not known   => -
""",
)

VOICE = Table(
    "The child's own words are said whole, or withheld whole",
    "R10, R15; DOMAIN.md section 8, mistake 13",
    "The incident was at 12 Example Road, Hanley, ST4 1AA. The victim is Amy Okafor, now at 9 Hidden Lane, "
    "B78 3QA; the suspect is Daniel Reed; the child is Oliver (Ollie), his sister Grace goes to Haywood High. "
    "A false alarm costs a sentence; a miss can cost a life.",
    voice,
    """
the child said                                        => in the notice
I was scared and hid upstairs.                        => said
Daddy shouted at mummy 3 times in the house.          => said
I want to stay with my nan at the weekend.            => said
Ollie was scared, and so was my teddy.                => said
Year 6 is good.                                       => said
We went to our nan's, so one of us slept.             => said
He came at 5pm and left at half past 10.              => said
I go to bed at 8 or 9. My teacher is nice.            => said
I counted one two three and it stopped.               => said
My mum says it is OK to talk.                         => said
We live at B78 3QA now.                               => withheld
it is in B78.                                         => withheld
we moved to b783qa                                    => withheld
it is B 7 8 3 Q A                                     => withheld
go to B78 OQA                                         => withheld
the new one is TS1 2BB                                => withheld
My mum's number is 07700 900123.                      => withheld
ring 01782-555-123                                    => withheld
oh seven seven double oh nine hundred, ring that      => withheld
It is zero seven seven zero zero nine.                => withheld
mail mum@new.example                                  => withheld
mum at mail dot com                                   => withheld
look at www.mum.example                               => withheld
We stay in Hidden Lane.                               => withheld
It is called Hidden.                                  => withheld
we went home to example road                          => withheld
we live in Hanley                                     => withheld
We are at 44 Rose Street with auntie.                 => withheld
we have flat 7                                        => withheld
We sleep in a refuge now.                             => withheld
it's a safe house                                     => withheld
Amy cried.                                            => withheld
Mrs OKAFOR cried.                                     => withheld
Daniel hit her.                                       => withheld
Danny hit her.                                        => withheld
Dazza hit her.                                        => withheld
Mr Reed's dog barked.                                 => withheld
Grace was under the bed.                              => withheld
my sister goes to haywood high                        => withheld
He was in prison before.                              => withheld
the lady said high risk                               => withheld
It was N4471823 on the paper.                         => withheld
""",
)

GATE = Table(
    "The last gate before a notice leaves",
    "R10, R15 (a hard gate in the sending path)",
    "It trusts nothing that was written before it: a field of the notice above is changed by hand, and what "
    "is found blocks the notice.",
    tampered,
    """
field          | changed to                       => outcome
voice          | I was scared.                    => leaves
voice          | withheld for safety              => leaves
voice          | We live at 9 Hidden Lane now.    => voice: an address
voice          | Daniel hit me at B78 3QA         => voice: a postcode; voice: a name; voice: a code
circumstances  | He punched her in front of them. => circumstances: not of its form
place          | 12 Example Road                  => place: not of its form
present        | maybe                            => present: not of its form
child_name     | Grace Okafor                     => known_as: not this child's
child_name     | Jack Marsh                       => child_name: not this child's; known_as: not this child's
child_name     | Daniel Reed                      => child_name: not this child's; known_as: not this child's
known_as       | Ollie, now at 9 Rose Lane        => known_as: an address; known_as: not this child's
reference      | STF/2026/0012346                 => reference: not this incident's
date_of_birth  | 2016-06-01, at Haywood High      => date_of_birth: not of its form
reported_at    | last night                       => reported_at: not of its form
welfare_check  | done by PC 4471                  => welfare_check: not yes or no
reference      | 12                               => reference: not words
address        | 9 Hidden Lane                    => address: not a field of a notice
risk           | high                             => risk: not a field of a notice
""",
)

OWN = Table(
    "A force's own list of fields",
    "R9",
    "An unknown field is refused by name. Without the child's name and the time of the report there is no "
    "notice (R17).",
    own_profile,
    """
the list                                  => outcome
child_name reported_at                    => child_name reported_at
child_name date_of_birth reported_at present voice => child_name date_of_birth reported_at present voice
child_name reported_at address            => profile 'ours': unknown ['address'], missing []
child_name reported_at risk_grade         => profile 'ours': unknown ['risk_grade'], missing []
child_name present                        => profile 'ours': unknown [], missing ['reported_at']
reported_at                               => profile 'ours': unknown [], missing ['child_name']
""",
)

PAGE = Page(
    "encompass-disclosure",
    "R9, R10, R15, R17: what a notice says",
    "An e-mail says nothing at all but that a notice waits behind sign-in; this is the notice.",
    (FIELDS_TABLE, PARTIAL, CIRCUMSTANCES, BIRTHS, MOMENTS, KINDS, VOICE, GATE, OWN),
)


@each_row(PAGE)
def test_disclosure(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_names_that_no_latin_letter_writes_are_names_too() -> None:
    facts = the_incident()
    father = PartyFacts(person("P8", "محمد", "حسين"), "other")
    sister = child(person_id="C8", forenames="Łucja", surname="Wiśniewska")
    facts = replace(facts, parties=(*facts.parties, father), children=(*facts.children, sister))
    for words in ("محمد was there", "Lucja was there", "Łucja's doll"):
        oliver = replace(facts.children[0], voice=words)
        said = said_of(replace(facts, children=(oliver, *facts.children[1:])))
        assert said["voice"] == WITHHELD


def test_every_field_has_its_row() -> None:
    assert [given[0] for given, _ in FIELDS_TABLE.rows] == list(FIELDS)


def test_minimal_is_the_default() -> None:
    assert disclosure.profile_named(ForcePolicy()) == PROFILES["minimal"]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (ForcePolicy(profile="poor"), "there is no profile 'poor'"),
        (ForcePolicy(profiles={"minimal": ("child_name", "reported_at")}), "'minimal' is Firstbell's own"),
    ],
)
def test_a_profile_that_is_not_there_is_refused(policy: ForcePolicy, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        disclosure.profile_named(policy)


def test_what_the_rules_write_themselves_passes_the_gate_whatever_people_are_called() -> None:
    """A party may be called Child, Police, Home or Safety."""
    facts = the_incident()
    odd = tuple(
        PartyFacts(person(f"P{n}", name, name), "victim")
        for n, name in enumerate(("Child", "Police", "Home", "Safety"))
    )
    facts = replace(facts, parties=facts.parties + odd)
    facts = replace(facts, children=(replace(facts.children[0], voice="Safety was at home."), *facts.children[1:]))
    assert said_of(facts)["voice"] == WITHHELD
    assert disclosure.leaks(said_of(facts), facts) == ()


def test_a_young_victim_and_a_child_of_whom_little_is_known_pass_the_gate() -> None:
    young = PartyFacts(person("P9", "Ellie", "Marsh", "aged 16"), "victim")
    facts = incident(
        parties=[young], children=[ChildFacts(person("C1", "Oliver", ""))], occurred_from=None, location=None
    )
    for exposure in scope.assess(facts):
        said = said_of(facts, exposure.child.person.person_id)
        assert disclosure.leaks(said, facts) == ()
