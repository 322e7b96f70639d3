"""Harm weights of offences, as a force loads them: whose they are, of when, under which licence, and code by code.

None ship with Firstbell, as none could be verified. The Cambridge Crime Harm Index and the ONS Crime Severity Score are
published tables; a force takes one, writes it into a file of this form, and answers for it:

    title = "..."            source = "..."
    dated = 2026-01-31       licence = "..."        unit = "days"
    [weights]
    "8N" = 10

An offence without a weight has none: it is counted as such beside the sum, and is never silently a nought.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import cast

from firstbell.pure.refusal import Refused

NAMED = ("title", "source", "licence", "unit")
STEPS = 5


@dataclass(frozen=True, slots=True)
class Harm:
    """The summed weight of some offences, and how many of them had none."""

    weight: float
    unweighted: int


@dataclass(frozen=True, slots=True)
class HarmWeights:
    """``weights`` by Home Office offence code, in ``unit``; ``dated`` is the table's day, ``digest`` of its text."""

    title: str
    source: str
    dated: date
    licence: str
    unit: str
    weights: Mapping[str, float]
    digest: str = ""
    _begins: tuple[float, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", MappingProxyType(dict(self.weights)))
        greatest = math.log1p(max(self.weights.values()))
        object.__setattr__(self, "_begins", tuple(math.expm1(greatest * step / STEPS) for step in range(STEPS)))

    @property
    def begins(self) -> tuple[float, ...]:
        """Above how much summed weight there are 1, 2, 3, 4 and 5 points: even steps of its logarithm, up to that of
        the gravest single offence, so that one rare event does not outweigh everything else."""
        return self._begins

    def points(self, harm: float) -> int:
        return sum(harm > least for least in self._begins)

    def of(self, codes: Iterable[str]) -> Harm:
        """What offences of these codes, each as often as it is named, weigh together."""
        found = [self.weights.get(code) for code in codes]
        known = [weight for weight in found if weight is not None]
        return Harm(math.fsum(known), len(found) - len(known))


def read_harm_weights(text: str) -> HarmWeights:
    """The weights that a file says. Refused where it does not say whose and of when they are, or weighs nothing."""
    stated = _read(text)
    missing, dated = [name for name in NAMED if not str(stated.get(name, "")).strip()], stated.get("dated")
    if not isinstance(dated, date) or isinstance(dated, datetime):
        missing.append("dated (a day such as 2026-01-31)")
    if missing:
        raise Refused(f"The harm weights do not say: {', '.join(missing)}.", "Copy it from where they are published.")
    if unknown := sorted(stated.keys() - {*NAMED, "dated", "weights"}):
        raise Refused(
            f"{unknown[0]!r} is nothing that harm weights say.", f"Known: {', '.join(NAMED)}, dated, weights."
        )
    words = {name: str(stated[name]).strip() for name in NAMED}
    digest = sha256(text.encode()).hexdigest()
    return HarmWeights(**words, dated=cast(date, dated), weights=_weights(stated.get("weights")), digest=digest)


def _read(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"The harm weights are not written as TOML: {error}.", "Look at that line.") from None


def _weights(stated: object) -> dict[str, float]:
    if not isinstance(stated, dict) or not stated:
        raise Refused("The harm weights name no offence.", 'Write them under [weights], such as "8N" = 10.')
    for code, weight in stated.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < math.inf:
            raise Refused(f"The weight of offence {code} is no number above 0.", "Leave an offence out if it has none.")
    return {str(code).strip().upper(): float(weight) for code, weight in stated.items()}
