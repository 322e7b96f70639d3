"""A family's children as an authority's roll writes them."""

from datetime import date
from random import Random

from benchmarks.linkage.families import Child, Family
from benchmarks.linkage.rates import ErrorRates
from benchmarks.linkage.slips import mistyped
from firstbell.invented.upns import MOST, upn
from firstbell.pure.matching.records import swapped
from firstbell.registers.schools.rules import Pupil

_FIRST_AUTHORITY = 860


class RollWriter:
    """Writes the lines of one roll, in order; a line's number is its place, from ``first`` on."""

    def __init__(self, rng: Random, rates: ErrorRates, first: int = 0) -> None:
        self._rng, self._rates = rng, rates
        self._written = first
        self._last_upn = ""

    def lines(self, family: Family) -> list[Pupil]:
        """The family's pupils; each child learns its row."""
        return [self._line(child, family) for child in family.pupils]

    def _line(self, child: Child, family: Family) -> Pupil:
        child.row = self._written
        number = self._upn(child)
        self._written += 1
        lines, postcode, uprn = family.home
        rng, rates = self._rng, self._rates
        homeless = rng.random() < rates.roll_no_home
        return Pupil(
            upn=number or None,
            forenames=self._name(" ".join(child.forenames)),
            known_as=child.known_as,
            surname=self._capitals(self._name(child.surname)),
            previous_surname=child.previous_surname,
            date_of_birth=self._birth(child.born),
            sex=child.sex,
            address_lines=() if homeless else lines,
            postcode=None if homeless else postcode,
            uprn=uprn if rng.random() < rates.uprn and not homeless else None,
            upn_as_written=number,
        )

    def _upn(self, child: Child) -> str:
        """Each number once, but for those copied from the line above."""
        drawn = self._rng.random()
        if drawn < self._rates.no_upn:
            return ""
        if drawn < self._rates.no_upn + self._rates.duplicate_upn and self._last_upn:
            return self._last_upn
        authority, ordinal = divmod(self._written, MOST)
        self._last_upn = upn(str(_FIRST_AUTHORITY + authority), ordinal, child.born.year + 4)
        return self._last_upn

    def _name(self, name: str) -> str:
        return mistyped(self._rng, name) if self._rng.random() < self._rates.roll_name_slip else name

    def _capitals(self, name: str) -> str:
        return name.upper() if self._rng.random() < self._rates.roll_capitals else name

    def _birth(self, born: date) -> date:
        """Day and month changed over, or the day a digit out."""
        if self._rng.random() >= self._rates.roll_birth_slip:
            return born
        return swapped(born) or born.replace(day=born.day - 10 if born.day > 10 else born.day + 10)
