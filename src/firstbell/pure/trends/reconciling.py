"""Do the parts come to the total? What is left over is printed, never spread over the parts to make it vanish.

By inclusion and exclusion, parts less total are the records counted in more than one part, and those in a part but not
in the total, less those in the total and in no part. What is left over is therefore a net figure: more records may be
counted twice than it says, where others are in no part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firstbell.pure.refusal import Refused

SHARE_UNEXPLAINED = 0.001
MOST_UNEXPLAINED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with what it counts, each in words and empty where whoever published it did not say.

    ``unit``: reports, crimes, victims; ``place_rule``: by which place a record falls to an area; ``period_rule``: by
    which date to a period; ``extracted``: when it was counted; ``definition``: the version of the measure.
    """

    count: int
    unit: str = ""
    place_rule: str = ""
    period_rule: str = ""
    extracted: datetime | None = None
    definition: str = ""

    def __post_init__(self) -> None:
        _check_count(self.count, "a figure")


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many records are counted in each of these parts, and in no others; two parts or more, by name."""

    parts: frozenset[str]
    records: int

    def __post_init__(self) -> None:
        _check_count(self.records, "an overlap")
        if len(self.parts) < 2:
            raise Refused("A record overlaps in two parts or more.", "Name both.")

    @property
    def excess(self) -> int:
        """How often its records are counted more than once."""
        return self.records * (len(self.parts) - 1)


class Cause(StrEnum):
    """Why published parts and totals have been seen to differ."""

    PLACES = "records that fall to more than one part, as between two areas or forces"
    PLACE_RULES = "the place of the incident in one figure, the victim's home in another"
    DAYS = "figures that were counted on different days"
    REVISED = "records reclassified, cancelled or transferred in between"
    UNITS = "incidents in one figure, crimes or victims in another"
    PERIODS = "different periods, or another date by which a record falls into them"
    DEFINITIONS = "different versions of the definition"
    UNPLACED = "records without a known place, in the total and in no part"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of ``whole``, which is said in words; nan where that is 0. Shares are never made to come to 1."""

    name: str
    of: str
    whole: int
    share: float


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the identity; not ``known``: taken as 0, as nobody said."""

    name: str
    records: int
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """total = parts - counted again + unplaced + revised + residual, always, in whole records.

    ``overlaps``: the records known to be in several parts; ``unplaced``: those in the total and in no part;
    ``revised``: those that came to the total, less those that left it, after the parts were counted. None where nobody
    knows, which is not the same as none.
    """

    total: Figure
    parts: tuple[Part, ...]
    overlaps: tuple[Overlap, ...] | None = None
    unplaced: int | None = None
    revised: int | None = None

    def __post_init__(self) -> None:
        _check_parts(self)

    @property
    def sum_of_parts(self) -> int:
        return sum(part.figure.count for part in self.parts)

    @property
    def counted_again(self) -> int:
        return sum(overlap.excess for overlap in self.overlaps or ())

    @property
    def residual(self) -> int:
        known = self.sum_of_parts - self.counted_again + (self.unplaced or 0) + (self.revised or 0)
        return self.total.count - known

    @property
    def net(self) -> int:
        """By how many records the parts exceed the total, all that is known taken into account."""
        return -self.residual

    @property
    def needs_warning(self) -> bool:
        return abs(self.residual) > min(MOST_UNEXPLAINED, SHARE_UNEXPLAINED * self.total.count)

    def too_many_if(self, unplaced: int) -> int:
        """How many records are counted again or outside the total, if so many more than are known are in no part."""
        _check_count(unplaced, "records in no part")
        if self.net + unplaced < 0:
            raise Refused(f"At least {-self.net:,} records are in no part.", "Ask for that many or more.")
        return self.net + unplaced

    def categories(self) -> tuple[tuple[frozenset[str], int], ...]:
        """The records in exactly these parts, "both" and unplaced (none) among them; with ``revised`` and the
        residual they come to the total."""
        known = self.overlaps or ()
        alone = [(frozenset({part.name}), part.figure.count - _inside(known, part.name)) for part in self.parts]
        return (*alone, *((one.parts, one.records) for one in known), (frozenset(), self.unplaced or 0))

    def shares(self) -> tuple[Share, ...]:
        """Each part's share of the total, and of the sum of the parts."""
        wholes = (("the total", self.total.count), ("the sum of the parts", self.sum_of_parts))
        return tuple(
            Share(part.name, of, whole, part.figure.count / whole if whole else float("nan"))
            for part in self.parts
            for of, whole in wholes
        )

    def terms(self) -> tuple[Term, ...]:
        """What the total is made of, in whole records that come to it."""
        return (
            Term("parts", self.sum_of_parts),
            Term("counted again", -self.counted_again, known=self.overlaps is not None),
            Term("in no part", self.unplaced or 0, known=self.unplaced is not None),
            Term("revised since", self.revised or 0, known=self.revised is not None),
            Term("not explained", self.residual),
        )

    def could_be(self) -> tuple[Cause, ...]:
        """The causes that nothing which is known rules out; none where nothing is left over."""
        return tuple(cause for cause in Cause if self.residual and _possible(cause, self))

    def words(self) -> str:
        """What is left over, what such a figure means, and what it could be."""
        if not self.residual:
            net = "" if all(term.known for term in self.terms()) else " As many may be counted again as are in no part."
            return f"The parts come to the total of {self.total.count:,}, with all that is known.{net}"
        more = "more" if self.net > 0 else "fewer"
        share = f" ({abs(self.net) / self.total.count:.2%} of it)" if self.total.count else ""
        causes = "; ".join(self.could_be())
        could_be = f"It could be: {causes}. These figures do not say which." if causes else _MISCOUNTED
        return (
            f"The parts come to {self.sum_of_parts:,}; with all that is known, {abs(self.net):,} {more} than the total "
            f"of {self.total.count:,}{share}. {self._meaning()} {could_be}"
        )

    def _meaning(self) -> str:
        again, nowhere = "counted in more than one part, or in a part and not in the total", "in no part"
        one, other = (again, nowhere) if self.net > 0 else (nowhere, again)
        return f"That is a net figure: with u more records {other}, {abs(self.net):,} + u are {one}."


