"""Above the weight: which answers a machine may give by itself, and which it leaves to a person.

A match weight adds fields up as if they were independent. In families they are not: brothers, sisters and twins share
surname, home and often the date of birth, so that four agreeing fields outvote one plainly different forename. Here
every field has a veto, and a rival of the same family is looked at by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from firstbell.pure.matching.evidence import Evidence, compare, in_words
from firstbell.pure.matching.records import Features, Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import Part, probability
from firstbell.pure.matching.second import EVEN
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.linkage.rules.standing import (
    ANY_SURNAME,
    CAUTIONS,
    DOUBTFUL,
    EXACT,
    NEARLY_CALLED,
    NO,
    OTHERWISE_CALLED,
    POSSIBLE,
    RANK,
    VETOES,
    doubt,
    how_well_called,
    standing,
)
from firstbell.registers.schools.rules import Pupil, Registration

ACCEPT_WEIGHT = 6.0
"""Bits; under this nothing is automatic, whatever else speaks for it. The prior of a large force's roll is in it."""
REVIEW_WEIGHT = -4.0
"""Bits; under this a pupil is not worth a person's time."""
LEAD = 6.0
"""Bits by which a pupil found on less than the exact name and date of birth must lead the next."""
TOO_LITTLE = "Too little agrees to be sure."
MOST_CANDIDATES = 10
_ADDRESSES = ("home", "postcode", "nearby", "another", "missing")

Line = tuple[Pupil, Registration]


