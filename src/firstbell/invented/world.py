"""The invented area: every family can be made again from its number, so nothing need be kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from math import gcd
from random import Random

from firstbell.invented import households, moments, wishes
from firstbell.invented.cases import CAST, Case, StaffWish
from firstbell.invented.draws import stream
from firstbell.invented.people import Family, StaffRow
from firstbell.invented.rates import RATES, YEAR, Rates
from firstbell.invented.reports import Report
from firstbell.invented.sources import school_by_urn
from firstbell.invented.tellings import Telling, ordinary
from firstbell.invented.truths import Truth, truths

FEWEST, MOST = 200, 400_000
FIRST_NUMBER = 4211  # of the year's references: the night is in February
LEAVE_A_GAP = timedelta(days=1400)


@dataclass(frozen=True, slots=True)
class Planned:
    """An incident to come. ``telling`` is the number of the case's telling; ordinary ones have no case."""

    reported_at: datetime
    index: int
    case: Case | None
    telling: int


class World:
    """A force area drawn from ``seed``, with exactly ``pupils`` children of whom a roll has a line.

    Families have numbers from 0; the first are the cast of the named cases. A family is always the same, however often
    and in whatever order it is asked for.
    """

    def __init__(self, seed: int, pupils: int, incidents: int, rates: Rates, *, whole_year: bool) -> None:
        if not FEWEST <= pupils <= MOST:
            raise ValueError(f"an invented area has from {FEWEST:,} to {MOST:,} pupils")
        if incidents < 0:
            raise ValueError("there cannot be fewer than no incidents")
        self.seed, self.pupils, self.incidents, self.rates = seed, pupils, incidents, rates
        self.whole_year = whole_year
        self.cast = CAST
        self._sizes = self._draw_sizes()

    def _draw_sizes(self) -> bytes:
        rng = stream(self.seed, "sizes")
        sizes = bytearray(case.wish.pupils for case in self.cast)
        left = self.pupils - sum(sizes)
        while left > 0:
            size = min(left, rng.choices((1, 2, 3, 4, 5), self.rates.pupils_in_family)[0])
            sizes.append(size)
            left -= size
        return bytes(sizes)

    # --- families ---

    def __len__(self) -> int:
        """The number of families."""
        return len(self._sizes)

    def family(self, index: int) -> Family:
        rng = stream(self.seed, "family", index)
        if index >= len(self.cast):
            return households.build(index, wishes.drawn(rng, self.rates, self._sizes[index]), rng, self.rates)
        case = self.cast[index]
        family = households.build(index, case.wish, rng, replace(self.rates, roll_has_old_address=0.0, known_as=0.0))
        if case.wish.copies:
            self._copy(family, case.wish.copies)
        family.staff = tuple(_staff_row(family, wish) for wish in case.staff)
        return family

    def _copy(self, family: Family, name: str) -> None:
        """Give the eldest the name and birth date of the eldest of another case's family, by chance as it were."""
        like = self.family(next(place for place, case in enumerate(self.cast) if case.name == name)).children[0]
        child = family.children[0]
        child.forenames, child.surname, child.roll_surname = like.forenames, like.surname, like.surname
        child.born, child.sex, child.previous_surname = like.born, like.sex, ""
        family.adults["father"].surname = like.surname

    def families(self) -> Iterator[Family]:
        """Every family once, the cast scattered among the others."""
        count = len(self)
        stride = next(step for step in range(int(count * 0.618), count * 2) if gcd(step, count) == 1)
        for place in range(count):
            yield self.family((place * stride + self.seed) % count)

    @cached_property
    def cast_families(self) -> tuple[Family, ...]:
        return tuple(self.family(index) for index in range(len(self.cast)))

    # --- who works where, and which school is special ---

    @property
    def wished_staff(self) -> tuple[StaffRow, ...]:
        return tuple(row for family in self.cast_families for row in family.staff)

    @property
    def leads(self) -> dict[str, StaffRow]:
        """Parties who are a school's first contact, by URN."""
        found = {}
        for case, family in zip(self.cast, self.cast_families, strict=True):
            for wish, row in zip(case.staff, family.staff, strict=True):
                if wish.mark == "lead":
                    found[row.urn] = row
        return found

    @property
    def leads_away(self) -> tuple[str, ...]:
        return self._schools_of("away")

    @property
    def inset_on_friday(self) -> tuple[str, ...]:
        return self._schools_of("inset")

    def _schools_of(self, mark: str) -> tuple[str, ...]:
        found = []
        for case, family in zip(self.cast, self.cast_families, strict=True):
            child = getattr(case, mark)
            if child is not None:
                found.append(family.children[child].told_at[0])
        return tuple(found)

    # --- incidents ---

    def plan(self) -> list[Planned]:
        """Every incident to come, in the order in which they are reported."""
        rng = stream(self.seed, "plan")
        planned = self._plan_cases(rng)[: self.incidents]
        earlier: list[int] = []
        while len(planned) < self.incidents:
            moment = (moments.in_the_year if self.whole_year else moments.in_the_night)(rng, self.rates)
            index = rng.randrange(len(self.cast), len(self))
            if earlier and rng.random() < self.rates.repeat:
                index = rng.choice(earlier)
            earlier.append(index)
            planned.append(Planned(moment, index, None, 0))
        return sorted(planned, key=lambda item: (item.reported_at, item.index))

    def _plan_cases(self, rng: Random) -> list[Planned]:
        """The named cases, all in the last night."""
        return [
            Planned(
                moments.at(telling.at) if telling.at else moments.in_the_night(rng, self.rates), index, case, number
            )
            for index, case in enumerate(self.cast)
            for number, telling in enumerate(case.tellings)
        ]

    def reports(self) -> Iterator[tuple[Report, list[Truth]]]:
        """Every incident written down, in the order reported, with the truth about its children."""
        for number, planned in enumerate(self.plan(), FIRST_NUMBER):
            yield self._report(f"STF/{planned.reported_at.year}/{number:07}", planned)

    def _report(self, reference: str, planned: Planned) -> tuple[Report, list[Truth]]:
        rng = stream(self.seed, "report", reference)
        family = self.family(planned.index)
        if planned.case is None:
            telling, labels = self._ordinary(rng, family, planned), {}
        else:
            telling = planned.case.tellings[planned.telling]
            labels = {place: planned.case.label(place) for place in range(len(family.children))}
        report = Report(
            family, telling, reference=reference, reported_at=planned.reported_at, rng=rng, rates=self.rates
        )
        return report, truths(report, labels)

    def _ordinary(self, rng: Random, family: Family, planned: Planned) -> Telling:
        telling = ordinary(rng, self.rates, family, planned.reported_at.date())
        return replace(telling, listed=()) if rng.random() < self.rates.without_children else telling


def _staff_row(family: Family, wish: StaffWish) -> StaffRow:
    person = family.person(wish.part)
    urn = family.children[wish.child].told_at[0]
    if wish.mark == "no_birth_date":
        return StaffRow(urn, person.forenames, person.surname, None, "", "", wish.role)
    if wish.mark == "other_birth_date":
        return StaffRow(urn, person.forenames, person.surname, person.born - LEAVE_A_GAP, "", "", wish.role)
    person.employer = school_by_urn()[urn].name
    return StaffRow(urn, person.forenames, person.surname, person.born, person.email, person.phone, wish.role)


def area(
    seed: int, pupils: int = 5000, *, incidents: int = 60, whole_year: bool = False, rates: Rates | None = None
) -> World:
    """An invented force area.

    ``pupils`` children stand on the two rolls; ``incidents`` are those of one night (12 to 13 February 2026), the named
    cases first, or with ``whole_year`` those of the year that ends with it, and then ``rates`` are a real year's.
    Raises ValueError for fewer than 200 or more than 400,000 pupils.
    """
    return World(seed, pupils, incidents, rates or (YEAR if whole_year else RATES), whole_year=whole_year)
