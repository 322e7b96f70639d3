"""What a second model sees of a pupil among the others who may be the child: numbers, always the same in one order.

Nothing of a name or an address is among them, only how two compare, so that a model can be kept and shown. Every trait
says which way it may count: a better name may never make a pupil less likely, whatever the labels happened to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.second import SecondModel
from firstbell.registers.linkage.rules.deciding import Option

NOBODY = -30.0
"""Bits of the rival where there is none: as little as the weakest pupil who is ever put forward."""

_ORDERED = {
    "forename": (
        *("different", "begins", "placeholder", "missing", "initial", "kin", "shared", "cut", "near"),
        *("sound", "middle", "either", "nickname", "spelling", "equal"),
    ),
    "surname": ("different", "missing", "relative", "near", "part", "previous", "form", "equal"),
    "birth": ("different", "missing", "year_out", "year", "month", "slip", "swapped", "equal"),
    "address": ("another", "missing", "nearby", "postcode", "home"),
    "sex": ("different", "missing", "same"),
    "upn": ("different", "missing", "same"),
}
"""The classes of evidence from what speaks most against to what speaks most for."""
_RANKS = {field: {word: rank for rank, word in enumerate(words)} for field, words in _ORDERED.items()}
_UNLIKE = frozenset({"different", "begins"})


@dataclass(frozen=True, slots=True)
class Trait:
    """``direction`` 1: the more, the likelier; -1: the more, the less likely; 0: either."""

    name: str
    direction: int


TRAITS: tuple[Trait, ...] = (
    *(Trait(field, 1) for field in _ORDERED),
    Trait("kin", 1),
    Trait("weight", 1),
    Trait("lead", 1),
    Trait("lead_over_like_named", 1),
    Trait("like_named", -1),
    Trait("of_this_birth", 0),
    Trait("mates", 0),
    Trait("mates_best_forename", -1),
    Trait("mates_best_birth", -1),
    Trait("mates_of_this_sex", 0),
    Trait("family_best_forename", -1),
    Trait("forename_alike", 1),
    Trait("surname_alike", 1),
    Trait("forename_length", 0),
    Trait("same_initial", 1),
    Trait("birth_exact", 0),
    Trait("days_apart", -1),
    Trait("contested", -1),
)
"""In the order of the numbers of ``traits``. A ``mate`` is another pupil of the same home, ``family`` another
of the child's surname; leads are in bits, ``alike`` is Jaro and Winkler's measure, from 0 to 1."""
_FAR = 4000
"""Days; births further apart, and those not known, are all this far."""


def traits(child: Sought, options: Sequence[Option]) -> list[list[float]]:
    """A row for every option, in their order, and in it a number for each of ``TRAITS``."""
    features = features_of_sought(child)
    return [[*_fields(option), *_among(option, options), *_closely(features, option)] for option in options]


def _fields(option: Option) -> list[float]:
    found = option.evidence
    return [*(ranks[getattr(found, field)] for field, ranks in _RANKS.items()), found.kin]


def _among(option: Option, options: Sequence[Option]) -> list[float]:
    """Weight and leads, and who else of the home and of the family is on the roll."""
    weight = option.candidate.weight
    others = [other for other in options if other is not option]
    like_named = [other for other in others if other.evidence.forename not in _UNLIKE]
    mates = [other for other in others if option.features.houses & other.features.houses]
    family = [other for other in others if other.evidence.surname != "different"]
    return [
        weight,
        weight - max((other.candidate.weight for other in others), default=NOBODY),
        weight - max((other.candidate.weight for other in like_named), default=NOBODY),
        len(like_named),
        sum(other.evidence.birth == "equal" for other in others),
        len(mates),
        _best("forename", mates),
        _best("birth", mates),
        sum(other.features.sex == option.features.sex for other in mates),
        _best("forename", family),
    ]


def _best(field: str, options: Sequence[Option]) -> int:
    """The rank of the best of them in this field; -1 where there is nobody."""
    return max((_RANKS[field][getattr(option.evidence, field)] for option in options), default=-1)


def _closely(child: Features, option: Option) -> list[float]:
    pupil = option.features
    apart = abs((child.born - pupil.born).days) if child.born and pupil.born else _FAR
    return [
        max((_alike(one, other) for one in child.given.called for other in pupil.given.called), default=0.0),
        max((_alike(one, other) for one in child.surnames for other in pupil.surnames), default=0.0),
        len(child.given.first),
        bool(child.given.first and child.given.first[:1] == pupil.given.first[:1]),
        child.born is not None,
        min(apart, _FAR),
        option.contested,
    ]


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    return JaroWinkler.similarity(one, other)


@dataclass(frozen=True, slots=True)
class Learnt:
    """A second model as ``deciding`` asks it. Raises UnfitModel for one that was learnt on other traits."""

    model: SecondModel

    def __post_init__(self) -> None:
        if self.model.traits != tuple(trait.name for trait in TRAITS):
            raise UnfitModel("traits: this model was learnt on others than are served here; learn it again")

    @property
    def accept(self) -> float:
        return self.model.accept

    def of(self, child: Sought, options: Sequence[Option]) -> Sequence[float]:
        found: list[float] = self.model.probabilities(traits(child, options)).tolist()
        return found
