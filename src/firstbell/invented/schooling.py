"""Where each child is educated: a near school that takes the age, or none; and the roll lines that say so."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from math import exp, hypot
from random import Random

from firstbell.invented import sources
from firstbell.invented.draws import stream
from firstbell.invented.people import Enrolment, Home
from firstbell.invented.rates import Rates
from firstbell.invented.sources import School

AS_OF = date(2026, 2, 6)  # both rolls were extracted on this Friday
TERM = date(2025, 9, 2)
ACROSS_THE_BORDER = 15_000  # metres to a school of the other authority
SQUARE = 1000  # metres: homes of one square share their list of near schools

# How many near schools a family weighs up, and over how many kilometres the pull of one falls to a third.
REACH = {
    "nursery": (8, 1.5),
    "primary": (14, 1.8),
    "secondary": (6, 2.5),
    "sixth": (5, 4.0),
    "college": (3, 9.0),
    "special": (5, 8.0),
    "unit": (3, 8.0),
    "independent": (5, 7.0),
}


def _kind_takes(school: School, kind: str, years: int) -> bool:
    if not school.authority or not school.takes(years):
        return False
    if kind == "nursery":
        return school.phase == "Nursery" or school.mainstream
    if kind in ("primary", "secondary", "sixth"):
        return school.mainstream
    return bool(getattr(school, kind))


@cache
def _pull(urn: str) -> float:
    """How many children a school takes a year: by phase, and one school always the same."""
    school = sources.school_by_urn()[urn]
    yearly = {
        "Primary": (22, 30, 30, 30, 45, 60),
        "Nursery": (40, 60),
        "Middle deemed secondary": (90, 120, 150),
        "Middle deemed primary": (60, 90),
        "Secondary": (120, 150, 180, 210),
        "All-through": (60, 90),
        "16 plus": (900, 1200),
        "Not applicable": (8, 12, 20),
    }
    return float(stream("pull", urn).choice(yearly[school.phase]))


@cache
def _near(east: int, north: int, kind: str, years: int) -> tuple[tuple[School, ...], tuple[float, ...]]:
    """The near schools of a square with the cumulative pull of each."""
    count, reach = REACH[kind]
    x, y = (east + 0.5) * SQUARE, (north + 0.5) * SQUARE
    far = sorted(
        (hypot(school.easting - x, school.northing - y) / 1000, school.urn, school)
        for school in sources.schools()
        if _kind_takes(school, kind, years)
    )[:count]
    pulls = accumulate(_pull(urn) * exp(-km / reach) + 1e-9 for km, urn, _ in far)
    return tuple(school for _, _, school in far), tuple(pulls)


def near_school(rng: Random, home: Home, kind: str, years: int, besides: Sequence[str] = ()) -> School | None:
    """A school of the kind for a child aged ``years`` on 31 August, none of ``besides`` (URNs); None where none is."""
    found, pulls = _near(home.easting // SQUARE, home.northing // SQUARE, kind, years)
    for _ in range(12 if found else 0):
        school = rng.choices(found, cum_weights=pulls)[0]
        if school.urn not in besides:
            return school
    return next((school for school in found if school.urn not in besides), None)


def _metres(school: School, home: Home) -> float:
    return hypot(school.easting - home.easting, school.northing - home.northing)


def _is_particular(school: School, place: str) -> bool:
    """``boarding``; ``saint``: one of the many St Mary's; ``old_urn``: was one maintained school before."""
    if place == "boarding":
        return school.boards
    if not school.mainstream or not school.authority:
        return False
    return school.name.startswith("St Mary") if place == "saint" else bool(school.old_urn)


def usual_kind(years: int) -> str:
    if years < 4:
        return "nursery"
    return "primary" if years < 11 else "secondary" if years < 16 else "sixth"


def _first_day(rng: Random, school: School, years: int) -> date:
    """The September in which a child of the age came to the school."""
    lowest = 4 if school.low == 5 and school.phase == "Primary" else school.low
    first = max(lowest, 4 if years >= 4 else 2)
    if years >= 4 and lowest <= 3 and rng.random() < 0.5:
        first = 3
    return date(2025 - max(0, years - first), 9, rng.randint(1, 5))


def _line(
    rng: Random,
    school: School,
    years: int,
    enrolment: str = "C",
    *,
    entry: date | None = None,
    leaving: date | None = None,
    carried: str = "",
    after_extract: bool = False,
    stale: bool = False,
) -> Enrolment:
    education = "fe" if school.college else "school"
    since = entry or _first_day(rng, school, years)
    place = (school.authority, school.urn, enrolment, education)
    return Enrolment(*place, since, leaving, carried, after_extract, stale)


