"""The cases that every release must pass, as far as the rules alone decide them (DOMAIN.md section 1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from firstbell.pure.areas import Area
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.school_days import Block, SchoolCalendar
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts, PartyFacts
from firstbell.registers.people.rules import Residence
from firstbell.registers.schools.rules import ContactFacts, StaffFacts
from firstbell.responses.encompass.rules import conflict, deadlines, residence, scope
from firstbell.responses.encompass.rules.places import decide
from rulebook.invented import adults, child, home, in_london, incident, london_time, person
from rulebook.ladder import answer, establishment, evidence
from rulebook.tables import Page, Table, each_row

TERMS = SchoolCalendar(
    (Block(date(2026, 9, 2), date(2026, 10, 23)), Block(date(2026, 11, 2), date(2026, 12, 18))),
    frozenset({date(2026, 11, 30)}),
    "authority",
)
HERE = Area("E06000021", "E06000021", "staffordshire", "england")
AREAS = {
    "EH": Area("S12000036", "S12000036", "police-scotland", "scotland"),
    "SY": Area("E06000051", "E06000051", "west-mercia", "england"),
}


@dataclass(frozen=True)
class Scene:
    """An incident, and what the rolls (and what else there is) say of each of its children, by person_id."""

    incident: IncidentFacts
    rolls: dict[str, tuple[str, ...]] = field(default_factory=dict)
    staff: Sequence[StaffFacts] = ()
    contacts: Sequence[ContactFacts] = ()


def outcome(scene: Scene) -> tuple[str, str]:
    """Where every child's notice goes or what is asked, and by when; one after the other, by person_id."""
    found = [_of(exposure, scene) for exposure in scope.assess(scene.incident)]
    where = "; ".join(f"{person_id}: {where}" for person_id, where, _ in found) or "no exposure"
    return where, "; ".join(dict.fromkeys(when for *_, when in found if when)) or "-"


def _of(exposure: scope.Exposure, scene: Scene) -> tuple[str, str, str]:
    person_id = exposure.child.person.person_id
    if not exposure.in_scope:
        return person_id, "out of scope", ""
    policy, reported = ForcePolicy(), scene.incident.reported_at
    own = exposure.child.person.residence
    area = AREAS.get((own.address.postcode or "")[:2], HERE) if own else None
    known = replace(
        evidence(*scene.rolls.get(person_id, ("nobody",))),
        exposure=exposure,
        owner=residence.owner_of(exposure, policy, area),
        protected=scope.protected(exposure, scene.incident),
        reported_on=london_date(reported),
        today=london_date(reported),
    )
    decision = decide(known)
    told, question = answer(decision)
    due = [deadlines.due_by(place, reported_at=reported, calendar=TERMS, policy=policy)[0] for place in decision.places]
    due += [deadlines.review_due_by(reported_at=reported, policy=policy)] if decision.question else []
    said = [told] if told != "-" else []
    said += [f"a person ({question})"] if question != "-" else []
    said += ["held (conflict)"] if decision.places and _conflict(scene) else []
    return person_id, " and ".join(said), in_london(min(due)) if due else ""


def _conflict(scene: Scene) -> bool:
    found = conflict.conflicts(
        parties=scene.incident.parties, staff=scene.staff, contacts=scene.contacts, establishment=establishment("A")
    )
    return bool(found)


def kid(
    person_id: str, forenames: str, birth: str = "born 2016-06-01", to: str = "child of victim", **facts
) -> ChildFacts:
    return child(birth, to, person_id=person_id, forenames=forenames, **facts)


def young(role: str, birth: str = "born 2010-01-15", lives: Residence | None = None) -> PartyFacts:
    return PartyFacts(person("P9", "Ellie", "Marsh", birth, residence=lives), role)


def one(
    roll: str = "single at A", lives: str = "as on the roll", named: str = "-", earlier: str = "-", **facts
) -> Scene:
    own = facts.pop("own", None)
    birth = facts.pop("birth", "born 2016-06-01")
    return Scene(
        incident(children=[kid("C1", "Oliver", birth, residence=own)], **facts), {"C1": (roll, lives, named, earlier)}
    )


