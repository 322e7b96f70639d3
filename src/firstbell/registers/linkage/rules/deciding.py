"""Above the weight: which answers a machine may give by itself, and which it leaves to a person.

A match weight adds fields up as if they were independent. In families they are not: brothers, sisters and twins share
surname, home and often the date of birth, so that four agreeing fields outvote one plainly different forename. Here
every field has a veto, and a rival of the same family is looked at by name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from firstbell.pure.matching.evidence import Evidence, compare, in_words
from firstbell.pure.matching.records import Features, Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import Part, probability
from firstbell.pure.matching.second import EVEN
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.schools.rules import Pupil, Registration

ACCEPT_WEIGHT = 6.0
"""Bits; under this nothing is automatic, whatever else speaks for it. The prior of a large force's roll is in it."""
REVIEW_WEIGHT = -4.0
"""Bits; under this a pupil is not worth a person's time."""
LEAD = 6.0
"""Bits by which a pupil found on less than the exact name and date of birth must lead the next."""
MOST_CANDIDATES = 10

EXACT, GOOD, DOUBTFUL, POSSIBLE, NO = "exact", "good", "doubtful", "possible", "no"
_RANK = {EXACT: 0, GOOD: 1, DOUBTFUL: 2, POSSIBLE: 3, NO: 4}

_OWN_SURNAME = frozenset({"equal", "form", "previous"})
_ANY_SURNAME = _OWN_SURNAME | {"part", "near", "relative"}
_EXACTLY_CALLED = frozenset({"equal", "spelling"})
_SURELY_CALLED = _EXACTLY_CALLED | {"nickname", "middle"}
_NEARLY_CALLED = frozenset({"near", "cut", "shared"})
_MAYBE_CALLED = _SURELY_CALLED | _NEARLY_CALLED | {"kin", "initial"}
_OTHERWISE_CALLED = frozenset({"different", "begins"})
_NAMELESS = frozenset({"placeholder", "missing"})
_ONE_SLIP = frozenset({"swapped", "slip"})
_SO_MUCH = frozenset({"month", "year"})
_FITTING_BIRTH = _ONE_SLIP | _SO_MUCH | {"equal"}
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


def standing(found: Evidence) -> str:
    """``exact`` (the name and the day of birth), ``good`` (no field forbids it), ``doubtful`` (a field does, unless a
    second model that has learnt from people says otherwise), ``possible`` (a person must look, whatever any model says)
    or ``no``. The first two are automatic where their weight and their lead over every rival suffice."""
    if not _possible(found):
        return NO
    if _contradicted(found) or any(holds(found) for _, holds in _VETOES):
        return POSSIBLE
    if any(holds(found) for _, holds in _CAUTIONS):
        return DOUBTFUL
    return EXACT if _exact(found) else GOOD


def _contradicted(found: Evidence) -> bool:
    """Another UPN; the other sex, but for the very forename in the same home: never without a person."""
    other_sex = found.sex == "different" and not (found.forename == "equal" and found.at_home)
    return found.upn == "different" or (other_sex and found.upn != "same")


def _exact(found: Evidence) -> bool:
    """The part of a double name does as a surname unless the address speaks against it."""
    part = found.surname == "part" and not found.elsewhere
    named = found.forename in _EXACTLY_CALLED and (found.surname in _OWN_SURNAME or part)
    return named and found.birth == "equal"


def _begins_at_home(found: Evidence) -> bool:
    """Isz for Isabelle: where everything else is the same, only a twin of a like name could be meant instead."""
    same = found.surname in _OWN_SURNAME and found.birth == "equal" and found.sex == "same"
    return found.forename == "begins" and same and found.address == "home"


def _named_at_home(found: Evidence) -> bool:
    """By name in the home: then no brother or sister is meant, whatever is known of the birth."""
    exactly = found.forename in _EXACTLY_CALLED and found.surname in _OWN_SURNAME and found.at_home
    surely = found.forename in _SURELY_CALLED and found.surname in _ANY_SURNAME and found.address == "home"
    return exactly or surely


Doubts = tuple[tuple[str, Callable[[Evidence], bool]], ...]

_VETOES: Doubts = (
    ("The child's forename is not known.", lambda e: e.forename in _NAMELESS),
    (
        "A pupil of this surname and birth is at the address, under another forename.",
        lambda e: e.forename == "different",
    ),
    (
        "The name agrees, but the date of birth does not.",
        lambda e: e.birth == "different" and not (e.forename in _EXACTLY_CALLED and e.address == "home"),
    ),
)
"""What no weight and no model makes up for, as the sentence for the person who must look then."""

_CAUTIONS: Doubts = (
    ("The name agrees, but the date of birth does not.", lambda e: e.birth == "different"),
    (
        "The forename only begins like the pupil's.",
        lambda e: e.forename == "begins" and not _begins_at_home(e),
    ),
    ("The forename may be a brother's or sister's.", lambda e: e.forename == "kin"),
    ("Only a name that goes before others agrees.", lambda e: e.forename == "shared" and not e.at_home),
    ("Only the initial of the forename is known.", lambda e: e.forename == "initial"),
    ("The forename is another of the pupil's, who lives elsewhere.", lambda e: e.forename == "middle" and e.elsewhere),
    (
        "No date of birth is known, or only a year beside it.",
        lambda e: e.birth in ("missing", "year_out") and not _named_at_home(e),
    ),
)
"""What no weight makes up for; a second model may, where people have shown it when."""


