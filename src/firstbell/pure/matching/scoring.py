"""How strongly two records agree: the arithmetic of a Splink model, over many pairs at once and without a database."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.model import Comparison, Model

Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """What one field adds to a weight: a bar of the waterfall."""

    field: str
    label: str
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of pairs: ``levels`` and ``bits`` are pairs x comparisons, ``total`` has the prior in it."""

    model: Model
    levels: NDArray[np.int64]
    bits: Bits

    @property
    def total(self) -> Bits:
        return np.asarray(self.model.prior + self.bits.sum(axis=1))

    def only(self, pairs: NDArray[np.intp]) -> "Weights":
        return Weights(self.model, self.levels[pairs], self.bits[pairs])

    def beside(self, others: "Weights") -> "Weights":
        levels, bits = np.concatenate((self.levels, others.levels)), np.concatenate((self.bits, others.bits))
        return Weights(self.model, levels, bits)

    def parts(self, pair: int) -> tuple[Part, ...]:
        """The waterfall of one pair, in the model's order; the prior is the first bar."""
        fields = zip(self.model.comparisons, self.levels[pair], self.bits[pair], strict=True)
        found = (Part(field.name, field.levels[level].label, float(bits)) for field, level, bits in fields)
        return (Part("prior", "before anything is compared", self.model.prior), *found)


def weigh(model: Model, pairs: Pairs) -> Weights:
    """Every pair by every comparison of the model. Equal to Splink's match weight to 1e-9 (``tests/methods``)."""
    levels = np.zeros((len(pairs), len(model.comparisons)), dtype=np.int64)
    bits = np.zeros(levels.shape)
    for column, comparison in enumerate(model.comparisons):
        levels[:, column] = _levels(comparison, pairs)
        bits[:, column] = np.array([level.bits for level in comparison.levels])[levels[:, column]]
    return Weights(model, levels, bits)


def _levels(comparison: Comparison, pairs: Pairs) -> NDArray[np.int64]:
    """The first level that holds; a condition is asked only of the pairs that no earlier level has."""
    found = np.zeros(len(pairs), dtype=np.int64)
    open_ones = np.arange(len(pairs))
    for number, level in enumerate(comparison.levels):
        if not len(open_ones):
            break
        held = level.condition.holds(pairs.only(open_ones))
        found[open_ones[held]] = number
        open_ones = open_ones[~held]
    return found


def probability(weight: float) -> float:
    """The probability that a weight in bits stands for."""
    return float(1 / (1 + 2.0 ** min(-weight, 1000)))