def reported(words: str, **facts) -> Scene:
    return one(reported_at=london_time(words), occurred_from=london_time(words), **facts)


TWINS = [kid("C1", "Oliver"), kid("C2", "Jacob")]
VICTIM, SUSPECT, OTHER = adults()
FLED = home("B78 3QA", "9 Hidden Lane", protected=True)

SCENES: dict[str, Scene] = {
    "twins in one school": Scene(incident(children=TWINS), {"C1": ("single at A",), "C2": ("single at A",)}),
    "twins in two": Scene(incident(children=TWINS), {"C1": ("single at A",), "C2": ("single at B",)}),
    "twins, and the forename in doubt": one("unsure: single at A or single at B"),
    "three siblings in primary, secondary and FE": Scene(
        incident(
            children=[kid("C1", "Oliver"), kid("C2", "Grace", "born 2012-01-20"), kid("C3", "Sam", "born 2009-03-05")]
        ),
        {"C1": ("single at A",), "C2": ("single at B",), "C3": ("college at P",)},
    ),
    "half-sibling related to one party": Scene(
        incident(children=[kid("C1", "Oliver"), kid("C2", "Maya", to="child of suspect")]),
        {"C1": ("single at A",), "C2": ("single at B",)},
    ),
    "contact child at the other party's address": Scene(
        incident(
            children=[
                kid("C1", "Maya", to="child of suspect", present="no", residence=home("ST6 1AA", "3 Other Street"))
            ]
        ),
        {"C1": ("single at B", "elsewhere, near")},
    ),
    "cousin as carer": Scene(incident(children=[kid("C1", "Oliver", to="cousin of victim")]), {"C1": ("single at A",)}),
    "unrelated child in the household": Scene(
        incident(children=[kid("C1", "Oliver", to="none of victim, none of suspect")])
    ),
    "same name and date of birth but unrelated": one("several: single at A or single at B", "not known"),
    "dual-registered PRU and school": one("main at A, subsidiary at P"),
    "EHE child with a sibling in school": Scene(
        incident(children=[kid("C1", "Oliver"), kid("C2", "Grace")]),
        {"C1": ("home educated in Stoke",), "C2": ("single at A",)},
    ),
    "CME": one("missing education in Stoke"),
    "independent boarder out of area": one("single at F", "a parent's, as on the roll"),
    "independent boarder out of area, only named": one("nobody", "not known", "F by victim, far"),
    "school in Wales": one("nobody", "not known", "something by victim"),
    "school in Scotland": one("nobody", "not known", "something by child"),
    "child who lives in Scotland": one(own=home("EH1 1YZ", "1 High Street")),
    "child who lives in another force's area": one("nobody", "elsewhere, far", own=home("SY1 1AA", "4 Castle Gates")),
    "nursery class": one(birth="born 2023-01-10"),
    "baby with no setting": one("nobody", "not known", birth="born 2026-02-10"),
    "16-17 victim": Scene(incident([VICTIM, SUSPECT, young("victim")], []), {"P9": ("college at B",)}),
    "16-17 victim, listed among the children too": Scene(
        incident([SUSPECT, young("victim")], [kid("C1", "Ellie", "born 2010-01-15", "nothing said", surname="Marsh")]),
        {"P9": ("college at B",)},
    ),
    "16-17 suspect": Scene(incident([VICTIM, young("suspect")], []), {"P9": ("college at B",)}),
    "turned 18 overnight": one(birth="born 2008-11-20"),
    "18 on the day of the report": one(birth="born 2008-11-19"),
    "moved school yesterday": one("single at A until 2026-11-18, single at B from 2026-11-18"),
    "moved school yesterday, the new one only named": one("single at A until 2026-11-18", "not known", "B by victim"),
    "moved school yesterday, the new one unknown": one("single at A until 2026-11-18"),
    "refuge": one("single at A", "elsewhere, far", own=FLED),
    "refuge, and the victim says the school is still the same": one(
        "single at A", "elsewhere, far", "A by victim", own=FLED
    ),
    "protected address that the school has": one("single at A", "as on the roll, protected", own=home(protected=True)),
    "protected address that the roll has not": one(
        "single at A", "elsewhere, near, protected", own=home("ST6 1AA", "1 New Street", protected=True)
    ),
    "the DSL is a party": replace(
        one(), contacts=[ContactFacts("A", 1, "dsl", "Daniel Reed", "d@a.example", "", True, True)]
    ),
    "a party chairs the governors": replace(
        one(), staff=[StaffFacts("A", "Amy", "Okafor", date(1992, 2, 3), "", "", "chair of governors")]
    ),
    "a party is the caretaker": replace(
        one(), staff=[StaffFacts("A", "Danny", "Reed", date(1990, 7, 11), "", "", "caretaker")]
    ),
    "a namesake of a party teaches there": replace(
        one(), staff=[StaffFacts("A", "Daniel", "Reed", date(1961, 1, 1), "", "", "teacher")]
    ),
    "two incidents in one night: the first": reported("Thu 2026-11-19 19:00"),
    "two incidents in one night: the second": reported("Thu 2026-11-19 23:30", reference="STF/2026/0012399"),
    "re-graded incident": one(version=2, crime=False, outcome_code="16", offence_codes=()),
    "counter-allegation": one(parties=[replace(VICTIM, role="suspect"), replace(SUSPECT, role="victim")]),
    "counter-allegation by a victim of 16": Scene(incident([SUSPECT, young("both")], []), {"P9": ("college at B",)}),
    "historic incident reported now": one(occurred_from=london_time("Sat 2019-03-02 21:00")),
    "historic incident, the child born later": one(occurred_from=london_time("Sat 2012-03-03 21:00")),
    "incident at 07:50": reported("Fri 2026-11-20 07:50"),
    "incident at 08:40": reported("Fri 2026-11-20 08:40"),
    "Friday 23:00 before half-term": reported("Fri 2026-10-23 23:00"),
    "INSET Monday": reported("Fri 2026-11-27 23:00"),
    "clock change": reported("Sun 2026-10-25 00:30", roll="home educated in Stoke"),
}