def _possible(found: Evidence) -> bool:
    """Whether a person could hold the two for one: any one field may be wrong where the others agree, or two agree and
    none speaks against it."""
    if found.upn == "same":
        return True
    if found.forename in _NAMELESS:
        return found.surname in _ANY_SURNAME and (found.birth == "equal" or found.at_home)
    agree = (
        found.forename in _MAYBE_CALLED,
        found.surname in _ANY_SURNAME,
        found.birth in _FITTING_BIRTH,
        found.at_home,
    )
    against = (
        found.forename in _OTHERWISE_CALLED,
        found.surname == "different",
        found.birth == "different",
        found.elsewhere,
    )
    return sum(agree) >= 3 or (sum(agree) == 2 and not any(against))


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
    ranked = sorted(options, key=lambda option: (_RANK[option.standing], -option.candidate.weight))
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
    words = in_words(evidence, child, pupil) if stands != NO else ()
    registrations = tuple(registration for _, registration in found.lines)
    shown = max(_current(found.lines), key=lambda line: (line[1].as_of, line[1].entry_date or date.min))[0]
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
        return _doubt(best.evidence, _VETOES)
    if best.contested and best.standing != EXACT:
        return "The roll has this pupil's UPN on another pupil's line too."
    if any(_same_upn(other) for other in others) and not _same_upn(best):
        return "The UPN given is another pupil's."
    if any(other.evidence.forename not in _OTHERWISE_CALLED for other in _twins(best, others)):
        return _TWIN
    return ""


_TWIN = "The forename is doubtful, and a twin is on the roll."


def _twins(best: Option, others: Sequence[Option]) -> list[Option]:
    """Those who may be meant where the forename of the one in front is doubtful."""
    if best.evidence.forename not in _NEARLY_CALLED | {"begins", "kin", "initial"}:
        return []
    return [other for other in others if other.evidence.birth == "equal" and _of_the_family(other)]


def _objection(best: Option, others: Sequence[Option]) -> str:
    """Why a person must decide where no second model is switched on, or it is not sure enough by itself."""
    if _twins(best, others):
        return _TWIN
    if best.standing == DOUBTFUL:
        return _doubt(best.evidence, _CAUTIONS)
    if best.candidate.weight < ACCEPT_WEIGHT:
        return "Too little agrees to be sure."
    rivals = [other for other in others if other.standing != NO and other.evidence.forename not in _OTHERWISE_CALLED]
    if best.standing == EXACT:
        return _objection_to_exact(best, rivals)
    if best.evidence.forename in _NEARLY_CALLED and any(_of_the_family(other) for other in others):
        return "The forename is doubtful, and a twin or sibling is on the roll."
    if any(best.candidate.weight - rival.candidate.weight < LEAD for rival in rivals):
        return "Another pupil fits nearly as well."
    return ""


def _objection_learnt(best: Option, second: Second) -> str:
    """What the second model says: where it is sure enough, nothing, and else that people were not."""
    if best.learnt < second.accept:
        return "Decisions of people on children like this one were not alike enough to be sure."
    return ""


def _objection_to_exact(best: Option, rivals: Sequence[Option]) -> str:
    if any(rival.evidence.forename == "shared" and _of_the_family(rival) for rival in rivals):
        return "A brother or sister has this name before another."
    return "Another pupil's address fits better than the exactly named one's." if _outdone(best, rivals) else ""


def _outdone(best: Option, rivals: Sequence[Option]) -> bool:
    """Whether one less exactly named lives at the address, weighs as much, and the exactly named lives elsewhere."""
    at_home = [rival for rival in rivals if rival.at_home and rival.standing != EXACT]
    return not best.at_home and any(rival.candidate.weight >= best.candidate.weight for rival in at_home)


def _of_the_family(option: Option) -> bool:
    """A twin or sibling of whoever is in front: of the surname and day of birth sought, or of the home."""
    related = option.evidence.surname in _ANY_SURNAME
    return related and (option.evidence.birth == "equal" or option.at_home)


def _doubt(found: Evidence, doubts: Doubts) -> str:
    """The first thing that keeps a plausible pupil from being surely the child."""
    if found.upn == "different":
        return "The UPN given is not this pupil's."
    first = next((sentence for sentence, holds in doubts if holds(found)), "The sex recorded differs.")
    return "The UPN agrees, but the name or the date of birth does not." if found.upn == "same" else first


def _why(best: Option) -> str:
    if _same_upn(best):
        return "The UPN agrees, and nothing contradicts it."
    if best.evidence.kin:
        return "One pupil agrees in name and birth, and lives with another child of the incident."
    place = {True: "and the address", False: "though the address differs", None: "with no address to compare"}
    return f"One pupil agrees in name and birth, {place[best.evidence.address_agrees]}."
