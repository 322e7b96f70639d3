"""Women and girls, and everyone: how far victims came, by what is recorded of them, and never by what is guessed.

A victim of a report is one of its parties who is recorded as such. How far they came: reported, referred to a support
service, supported there, and seen through to a charge. Whatever nobody recorded is a row of its own with how many that
is, and so is what somebody was asked and did not say: a page that left them out would look as if everybody had said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from firstbell.joint.intensification.rules.listing import ACCUSED
from firstbell.pure.disclosure import Figure, rounded
from firstbell.pure.evaluation.shares import Portion
from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import IncidentFacts, PartyFacts
from firstbell.registers.incidents.rules.characteristics import NOTHING, Characteristics
from firstbell.registers.incidents.rules.document import Disability, Ethnicity, Orientation, Relation, Sex

NOT_RECORDED = "not recorded"
NO_PARTNER = "no partner"
SEX, AGE, STALKING, EXPLOITATION = "sex", "age", "stalking", "exploitation"
ETHNICITY, DISABILITY, ORIENTATION, RELATIONSHIP, PARTNERS = (
    *("ethnicity", "disability", "orientation", "relationship", "partners"),
)
DIMENSIONS = {
    SEX: "Sex",
    AGE: "Age on the day of the report",
    ETHNICITY: "Ethnicity",
    DISABILITY: "Disability",
    ORIENTATION: "Sexual orientation",
    RELATIONSHIP: "What they are to whom they report",
    PARTNERS: "Partners and former partners, by whose sex is recorded",
    EXPLOITATION: "An offence of exploitation or modern slavery",
    STALKING: "An offence of stalking",
}
"""By what people are counted, one at a time."""
OF_PARTNERS, SAME_SEX, OTHER_SEX = frozenset({"partner", "former_partner"}), "the same sex", "another sex"
"""Two recorded sexes are no relationship, as a brother is recorded so too: partners are who is recorded as such."""

STALKED, EXPLOITED = frozenset({"8Q"}), frozenset({"71", "72", "106"})
"""Home Office codes: stalking; abuse of children through sexual exploitation, trafficking for it, modern slavery."""

AGES = ((16, "under 16"), (18, "16 and 17"), (25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (65, "50 to 64"))
OLDEST = "65 and over"

ROWS: Mapping[str, tuple[str, ...]] = {
    dimension: (*words, NOT_RECORDED)
    for dimension, words in {
        SEX: get_args(Sex),
        AGE: (*(words for _, words in AGES), OLDEST),
        ETHNICITY: get_args(Ethnicity),
        DISABILITY: get_args(Disability),
        ORIENTATION: get_args(Orientation),
        RELATIONSHIP: get_args(Relation),
        PARTNERS: (SAME_SEX, OTHER_SEX, NO_PARTNER),
        EXPLOITATION: ("yes", "no"),
        STALKING: ("yes", "no"),
    }.items()
}
"""Every group that there may be, in the format's words."""

REPORTED, REFERRED, SUPPORTED, SEEN_THROUGH = "reported", "referred", "supported", "seen_through"
STEPS = {
    REPORTED: "Reported",
    REFERRED: "Referred to a support service",
    SUPPORTED: "Supported by it",
    SEEN_THROUGH: "Seen through to a charge",
}


@dataclass(frozen=True, slots=True)
class Victim:
    """A victim of one report: a group for each dimension, and how far they came. ``referred`` and ``supported`` are
    None where the report names several victims: a referral says from which report it came, and not of whom."""

    groups: Mapping[str, str]
    referred: bool | None
    supported: bool | None
    seen_through: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Of those of whom it is known (``of``), how many came so far, both as they may be shown; ``portion`` is the share
    of these shown figures with Wilson's interval, None where either is hidden. ``unknown``: of how many it is not."""

    step: str
    count: Figure
    of: Figure
    unknown: Figure
    portion: Portion | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of one dimension: ``reported`` victims, and how far they came. Nothing under ten is shown."""

    dimension: str
    group: str
    reported: Figure
    reached: tuple[Reach, ...]


def groups_of(party: PartyFacts, facts: IncidentFacts, said: Characteristics = NOTHING) -> dict[str, str]:
    """What is recorded of a victim, dimension by dimension."""
    return {
        SEX: party.person.sex or NOT_RECORDED,
        AGE: _age(party, facts),
        ETHNICITY: said.ethnicity or NOT_RECORDED,
        DISABILITY: said.disability or NOT_RECORDED,
        ORIENTATION: said.sexual_orientation or NOT_RECORDED,
        RELATIONSHIP: said.relationship or NOT_RECORDED,
        PARTNERS: _partners(party, facts, said),
        STALKING: _offence(facts, STALKED),
        EXPLOITATION: _offence(facts, EXPLOITED),
    }


def by_group(victims: Iterable[Victim]) -> tuple[Group, ...]:
    """Every group that there may be of every dimension, each dimension by itself: two together would be small, and a
    row that stood only where somebody is would tell that somebody is."""
    everybody = list(victims)
    return tuple(
        _group(dimension, group, [one for one in everybody if one.groups[dimension] == group])
        for dimension in DIMENSIONS
        for group in ROWS[dimension]
        if everybody
    )


def _group(dimension: str, group: str, mine: list[Victim]) -> Group:
    steps = (REFERRED, SUPPORTED, SEEN_THROUGH)
    return Group(dimension, group, rounded(len(mine)), tuple(_reach(step, mine) for step in steps))


def _reach(step: str, mine: list[Victim]) -> Reach:
    """From shown figures alone: an interval that was made of the counts would give them away."""
    known = [reached for one in mine if (reached := getattr(one, step)) is not None]
    count, of = rounded(sum(known)), rounded(len(known))
    portion = None
    if count.number is not None and of.number is not None:
        portion = Portion(min(count.number, of.number), of.number)
    return Reach(step, count, of, rounded(len(mine) - len(known)), portion)


def _age(party: PartyFacts, facts: IncidentFacts) -> str:
    """The band that somebody is surely in; one that is not sure is not recorded."""
    birth, on = party.person.birth, london_date(facts.reported_at)
    youngest = 0
    for years, words in (*AGES, (200, OLDEST)):
        if birth.surely_at_least(youngest, on) and birth.surely_under(years, on):
            return words
        youngest = years
    return NOT_RECORDED


def _partners(party: PartyFacts, facts: IncidentFacts, said: Characteristics) -> str:
    """Only where it is sure: of one other who is accused, and both sexes known."""
    if said.relationship in ("", "not_stated"):
        return NOT_RECORDED
    if said.relationship not in OF_PARTNERS:
        return NO_PARTNER
    accused = [one.person.sex for one in facts.parties if one.role in ACCUSED and one is not party]
    both = (party.person.sex, *accused)
    if len(both) != 2 or not set(both) <= {"F", "M"}:
        return NOT_RECORDED
    return SAME_SEX if both[0] == both[1] else OTHER_SEX


def _offence(facts: IncidentFacts, codes: frozenset[str]) -> str:
    if not facts.offence_codes:
        return NOT_RECORDED
    return "no" if codes.isdisjoint(facts.offence_codes) else "yes"
