"""What is known of a person: names with kinds, a birth date with its precision, residences with their source."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstbell.pure.periods import years_between


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth as precisely as it is known: somewhere from ``earliest`` to ``latest``, both included.

    Both are None where nothing is known. ``precision`` is ``day``, ``month``, ``year``, ``age`` or ``unknown``.
    """

    earliest: date | None
    latest: date | None
    precision: str

    @property
    def day(self) -> date | None:
        return self.earliest if self.precision == "day" else None

    def surely_at_least(self, years: int, on: date) -> bool:
        """True only where every date it could be makes the person ``years`` old on ``on``."""
        return self.latest is not None and years_between(self.latest, on) >= years

    def surely_under(self, years: int, on: date) -> bool:
        return self.earliest is not None and years_between(self.earliest, on) < years


UNKNOWN_BIRTH = BirthDate(None, None, "unknown")


def birth_date_from(stated: str | None, age: int | None, on: date) -> BirthDate:
    """Read ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or an age in completed years on ``on``.

    Raises ValueError for anything else: a date is never guessed.
    """
    if stated:
        parts = [int(part) for part in stated.split("-")]
        if len(parts) == 3 and len(stated) == 10:
            exact = date(*parts)
            return BirthDate(exact, exact, "day")
        if len(parts) == 2 and len(stated) == 7:
            first = date(parts[0], parts[1], 1)
            return BirthDate(first, _last_of_month(first), "month")
        if len(parts) == 1 and len(stated) == 4:
            return BirthDate(date(parts[0], 1, 1), date(parts[0], 12, 31), "year")
        raise ValueError("expected YYYY-MM-DD, YYYY-MM or YYYY")
    if age is not None:
        if not 0 <= age <= 120:
            raise ValueError("an age is from 0 to 120 years")
        return BirthDate(_years_before(on, age + 1) + timedelta(days=1), _years_before(on, age), "age")
    return UNKNOWN_BIRTH


def _last_of_month(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February in a year that has none
        return date(on.year - years, 2, 28)


@dataclass(frozen=True, slots=True)
class Address:
    lines: tuple[str, ...] = ()
    postcode: str | None = None
    uprn: str | None = None


@dataclass(frozen=True, slots=True)
class Residence:
    """Where somebody lives, on whose word and since when. Never assumed to be the incident's address (R4)."""

    address: Address
    as_of: date | None
    source: str | None
    protected: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as one incident version records them. ``person_id`` is local to the incident."""

    person_id: str
    forenames: str
    surname: str
    birth: BirthDate
    nominal: str | None = None
    known_as: str | None = None
    previous_surnames: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    sex: str | None = None
    residence: Residence | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """A person of an incident with what they are to others in it: pairs of (person_id, kind)."""

    facts: PersonFacts
    relationships: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedIncident:
    """Everybody whom one version of one incident names, each person_id once."""

    force: str
    reference: str
    version: int
    reported_at: datetime
    persons: tuple[RecordedPerson, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of some ``kind``: ``recorded``, ``known_as``, ``previous`` or ``alias``; see ``PersonName``."""

    kind: str
    forenames: str = ""
    surname: str = ""
    whole: str = ""


def key_of(nominal: str | None, reference: str, person_id: str) -> str:
    """What makes two records the same person: the force's own number, else nothing but the record itself."""
    return f"nominal {nominal}" if nominal else f"incident {len(reference)} {reference} {person_id}"


def names_of(person: PersonFacts) -> list[Name]:
    """Every name that a record gives somebody, with its kind; none where nothing was recorded."""
    names = [Name("recorded", person.forenames, person.surname)] if person.forenames or person.surname else []
    if person.known_as:
        names.append(Name("known_as", person.known_as))
    names += [Name("previous", surname=surname) for surname in person.previous_surnames]
    return names + [Name("alias", whole=alias) for alias in person.also_known_as]