_MISCOUNTED = "Every usual cause is ruled out: look for a miscount."
_FACTS: dict[Cause, Callable[[Figure], object]] = {
    Cause.PLACE_RULES: lambda figure: figure.place_rule,
    Cause.DAYS: lambda figure: figure.extracted,
    Cause.UNITS: lambda figure: figure.unit,
    Cause.PERIODS: lambda figure: figure.period_rule,
    Cause.DEFINITIONS: lambda figure: figure.definition,
}
"""Each is ruled out where all figures say it, and say the same."""


def _possible(cause: Cause, of: Reconciliation) -> bool:
    if cause is Cause.PLACES:
        return of.overlaps is None and of.net > 0
    if cause is Cause.UNPLACED:
        return of.unplaced is None and of.net < 0
    if cause is Cause.REVISED:
        return of.revised is None
    said = {_FACTS[cause](figure) for figure in (of.total, *(part.figure for part in of.parts))}
    return len(said) > 1 or not said.pop()


def _inside(overlaps: tuple[Overlap, ...], name: str) -> int:
    return sum(overlap.records for overlap in overlaps if name in overlap.parts)


def _check_parts(of: Reconciliation) -> None:
    names = [part.name for part in of.parts]
    if not names or len(set(names)) < len(names):
        raise Refused("Parts need a name each.", "Name every part once.")
    if of.unplaced is not None:
        _check_count(of.unplaced, "records in no part")
    for overlap in of.overlaps or ():
        if overlap.parts - set(names):
            raise Refused(f"{min(overlap.parts - set(names))} is no part.", "Name parts as they are given.")
    for part in of.parts:
        if _inside(of.overlaps or (), part.name) > part.figure.count:
            raise Refused(f"More records of {part.name} overlap than it has.", "Count each once, where it is exactly.")


def _check_count(count: int, of_what: str) -> None:
    if not isinstance(count, int) or count < 0:
        raise Refused(f"{count} is no count for {of_what}.", "Count records: 0, 1, 2 and so on.")
