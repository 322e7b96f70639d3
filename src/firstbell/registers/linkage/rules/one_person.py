"""Whether two records of incidents may be one person: what holds them apart, what needs a person, what they weigh."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from firstbell.pure.matching.blocking import keys_of_each
from firstbell.pure.matching.columns import Columns, Words, token
from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.evidence import Evidence, compare, compare_births, in_words
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.scoring import weigh
from firstbell.pure.names import compare_given_names
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.rules.clustering import Pair, Tie
from firstbell.registers.linkage.rules.seeking import everybody_in

VERSION = 2
"""Rises with every change of these rules; every incident is then gone through again."""

SURE_FORENAMES = ("equal", "spelling")
"""What may be joined without a person. Elsa and Ella, Isabella and Ella, Lily-Rose and Rose may be twins, or sisters of
two years where only an age is given."""
WITH_UPN = (*SURE_FORENAMES, "nickname", "either", "middle", "sound", "near")
"""What may be joined where one UPN says so too."""
NAMES_ALIKE = ("nickname", "either", "middle", "sound", "near", "kin")
SURE_BIRTHS = ("equal", "swapped", "slip", "month", "year")

FORENAMES = "the forenames leave it open"
BIRTHS = "the births leave it open"
ELSEWHERE = "another home: perhaps namesakes"
OTHER_BIRTH = "they were born on different days"
OTHER_SEX = "neither sex nor forename is the same"
TWINS = "they may be twins"
ALIKE = "perhaps twins, names alike"
TWO_NUMBERS = "two numbers of the force"


@dataclass(frozen=True, slots=True)
class Known:
    """What one incident says of one person. ``incident`` names it as (force, reference); ``nominal`` may be empty."""

    incident: tuple[str, str]
    said: Sought
    features: Features
    nominal: str = ""

    @property
    def order(self) -> tuple[tuple[str, str], str]:
        """An order that is the same whichever arrived first."""
        return self.incident, self.said.key


def known_in(facts: IncidentFacts) -> list[Known]:
    """Everybody whom an incident of domestic abuse names, and nobody of another."""
    if not facts.domestic_abuse:
        return []
    people = [party.person for party in facts.parties] + [child.person for child in facts.children]
    nominals = {person.person_id: person.nominal for person in people if person.nominal}
    incident = facts.force, facts.reference
    return [Known(incident, said, features_of_sought(said), nominals.get(said.key, "")) for said in everybody_in(facts)]


def keys(known: Sequence[Known]) -> list[frozenset[int]]:
    """What each record is found by. The short and full forms of names are not among them: whoever is one person by
    their weight shares a home, or a surname and a day of birth, besides."""
    found = keys_of_each([one.features for one in known], seeking=False)
    return [keys | _number(one) for keys, one in zip(found, known, strict=True)]


def _number(known: Known) -> frozenset[int]:
    """The key of a force's own number for somebody."""
    return frozenset((token(f"p|{known.incident[0]}|{known.nominal}"),) if known.nominal else ())


def never(one: Known, other: Known) -> bool:
    """Two whom one incident names are two people, and nobody is sought across forces."""
    return one.incident == other.incident or one.incident[0] != other.incident[0]


def apart(one: Known, other: Known) -> str:
    """Why two records are held apart, whatever they weigh; empty where they are not. Twins share everything else."""
    a, b = one.features, other.features
    if one.nominal and one.nominal == other.nominal:
        return ""
    if _born_apart(a, b):
        return OTHER_BIRTH
    if one.nominal and other.nominal and not _all_agrees(one, other):
        return TWO_NUMBERS
    if a.given.called & b.given.called and not (a.given.middle and b.given.middle):
        return ""
    forenames = compare_given_names(a.given, b.given)
    if a.sex and b.sex and a.sex != b.sex and forenames not in ("equal", "spelling", "nickname", "either", "missing"):
        return OTHER_SEX
    if forenames == "kin" or (forenames in ("sound", "near") and not a.upns & b.upns):
        return ALIKE if _like_twins(a, b) else ""
    return TWINS if forenames == "different" and _like_twins(a, b) and a.surnames & b.surnames else ""


