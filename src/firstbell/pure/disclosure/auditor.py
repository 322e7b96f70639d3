"""The auditor: what could be found out from a release, together with everything released before.

It is given figures and never a count, so that what it says could have been said by anybody who reads what is published.
Of every cell it asks for the smallest and the largest count that fit all figures together: totals and parts, areas in
areas, months in quarters in years, breakdowns, revisions. The same of whatever lies between two figures: an area left
out of a table, the piece between two areas, and what came or went between a release and its revision.

A refusal tells a little too: whoever learns that a table was refused learns that some cell was in danger. So it is not
published, and what is published instead leaves out the whole table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from firstbell.pure.disclosure.form import beside, refuse_form
from firstbell.pure.disclosure.margins import Ints
from firstbell.pure.disclosure.possible import MOST
from firstbell.pure.disclosure.register import Register, read
from firstbell.pure.disclosure.releases import Release
from firstbell.pure.disclosure.rounding import HIDDEN_BELOW
from firstbell.pure.refusal import Refused

NARROWEST = 5
KNOWN = 1
"""Records of a cell of which somebody knows without the figures, as who reported or was reported: of one."""

EXPLAINED = 20
"""Cells of which a refusal says which figures make it so."""


class Danger(StrEnum):
    EXACT = "could be found exactly"
    NON_ZERO = "could be proven not to be nought"
    NARROW = f"could be told to within fewer than {NARROWEST}"


def danger(low: int, high: int, *, shown: bool = False) -> Danger | None:
    """What is wrong with a cell whose count is known to lie between ``low`` and ``high``.

    Of a change, both may be below nought: so many that went are as bad as so many that came. What is 10 or more, or is
    ``shown`` to be or to have been, may be told more closely, but never exactly.
    """
    least, most = (low, high) if high > 0 else (-high, -low)
    if least == most:
        return Danger.EXACT
    if shown or least >= HIDDEN_BELOW:
        return None
    if least > 0:
        return Danger.NON_ZERO
    return Danger.NARROW if most - least < NARROWEST + KNOWN else None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A cell in danger. ``because``: figures that together make it so, of which none can be left out; empty beyond the
    first 20 cells."""

    what: str
    danger: Danger
    because: tuple[str, ...]

    def words(self) -> str:
        from_what = f", from {'; '.join(self.because)}" if self.because else ""
        return f"{self.what} {self.danger}{from_what}"


def refuse_disclosure(candidate: Release, released: Sequence[Release]) -> None:
    """Raises Refused unless the candidate may be released beside everything that was, by its form and its figures."""
    refuse_form(candidate, released)
    if found := disclosures(candidate, released):
        raise Refused(
            f"{candidate.reference}: {'. '.join(one.words() for one in found)}.",
            "Leave out one of these tables whole, or give it for a longer period or larger areas. Leave out no single"
            " rows, and do not make public that this was refused.",
        )


def disclosures(
    candidate: Release, released: Sequence[Release], *, explained: int = EXPLAINED
) -> tuple[Disclosure, ...]:
    """The cells in danger of which the candidate would tell more than was told before, whatever its form.

    Finding out what makes it so takes longer than the audit: it is done for the first ``explained``.
    """
    register = read([*beside(candidate, released), candidate])
    before = register.possible.knowing(register.before(candidate))
    found = [one for one in _endangered(register) if one.between != before.between(register.row(one.target))]
    return tuple(
        Disclosure(
            register.targets[one.target].what, one.danger, _because(register, one.target) if rank < explained else ()
        )
        for rank, one in enumerate(found)
    )


def intervals(releases: Sequence[Release]) -> dict[str, tuple[int, int]]:
    """The smallest and largest count possible of every cell of some releases of one measure, and of all between them.

    Slow beside the audit, which need not know how wide an interval is that is wide enough.
    """
    register = read(releases)
    return {target.what: register.possible.between(register.row(at)) for at, target in enumerate(register.targets)}


@dataclass(frozen=True, slots=True)
class _Endangered:
    """``target``, by its number, and the bounds of its count."""

    target: int
    between: tuple[int, int]
    danger: Danger


def _endangered(register: Register) -> Iterator[_Endangered]:
    """Most targets are settled by counts that turned out to be possible while another was asked for."""
    seen = _Seen(register)
    for at in _left_over(seen):
        for sign in (1, -1):
            if not seen.settled(at):
                seen.note(register.possible.least(sign * register.row(at)))
        if not seen.settled(at) and (what := seen.danger(at)):
            yield _Endangered(at, seen.between(at), what)


def _left_over(seen: "_Seen") -> list[int]:
    """The targets that must be asked about one by one, as no counts settle them in which many are small, or large."""
    register, left = seen.register, list(range(len(seen.register.targets)))
    while True:
        together = register.weights[left].sum(axis=0)
        for weights in (together, -together):
            seen.note(register.possible.least(weights))
        fewer = [at for at in left if not seen.settled(at)]
        if len(fewer) == len(left):
            return left
        left = fewer


class _Seen:
    """The smallest and largest value of each target in any counts that were found possible."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.low = np.full(len(register.targets), MOST)
        self.high = np.full(len(register.targets), -MOST)

    def note(self, counts: Ints) -> None:
        values = self.register.weights @ counts
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)

    def between(self, at: int) -> tuple[int, int]:
        return int(self.low[at]), int(self.high[at])

    def danger(self, at: int) -> Danger | None:
        return danger(*self.between(at), shown=self.register.targets[at].shown)

    def settled(self, at: int) -> bool:
        """Whether the target is in no danger, however much further apart its bounds may be."""
        low, high = self.between(at)
        return (low <= 0 <= high or self.register.targets[at].shown) and not self.danger(at)


def _because(register: Register, target: int) -> tuple[str, ...]:
    """Figures that put a target in danger without any other, and would not with one of them less."""
    shown = register.targets[target].shown
    needed = np.arange(len(register.said))
    size = len(needed)
    while size:
        for start in range(0, len(needed), size)[::-1]:
            fewer = np.delete(needed, slice(start, start + size))
            if danger(*register.possible.knowing(fewer).between(register.row(target)), shown=shown):
                needed = fewer
        size //= 2
    return tuple(register.said[at].words() for at in needed)