class Schooling:
    """Draws the enrolments of one family's children after each other: siblings tend to go together."""

    def __init__(self, rng: Random, rates: Rates) -> None:
        self.rng = rng
        self.rates = rates
        self.siblings: list[str] = []

    def enrol(self, place: str, home: Home, years: int) -> tuple[Enrolment, ...]:
        """The lines about a child aged ``years`` on 31 August 2025 that lives at ``home``.

        ``place`` says what is wished (``cast.ChildWish``); ``roll`` leaves it to the rates.
        """
        if place == "roll":
            place = self._drawn(years)
        lines = self._lines(place, home, years)
        self.siblings.extend(line.urn for line in lines if line.current and line.urn)
        return lines

    def _drawn(self, years: int) -> str:
        rates, chance = self.rates, self.rng.random()
        if years >= 16:
            return "college" if years > 17 or chance < rates.college else "sixth"
        options = [
            ("ehe", rates.ehe if years >= 5 else 0.0),
            ("cme", rates.cme if years >= 5 else 0.0),
            ("special", rates.special),
            ("independent", rates.independent if years >= 4 else 0.0),
            ("dual", rates.dual if years >= 9 else 0.0),
            ("guest", rates.guest if years >= 5 else 0.0),
            ("left", rates.left if years >= 4 else 0.0),
            ("claimed_twice", rates.claimed_twice if years >= 4 else 0.0),
            ("moved", rates.moved_school if years >= 4 else 0.0),
        ]
        for place, share in options:
            chance -= share
            if chance < 0:
                return place
        return "school"

    def _lines(self, place: str, home: Home, years: int) -> tuple[Enrolment, ...]:
        if not place:
            return ()
        if place in ("ehe", "cme"):
            return self._at_home(place, home, years)
        if place in ("left", "moved", "moved_recently", "moved_since", "claimed_twice"):
            return self._moved(place, home, years)
        if place in ("dual", "guest"):
            return self._dual(place, home, years)
        school = self._school(place, home, years)
        carried = school.old_urn if place == "old_urn" else ""
        return (_line(self.rng, school, years, carried=carried),)

    def _school(self, place: str, home: Home, years: int, besides: Sequence[str] = ()) -> School:
        """The school meant, or else the nearest thing to it: a child on a roll always has one."""
        if place in ("saint", "old_urn", "boarding"):
            return self._particular(place, home, years)
        if place == "same_school" or (place == "school" and self.rng.random() < self.rates.with_sibling):
            for urn in self.siblings:
                school = sources.school_by_urn()[urn]
                if school.takes(years) and school.mainstream and urn not in besides:
                    return school
        if place == "other_school":
            besides = (*besides, *self.siblings)
        kinds = (place, usual_kind(years)) if place in REACH else (usual_kind(years),)
        for kind in (*kinds, "college", "primary"):
            found = near_school(self.rng, home, kind, years, besides)
            if found is not None:
                return found
        raise LookupError(f"no school of the area takes a child of {years}")

    def _particular(self, place: str, home: Home, years: int) -> School:
        fitting = [school for school in sources.schools() if _is_particular(school, place) and school.takes(years)]
        return min(fitting, key=lambda school: (_metres(school, home), school.urn))

    def _at_home(self, place: str, home: Home, years: int) -> tuple[Enrolment, ...]:
        entry = TERM + timedelta(days=self.rng.randint(0, 130))
        here = Enrolment(home.authority, "", "C", place, entry)
        if self.rng.random() < 0.6:
            return (here,)
        was = _line(self.rng, self._school("school", home, years), years, leaving=entry - timedelta(days=1))
        if was.entry >= entry:
            return (here,)  # never came to the school: at home from the first day
        return (was, here)

    def _dual(self, place: str, home: Home, years: int) -> tuple[Enrolment, ...]:
        main = self._school("school", home, years)
        kind = "unit" if years >= 11 and self.rng.random() < 0.7 else "special"
        second = near_school(self.rng, home, kind, years, (main.urn,)) if place == "dual" else None
        if second is None:
            second = self._school("other", home, years, (main.urn,))
        since = TERM + timedelta(days=self.rng.randint(0, 120))
        marks = ("M", "S") if place == "dual" else ("C", "G")
        return (_line(self.rng, main, years, marks[0]), _line(self.rng, second, years, marks[1], entry=since))

    def _moved(self, place: str, home: Home, years: int) -> tuple[Enrolment, ...]:
        rng = self.rng
        old = self._school("school", home, years)
        leaving = date(2025, 9, 22) + timedelta(days=rng.randint(0, 110))
        entry = leaving + timedelta(days=rng.randint(1, 16))
        if place == "left":
            return (_line(rng, old, years, leaving=leaving),)
        new = self._other_authoritys(old, home, years) if place == "claimed_twice" else None
        new = new or self._school("other", home, years, (old.urn,))
        if place == "claimed_twice":
            return (_line(rng, old, years, stale=True), _line(rng, new, years, entry=entry))
        if place == "moved_since":
            after = _line(rng, new, years, entry=date(2026, 2, 12), after_extract=True)
            return (_line(rng, old, years, stale=True), after)
        if place == "moved_recently":
            leaving, entry = date(2026, 1, 30), date(2026, 2, 2)
        return (_line(rng, old, years, leaving=leaving), _line(rng, new, years, entry=entry))

    def _other_authoritys(self, old: School, home: Home, years: int) -> School | None:
        fitting = [
            school
            for school in sources.schools()
            if school.mainstream and school.takes(years) and school.authority not in ("", old.authority)
        ]
        near = [school for school in fitting if _metres(school, home) <= ACROSS_THE_BORDER]
        return min(near, key=lambda school: (_metres(school, home), school.urn), default=None)