def case(name: str, _: str) -> tuple[str, ...]:
    return outcome(SCENES[name])


CASES = Table(
    "Where every child's notice goes, and by when",
    "DOMAIN.md section 1, cases that every release must pass",
    "Unless said otherwise the report is of Thursday 19 November 2026, 22:05, the child is C1, the victim's, "
    "ten years old, surely found on a roll, and lives where the roll says. In brackets are the ranks of "
    "evidence that agree, or the question for a person. INSET is on Monday 30 November.",
    case,
    """
case | what is known => outcome | due by
twins in one school | Both are surely found. => C1: A (1); C2: A (1) | Fri 2026-11-20 08:30
twins in two | Both are surely found. => C1: A (1); C2: B (1) | Fri 2026-11-20 08:30
twins, and the forename in doubt | Either twin could be the child. => C1: a person (which_pupil) | Fri 2026-11-20 08:30
three siblings in primary, secondary and FE | All found. => C1: A (1); C2: B (1); C3: P (1) | Fri 2026-11-20 08:30
half-sibling related to one party | C2 is the suspect's. => C1: A (1); C2: B (1) | Fri 2026-11-20 08:30
contact child at the other party's address | Lives elsewhere, was away. => C1: B (1) | Fri 2026-11-20 08:30
cousin as carer | The victim is the child's cousin. => C1: A (1) | Fri 2026-11-20 08:30
unrelated child in the household | Related to neither party. => C1: out of scope | -
same name and date of birth but unrelated | No address. => C1: a person (which_pupil) | Fri 2026-11-20 08:30
dual-registered PRU and school | Main at A, subsidiary at P. => C1: A (1); P (1) | Fri 2026-11-20 08:30
EHE child with a sibling in school | On the roll so. => C1: the officer of Stoke (1); C2: A (1) | Fri 2026-11-20 08:30
CME | On the roll as such. => C1: the officer of Stoke (1) | Fri 2026-11-20 08:30
independent boarder out of area | F, 60 km away, on a roll. => C1: F (1) | Fri 2026-11-20 08:30
independent boarder out of area, only named | F named only. => C1: a person (stated_unsure) | Fri 2026-11-20 08:30
school in Wales | Named, and not on the register. => C1: a person (stated_unsure) | Fri 2026-11-20 08:30
school in Scotland | Named, and not on the register. => C1: a person (stated_unsure) | Fri 2026-11-20 08:30
child who lives in Scotland | And is on a roll here. => C1: a person (outside_england_wales) | Fri 2026-11-20 08:30
child who lives in another force's area | In Shropshire. => C1: west-mercia | Fri 2026-11-20 00:05
nursery class | Three years old, on a roll. => C1: A (1) | Fri 2026-11-20 08:30
baby with no setting | Nine months old. => C1: nobody: no setting | -
16-17 victim | Sixteen, a party. => P9: B (1) | Fri 2026-11-20 08:30
16-17 victim, listed among the children too | Once, under her own number. => P9: B (1) | Fri 2026-11-20 08:30
16-17 suspect | Sixteen, a party. => P9: a person (suspect_16_17) | Fri 2026-11-20 08:30
turned 18 overnight | 17 when reported, 18 at the run. => C1: A (1) | Fri 2026-11-20 08:30
18 on the day of the report | The birthday is that very day. => C1: out of scope | -
moved school yesterday | Left A, entered B. => C1: B (1) | Fri 2026-11-20 08:30
moved school yesterday, the new one only named | Left A; the victim says B. => C1: B (3) | Fri 2026-11-20 08:30
moved school yesterday, the new one unknown | Left A. => C1: a person (left_roll) | Fri 2026-11-20 08:30
refuge | Far from the roll's address, protected. => C1: a person (recent_move) | Fri 2026-11-20 08:30
refuge, and the victim says the school is still the same | The same. => C1: A (1, 3) | Fri 2026-11-20 08:30
protected address that the school has | The roll has it too. => C1: A (1) | Fri 2026-11-20 08:30
protected address that the roll has not | Near by. => C1: a person (recent_move) | Fri 2026-11-20 08:30
the DSL is a party | By name only. => C1: A (1) and held (conflict) | Fri 2026-11-20 08:30
a party chairs the governors | By name and birth date. => C1: A (1) and held (conflict) | Fri 2026-11-20 08:30
a party is the caretaker | Danny is Daniel. => C1: A (1) and held (conflict) | Fri 2026-11-20 08:30
a namesake of a party teaches there | With another date of birth. => C1: A (1) | Fri 2026-11-20 08:30
two incidents in one night: the first | Reported at 19:00. => C1: A (1) | Fri 2026-11-20 08:30
two incidents in one night: the second | Reported at 23:30. => C1: A (1) | Fri 2026-11-20 08:30
re-graded incident | No crime any more, outcome 16. => C1: A (1) | Fri 2026-11-20 08:30
counter-allegation | The roles changed over. => C1: A (1) | Fri 2026-11-20 08:30
counter-allegation by a victim of 16 | Recorded as both. => P9: B (1) | Fri 2026-11-20 08:30
historic incident reported now | Of March 2019. => C1: A (1) | Fri 2026-11-20 08:30
historic incident, the child born later | Of March 2012. => C1: a person (born_after_incident) | Fri 2026-11-20 08:30
incident at 07:50 | On a Friday. => C1: A (1) | Fri 2026-11-20 08:30
incident at 08:40 | On a Friday. => C1: A (1) | Mon 2026-11-23 08:30
Friday 23:00 before half-term | A week without pupils follows. => C1: A (1) | Mon 2026-11-02 08:30
INSET Monday | Reported on the Friday before. => C1: A (1) | Tue 2026-12-01 08:30
clock change | In the night of 25 October. => C1: the officer of Stoke (1) | Mon 2026-10-26 08:30
""",
)

PAGE = Page(
    "encompass-cases",
    "Cases that every release must pass",
    "The part of each case that the rules alone decide. What else belongs to it (who is matched with which "
    "pupil, what is sent, what happens on a bounce) is held by the journeys, which run these cases from file "
    "to notice.",
    (CASES,),
)


@each_row(PAGE)
def test_cases(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_every_case_has_its_row() -> None:
    assert [given[0] for given, _ in CASES.rows] == list(SCENES)
