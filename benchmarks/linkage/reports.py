"""A child as an officer writes one: each field on its own chances, worse where the officer is in a hurry."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.linkage import slips
from benchmarks.linkage.families import TODAY, Child, Family, called
from benchmarks.linkage.names import masculine
from benchmarks.linkage.rates import ErrorRates
from firstbell.pure.matching.records import Sought, swapped
from firstbell.pure.periods import years_between

_PLACEHOLDERS = ("Baby", "Unknown", "Child", "Not known", "Baby boy", "Baby girl", "Twin one", "Son", "Daughter")
_SEVERAL_SPELLINGS = frozenset(
    {"pakistani", "bangladeshi", "arabic", "indian", "polish", "romanian", "african", "welsh"}
)


@dataclass(slots=True)
class Officer:
    """Writes the children of one incident. ``times`` multiplies every rate of error; ``made`` is what went wrong with
    the child being written."""

    rng: Random
    rates: ErrorRates
    family: Family
    times: float
    made: list[str] = field(default_factory=list)

    def write(self, key: str, child: Child, adults: tuple[str, ...]) -> tuple[Sought, tuple[str, ...]]:
        """The child without homes, which are the incident's, and the slips that were made."""
        self.made = []
        forenames, known_as = self._forenames(child)
        surname = self._surname(child)
        if self._happens("names_swapped", self.rates.names_swapped):
            forenames, surname = surname, forenames
        born_from, born_to = self._birth(child)
        sought = Sought(
            key,
            forenames,
            surname,
            known_as=known_as,
            family_surnames=adults,
            born_from=born_from,
            born_to=born_to,
            sex=self._sex(child),
        )
        return sought, tuple(self.made)

    def _happens(self, slip: str, rate: float) -> bool:
        """Draws, and writes down what happened."""
        happened = self.rng.random() < rate * self.times
        if happened:
            self.made.append(slip)
        return happened

    def _becomes(self, slip: str, rate: float, old: str, new: str) -> str:
        """``new`` as often as ``rate`` says, where it is another name at all."""
        return new if new and new != old and self._happens(slip, rate) else old

    # --- forenames ---

    def _forenames(self, child: Child) -> tuple[str, str]:
        baby = years_between(child.born, TODAY) < 1
        if self._happens("placeholder", self.rates.placeholder_baby if baby else self.rates.placeholder):
            return self.rng.choice(_PLACEHOLDERS), ""
        if child.known_as and self.rng.random() < self.rates.known_as_said:
            return self._known_as(child)
        return self._in_front_and_behind(child, self._garbled(child, called(child))), ""

    def _known_as(self, child: Child) -> tuple[str, str]:
        self.made.append("known_as")
        both = self.rng.random() < 0.3
        return (child.forenames[0], child.known_as) if both else (child.known_as, "")

    def _garbled(self, child: Child, name: str) -> str:
        """At most one of the great changes, and then perhaps a slip of the fingers."""
        rng, rates = self.rng, self.rates
        several = self.family.customs.group in _SEVERAL_SPELLINGS
        for slip, rate, new in (
            ("half_forename", rates.half_forename, name.split("-")[0]),
            ("nickname", rates.nickname, slips.nickname(rng, name, rates.by_rule)),
            ("respelt", rates.respelt if several else 0, slips.respelt(rng, name, rates.by_rule)),
            ("misheard", rates.misheard, slips.misheard(rng, name)),
            ("middle_called", rates.middle_called, child.forenames[-1]),
            ("initial", rates.initial, name[0]),
        ):
            changed = self._becomes(slip, rate, name, new)
            if changed != name:
                name = changed
                break
        return self._becomes("mistyped", rates.mistyped, name, slips.mistyped(rng, name))

    def _in_front_and_behind(self, child: Child, name: str) -> str:
        """With the Muhammad that goes before, or with middle names, or bare."""
        own = called(child)
        place = child.forenames.index(own)
        if place:
            if self._happens("only_muhammad", self.rates.only_muhammad):
                return child.forenames[0]
            if self.rng.random() >= self.rates.drops_muhammad:
                name = f"{slips.respelt(self.rng, child.forenames[0], 0)} {name}"
            else:
                self.made.append("drops_muhammad")
        behind = child.forenames[place + 1 :]
        return " ".join([name, *behind]) if self.rng.random() < self.rates.all_forenames else name

    # --- surname ---

    def _surname(self, child: Child) -> str:
        rng, rates, name = self.rng, self.rates, child.surname
        if self._happens("no_surname", rates.no_surname):
            return ""
        others = [adult for adult in self.family.customs.adults if adult not in name]
        halves = name.split("-")
        several = self.family.customs.group in _SEVERAL_SPELLINGS
        for slip, rate, new in (
            ("half_surname", rates.half_surname, rng.choice(halves)),
            ("other_parents", rates.other_parents, rng.choice(others) if others else name),
            ("mens_form", rates.mens_form, masculine(name)),
            ("surname_respelt", rates.surname_respelt if several else 0, slips.respelt(rng, name, rates.by_rule)),
            ("surname_misheard", rates.surname_misheard, slips.misheard(rng, name)),
        ):
            changed = self._becomes(slip, rate, name, new)
            if changed != name:
                name = changed
                break
        return self._becomes("surname_mistyped", rates.surname_mistyped, name, slips.mistyped(rng, name))

    # --- birth, sex ---

    def _birth(self, child: Child) -> tuple[date | None, date | None]:
        """The first and last day on which the child may have been born, as written down."""
        rates, born = self.rates, child.born
        if self._happens("no_birth_date", rates.no_birth_date):
            return None, None
        if self._happens("age_only", rates.age_only):
            return self._by_age(years_between(born, TODAY))
        if self._happens("year_only", rates.year_only):
            return date(born.year, 1, 1), date(born.year, 12, 31)
        if self._happens("month_only", rates.month_only):
            return born.replace(day=1), born.replace(day=monthrange(born.year, born.month)[1])
        said = self._wrong_day(child)
        return said, said

    def _by_age(self, age: int) -> tuple[date, date]:
        if self._happens("age_wrong", self.rates.age_wrong):
            age = max(0, age + self.rng.choice((-1, 1)))
        return _year_of_age(age)

    def _wrong_day(self, child: Child) -> date:
        born = child.born
        births = [other.born for other in self.family.children if other.born != born]
        if births and self._happens("siblings_birthday", self.rates.siblings_birthday):
            return self.rng.choice(births)
        changed_over = swapped(born)
        if changed_over and changed_over <= TODAY and self._happens("day_month", self.rates.day_month):
            return changed_over
        if self._happens("digit", self.rates.digit):
            return self._digit_out(born)
        if born.year < TODAY.year - 1 and self._happens("year_out", self.rates.year_out):
            return _same_day(born, born.year + self.rng.choice((-1, 1)))
        return born

    def _digit_out(self, born: date) -> date:
        """Day or month with another digit: a day that there is."""
        while True:
            written = born.isoformat()[:5] + slips.digit_slip(self.rng, born.isoformat()[5:])
            try:
                said = date.fromisoformat(written)
            except ValueError:
                continue
            if said <= TODAY:
                return said

    def _sex(self, child: Child) -> str:
        if self._happens("sex_missing", self.rates.sex_missing):
            return ""
        wrong = self._happens("sex_wrong", self.rates.sex_wrong)
        return {"F": "M", "M": "F"}[child.sex] if wrong else child.sex


def _year_of_age(age: int) -> tuple[date, date]:
    """Everybody of that age today was born between these days."""
    return _same_day(TODAY, TODAY.year - age - 1) + timedelta(days=1), _same_day(TODAY, TODAY.year - age)


def _same_day(day: date, year: int) -> date:
    leap = day.month == 2 and day.day == 29
    return date(year, 2, 28) if leap else day.replace(year=year)