def _like_twins(a: Features, b: Features) -> bool:
    """Whether nothing but the forename could tell twins apart: born on one day, of one surname or one home."""
    return bool(a.born and a.born == b.born and (a.surnames & b.surnames or a.houses & b.houses))


def doubt(one: Known, other: Known) -> str:
    """Why a pair is not joined for its weight alone; empty where it may be."""
    if one.nominal and one.nominal == other.nominal:
        return ""
    found = evidence(one, other)
    if found.forename not in (WITH_UPN if found.upn == "same" else SURE_FORENAMES):
        alike = found.forename in NAMES_ALIKE and _like_twins(one.features, other.features)
        return ALIKE if alike else FORENAMES
    if _birth(found, one, other) not in SURE_BIRTHS:
        return BIRTHS
    more = one.features.given.middle & other.features.given.middle or found.upn == "same"
    return ELSEWHERE if found.address == "another" and not more else ""


def evidence(one: Known, other: Known) -> Evidence:
    """The two compared, the exacter birth on the right, which is how a child is compared with a pupil."""
    first, second = _exacter_last(one, other)
    return compare(first.features, second.features)


def words(one: Known, other: Known) -> tuple[str, ...]:
    """What speaks for and against, for a person to read. They name people: keep them from logs."""
    first, second = _exacter_last(one, other)
    return in_words(compare(first.features, second.features), first.said, second.said)


def _exacter_last(one: Known, other: Known) -> tuple[Known, Known]:
    return (other, one) if one.features.born and not other.features.born else (one, other)


def _birth(found: Evidence, one: Known, other: Known) -> str:
    """Two ages that fit each other are as good as an age that fits a date."""
    if found.birth != "missing" or not _said(one.features) or not _said(other.features):
        return found.birth
    return "year"


def _said(features: Features) -> bool:
    return features.born_from is not None


def _born_apart(a: Features, b: Features) -> bool:
    """Born on days that no slip makes one, or in years that are not even next to each other."""
    if a.born and b.born:
        return a.born != b.born and compare_births(a.born, b.born) == "different"
    if not (a.born_from and a.born_to and b.born_from and b.born_to):
        return False
    return a.born_to.year + 1 < b.born_from.year or b.born_to.year + 1 < a.born_from.year


def _all_agrees(one: Known, other: Known) -> bool:
    found = evidence(one, other)
    same = (found.forename, found.surname, found.birth, found.address) == ("equal", "equal", "equal", "home")
    return same and found.sex != "different"


def ties(known: Sequence[Known], pairs: Iterable[Pair], model: Model, least: float) -> list[Tie]:
    """Every pair of at least that weight that nothing holds apart at once.

    Two numbers of the force, and names alike, keep their tie: that is a question, and no answer.
    """
    wanted = sorted({_ordered(known, *pair) for pair in pairs if not never(known[pair[0]], known[pair[1]])})
    if not wanted:
        return []
    table = Columns.of([one.features for one in known], Words(), seeking=True)
    lefts, rights = np.array(wanted, dtype=np.int64).T
    weights = weigh(model, Pairs(table, table, lefts, rights)).total.tolist()
    strong = [(pair, weight) for pair, weight in zip(wanted, weights, strict=True) if weight >= least]
    return [_tie(known, pair, weight) for pair, weight in strong if _may_be_tied(known[pair[0]], known[pair[1]])]


def _ordered(known: Sequence[Known], one: int, other: int) -> Pair:
    return (one, other) if known[one].order < known[other].order else (other, one)


def _may_be_tied(one: Known, other: Known) -> bool:
    return apart(one, other) in ("", TWO_NUMBERS, ALIKE)


def _tie(known: Sequence[Known], pair: Pair, weight: float) -> Tie:
    return Tie(min(pair), max(pair), weight, doubt(known[pair[0]], known[pair[1]]))