@dataclass(frozen=True, slots=True)
class Found:
    """A pupil whom the matcher puts forward: every line on the roll, best match first, with its weight in bits."""

    lines: tuple[Line, ...]
    weight: float
    parts: tuple[Part, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A pupil weighed and compared. ``standing`` is how far the evidence goes by itself, rivals left aside.

    ``features`` are those of the pupil's best line. ``learnt`` is how probable a second model holds this pupil to be
    the child; 0 where none is switched on.
    """

    candidate: Candidate
    evidence: Evidence
    standing: str
    contested: bool
    features: Features
    learnt: float = 0.0

    @property
    def at_home(self) -> bool:
        return self.evidence.at_home

    @property
    def elsewhere(self) -> bool:
        return self.evidence.elsewhere


class Second(Protocol):
    """A model that has learnt from people's decisions: how probable it is that an option is the child."""

    @property
    def accept(self) -> float:
        """The lowest probability on which an answer may be automatic."""
        ...

    def of(self, child: Sought, options: Sequence[Option]) -> Sequence[float] | None:
        """The probability of each of all those who were put forward. None for no opinion: then the rules decide."""
        ...


def decide(
    child: Sought, found: Sequence[Found], kin: frozenset[str] = frozenset(), second: Second | None = None
) -> LinkAnswer:
    """The answer for one child: automatic only where one pupil stands well, leads, and has no rival of the family.

    ``kin`` are the houses (``records.houses_of``) of pupils who are surely other children of the incident. ``second``
    is a model that has learnt from people's decisions, where one is switched on.
    """
    features = features_of_sought(child)
    options = [_option(child, features, each, kin) for each in found]
    learnt = second.of(child, options) if second and options else None
    if learnt is None:
        second = None
    else:
        options = [replace(option, learnt=chance) for option, chance in zip(options, learnt, strict=True)]
    ranked, plausible = _ranked(options)
    if not plausible:
        return LinkAnswer("none", (), "Nobody on the rolls is this child.")
    outcome, reason, first = _judged(plausible, ranked, second)
    order = [first, *(option for option in plausible if option is not first)]
    return LinkAnswer(outcome, tuple(option.candidate for option in order[:MOST_CANDIDATES]), reason)


def _ranked(options: Sequence[Option]) -> tuple[list[Option], list[Option]]:
    """Everybody, best standing first, and those of them who may be the child."""
    ranked = sorted(options, key=lambda option: (RANK[option.standing], -option.candidate.weight))
    return ranked, [option for option in ranked if option.standing != NO]


def candidate_of(child: Sought, found: Found, kin: frozenset[str] = frozenset()) -> Candidate:
    """One pupil compared with the child, whatever it comes to."""
    return _option(child, features_of_sought(child), found, kin).candidate


def left_to_learn(options: Sequence[Option]) -> tuple[list[int], list[int]]:
    """What a second model may decide: the places of those whom it may put in front, and of those among them for whom
    an answer may be automatic if it is sure enough."""
    ranked, plausible = _ranked(options)
    if sum(option.standing == EXACT for option in plausible) > 1:
        best = _in_front(plausible, None)
        plausible = [best] if best else []
    places = {id(option): place for place, option in enumerate(options)}
    free = [
        option
        for option in plausible
        if not _hard_objection(option, [other for other in ranked if other is not option])
    ]
    return [places[id(option)] for option in plausible], [places[id(option)] for option in free]


def _but(one: Option, options: Sequence[Option]) -> list[Option]:
    return [option for option in options if option is not one]


def _option(child: Sought, features: Features, found: Found, kin: frozenset[str]) -> Option:
    pupil = found.lines[0][0]
    of_pupil = features_of_pupil(pupil)
    evidence = compare(features, of_pupil, kin)
    if len(found.lines) > 1:
        evidence = _of_every_line(evidence, features, found.lines)
    worth_a_look = evidence.upn == "same" or found.weight >= REVIEW_WEIGHT
    stands = standing(evidence) if worth_a_look else NO
    registrations = tuple(registration for _, registration in found.lines)
    shown = max(_current(found.lines), key=lambda line: (line[1].as_of, line[1].entry_date or date.min))[0]
    alike = evidence if shown == pupil else compare(features, features_of_pupil(shown), kin)
    words = in_words(alike, child, shown) if stands != NO else ()
    candidate = Candidate(
        pupil=shown,
        registrations=registrations,
        weight=found.weight,
        probability=probability(found.weight),
        reasons=words,
        address_agrees=evidence.address_agrees,
        parts=found.parts,
    )
    return Option(candidate, evidence, stands, found.contested, of_pupil)


def _of_every_line(best: Evidence, features: Features, lines: Sequence[Line]) -> Evidence:
    """Names and birth compare as the best line has them, the UPN as any has it, the address as the current ones do."""
    upns = {compare(features, features_of_pupil(pupil)).upn for pupil, _ in lines}
    addresses = [compare(features, features_of_pupil(pupil)).address for pupil, _ in _current(lines)]
    return replace(best, address=min(addresses, key=_ADDRESSES.index), upn="same" if "same" in upns else best.upn)


def _current(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of those who had not left on the day of the extract; all where everybody had."""
    return [line for line in lines if line[1].leaving_date is None or line[1].leaving_date > line[1].as_of] or lines


def _judged(plausible: Sequence[Option], everybody: Sequence[Option], second: Second | None) -> tuple[str, str, Option]:
    """Outcome, reason and the pupil in front."""
    best = _in_front(plausible, second)
    if best is None:
        return "many", "Several pupils have this name and date of birth, and the address does not decide.", plausible[0]
    others = _but(best, everybody)
    objection = _hard_objection(best, others)
    if not objection:
        objection = _objection(best, others)
        if second and (best.learnt >= second.accept or best.learnt < EVEN or best is not _in_front(plausible, None)):
            objection = _objection_learnt(best, second)
    if objection:
        return "review", objection, best
    return "automatic", _why(best), best


def _in_front(plausible: Sequence[Option], second: Second | None) -> Option | None:
    """The best; among several of the exact name and day of birth the one at the child's address; None if none is."""
    exact = [option for option in plausible if option.standing == EXACT]
    if len(exact) < 2:
        return max(plausible, key=lambda option: option.learnt) if second else plausible[0]
    by_upn = [option for option in exact if _same_upn(option)]
    at_home = [option for option in exact if option.at_home]
    elsewhere = [option for option in exact if option.elsewhere]
    if len(by_upn) == 1:
        return by_upn[0]
    return at_home[0] if len(at_home) == 1 and len(elsewhere) == len(exact) - 1 and not by_upn else None


def _same_upn(option: Option) -> bool:
    return option.evidence.upn == "same"


def _hard_objection(best: Option, others: Sequence[Option]) -> str:
    """Why a person must decide, whatever any model says; empty where nothing stands in the way."""
    if best.standing == POSSIBLE:
        return doubt(best.evidence, VETOES)
    if best.contested and best.standing != EXACT:
        return "The roll has this pupil's UPN on another pupil's line too."
    if any(_same_upn(other) for other in others) and not _same_upn(best):
        return "The UPN given is another pupil's."
    if any(other.evidence.forename not in OTHERWISE_CALLED for other in _twins(best, others)):
        return _TWIN
    if best.standing != EXACT and any(_called_as_well(other, best) for other in others):
        return "Another pupil of the family is called so as well."
    return ""


_TWIN = "The forename is doubtful, and a twin is on the roll."


def _twins(best: Option, others: Sequence[Option]) -> list[Option]:
    """Those who may be meant where the forename of the one in front is doubtful."""
    if best.evidence.forename not in NEARLY_CALLED | {"begins", "kin", "initial"}:
        return []
    return [other for other in others if other.evidence.birth == "equal" and _of_the_family(other, best)]


def _called_as_well(other: Option, best: Option) -> bool:
    """Ella beside Isabella: whoever is written down as Ella, with the other's birth, may be either."""
    well = how_well_called(other.evidence)
    return well > 0 and well >= how_well_called(best.evidence) and _of_the_family(other, best)


def _objection(best: Option, others: Sequence[Option]) -> str:
    """Why a person must decide where no second model is switched on, or it is not sure enough by itself."""
    if _twins(best, others):
        return _TWIN
    if best.standing == DOUBTFUL:
        return doubt(best.evidence, CAUTIONS)
    rivals = [other for other in others if other.standing != NO and other.evidence.forename not in OTHERWISE_CALLED]
    if best.standing == EXACT and (objection := _objection_to_exact(best, rivals)):
        return objection
    if best.evidence.forename in NEARLY_CALLED - {"sound"} and any(_of_the_family(other, best) for other in others):
        return "The forename is doubtful, and a twin or sibling is on the roll."
    if best.standing != EXACT and any(best.candidate.weight - rival.candidate.weight < LEAD for rival in rivals):
        return "Another pupil fits nearly as well."
    return "" if best.candidate.weight >= ACCEPT_WEIGHT else TOO_LITTLE


def _objection_learnt(best: Option, second: Second) -> str:
    """What the second model says: where it is sure enough, nothing, and else that people were not."""
    if best.learnt < second.accept:
        return "Decisions of people on children like this one were not alike enough to be sure."
    return ""


def _objection_to_exact(best: Option, rivals: Sequence[Option]) -> str:
    if any(rival.evidence.forename == "shared" and rival.evidence.birth == "equal" for rival in rivals):
        return "A twin has this name before another."
    return "Another pupil's address fits better than the exactly named one's." if _outdone(best, rivals) else ""


def _outdone(best: Option, rivals: Sequence[Option]) -> bool:
    """Whether one less exactly named lives at the address, weighs as much, and the exactly named lives elsewhere."""
    at_home = [rival for rival in rivals if rival.at_home and rival.standing != EXACT]
    return not best.at_home and any(rival.candidate.weight >= best.candidate.weight for rival in at_home)


def _of_the_family(other: Option, best: Option) -> bool:
    """A twin or sibling: of the surname and day of birth sought, or of the home sought, or of the home of the pupil in
    front."""
    related = other.evidence.surname in ANY_SURNAME
    sought = related and (other.evidence.birth == "equal" or other.at_home)
    mates = bool(other.features.houses & best.features.houses)
    return sought or (mates and (related or other.features.surname == best.features.surname))


def _why(best: Option) -> str:
    """Why an answer is automatic, in a sentence that names nobody."""
    if _same_upn(best):
        return "The UPN agrees, and nothing contradicts it."
    who = "One pupil has this name and day of birth" if best.standing == EXACT else "One pupil fits well enough"
    if best.evidence.kin:
        return f"{who}, and lives with another child of the incident."
    place = {True: "and the address agrees", False: "though the address differs", None: "with no address to compare"}
    return f"{who}, {place[best.evidence.address_agrees]}."
