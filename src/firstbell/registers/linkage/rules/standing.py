"""How far the evidence on one pupil goes by itself, rivals left aside."""

from collections.abc import Callable

from firstbell.pure.matching.evidence import Evidence

EXACT, GOOD, DOUBTFUL, POSSIBLE, NO = "exact", "good", "doubtful", "possible", "no"
RANK = {EXACT: 0, GOOD: 1, DOUBTFUL: 2, POSSIBLE: 3, NO: 4}

OWN_SURNAME = frozenset({"equal", "form", "previous"})
ANY_SURNAME = OWN_SURNAME | {"part", "near", "relative"}
EXACTLY_CALLED = frozenset({"equal", "spelling"})
SURELY_CALLED = EXACTLY_CALLED | {"nickname", "either", "middle"}
NEARLY_CALLED = frozenset({"sound", "near", "cut", "shared"})
MAYBE_CALLED = SURELY_CALLED | NEARLY_CALLED | {"kin", "initial"}
OTHERWISE_CALLED = frozenset({"different", "begins"})
NAMELESS = frozenset({"placeholder", "missing"})
ONE_SLIP = frozenset({"swapped", "slip"})
SO_MUCH = frozenset({"month", "year"})
FITTING_BIRTH = ONE_SLIP | SO_MUCH | {"equal"}

_HOW_WELL = (OTHERWISE_CALLED, {"initial", "kin"}, NEARLY_CALLED, {"nickname", "either", "middle"}, EXACTLY_CALLED)


def how_well_called(found: Evidence) -> int:
    """How well the forename fits: the higher the better, 0 for another name and for none."""
    return max((rank for rank, classes in enumerate(_HOW_WELL) if found.forename in classes), default=0)


def standing(found: Evidence) -> str:
    """``exact`` (the name and the day of birth), ``good`` (no field forbids it), ``doubtful`` (a field does, unless a
    second model that has learnt from people says otherwise), ``possible`` (a person must look, whatever any model says)
    or ``no``. The first two are automatic where their weight and their lead over every rival suffice."""
    if not _possible(found):
        return NO
    if _contradicted(found) or any(holds(found) for _, holds in VETOES):
        return POSSIBLE
    if any(holds(found) for _, holds in CAUTIONS):
        return DOUBTFUL
    return EXACT if is_exact(found) else GOOD


def is_exact(found: Evidence) -> bool:
    """The name and the day of birth. The part of a double name does unless the address speaks against it."""
    part = found.surname == "part" and not found.elsewhere
    named = found.forename in EXACTLY_CALLED and (found.surname in OWN_SURNAME or part)
    return named and found.birth == "equal"


def doubt(found: Evidence, doubts: "Doubts") -> str:
    """The first thing that keeps a plausible pupil from being surely the child."""
    if found.upn == "different":
        return "The UPN given is not this pupil's."
    first = next((sentence for sentence, holds in doubts if holds(found)), "The sex recorded differs.")
    return "The UPN agrees, but the name or the date of birth does not." if found.upn == "same" else first


def _contradicted(found: Evidence) -> bool:
    """Another UPN; the other sex, but for the very forename in the same home: never without a person."""
    other_sex = found.sex == "different" and not (found.forename == "equal" and found.at_home)
    return found.upn == "different" or (other_sex and found.upn != "same")


def _begins_at_home(found: Evidence) -> bool:
    """Isz for Isabelle: where everything else is the same, only a twin of a like name could be meant instead."""
    same = found.surname in OWN_SURNAME and found.birth == "equal" and found.sex == "same"
    return found.forename == "begins" and same and found.address == "home"


def _named_at_home(found: Evidence) -> bool:
    """By the very name in the home: then no brother or sister is meant, whatever is known of the birth."""
    return found.forename in EXACTLY_CALLED and found.surname in OWN_SURNAME and found.at_home


Doubts = tuple[tuple[str, Callable[[Evidence], bool]], ...]

VETOES: Doubts = (
    ("The forename and the surname are changed over.", lambda e: e.changed_over and e.forename not in SURELY_CALLED),
    ("The child's forename is not known.", lambda e: e.forename in NAMELESS),
    (
        "A pupil of this surname and birth is at the address, under another forename.",
        lambda e: e.forename == "different",
    ),
    (
        "The name agrees, but the date of birth does not.",
        lambda e: e.birth == "different" and not (e.forename in EXACTLY_CALLED and e.address == "home"),
    ),
)
"""What no weight and no model makes up for, as the sentence for the person who must look then."""

CAUTIONS: Doubts = (
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
    ("Only the month of birth is known, and no address agrees.", lambda e: e.birth == "month" and not e.at_home),
    (
        "The birth is a 1 January, which is also written where no day is known; no address agrees.",
        lambda e: e.new_year and not e.at_home,
    ),
)
"""What no weight makes up for; a second model may, where people have shown it when."""


def _possible(found: Evidence) -> bool:
    """Whether a person could hold the two for one: any one field may be wrong where the others agree, or two agree and
    none speaks against it."""
    if found.upn == "same":
        return True
    if found.changed_over and found.birth == "equal":
        return True
    if found.forename in NAMELESS:
        return found.surname in ANY_SURNAME and (found.birth == "equal" or found.at_home)
    agree = (
        found.forename in MAYBE_CALLED,
        found.surname in ANY_SURNAME,
        found.birth in FITTING_BIRTH,
        found.at_home,
    )
    against = (
        found.forename in OTHERWISE_CALLED,
        found.surname == "different",
        found.birth == "different",
        found.elsewhere,
    )
    return sum(agree) >= 3 or (sum(agree) == 2 and not any(against))
