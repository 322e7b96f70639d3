"""The people of the invented area as they really are: what rolls and officers make of them comes later."""

from dataclasses import dataclass, field
from datetime import date

LAST_AUGUST = date(2025, 8, 31)  # a child's school year in 2025/26 goes by the age on this day


@dataclass(frozen=True, slots=True)
class Home:
    """An address. ``authority`` is one of the two codes, or empty in another force's area."""

    lines: tuple[str, ...]
    town: str
    postcode: str
    district: str
    authority: str
    force: str
    easting: int
    northing: int


@dataclass(slots=True)
class Person:
    """``key`` is the person's part in the family (``mother``, ``father``, ``partner``, ``child:0``, ...)."""

    key: str
    forenames: str
    surname: str
    sex: str
    born: date
    home: Home
    group: str
    known_as: str = ""
    previous_surname: str = ""
    phone: str = ""
    email: str = ""
    occupation: str = ""
    employer: str = ""

    @property
    def forename(self) -> str:
        return self.forenames.split()[0]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One line that a roll has about a child. ``urn`` is where the child really is; ``carried`` what the roll writes
    instead, where it is a school's number from before it became an academy. ``after_extract`` is a change that no roll
    knows yet: no line is written for it, and the line it ends still stands."""

    authority: str
    urn: str
    enrolment: str
    education: str
    entry: date
    leaving: date | None = None
    carried: str = ""
    after_extract: bool = False
    stale: bool = False

    @property
    def current(self) -> bool:
        """Whether the child really is registered here now."""
        return self.leaving is None and not self.stale


@dataclass(slots=True)
class Child(Person):
    """A child with what it is to each adult of the family (``kin``), and where it is educated."""

    kin: dict[str, str] = field(default_factory=dict)
    enrolments: tuple[Enrolment, ...] = ()
    upn: str = ""
    roll_home: Home | None = None
    roll_surname: str = ""

    @property
    def year(self) -> int:
        """Age in completed years on 31 August 2025."""
        born = self.born
        return LAST_AUGUST.year - born.year - ((born.month, born.day) > (8, 31))

    @property
    def on_a_roll(self) -> bool:
        return any(not line.after_extract for line in self.enrolments)

    @property
    def told_at(self) -> tuple[str, ...]:
        """URNs of every establishment at which the child is registered, guests apart."""
        lines = [line for line in self.enrolments if line.current and line.urn and line.enrolment != "G"]
        return tuple(dict.fromkeys(line.urn for line in lines))

    @property
    def may_be_told_at(self) -> tuple[str, ...]:
        return tuple(line.urn for line in self.enrolments if line.current and line.enrolment == "G")

    @property
    def officer_of(self) -> str:
        """The authority whose officer answers for a child that is home educated or missing education."""
        lines = [line for line in self.enrolments if line.current and line.education in ("ehe", "cme")]
        return lines[0].authority if lines else ""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who works at or governs a school, as the school lists them."""

    urn: str
    forenames: str
    surname: str
    born: date | None
    email: str
    phone: str
    role: str


@dataclass(slots=True)
class Family:
    """A web of related people over one or more homes. ``old_home`` is where they lived until a while ago."""

    index: int
    case: str
    kind: str
    adults: dict[str, Person]
    children: list[Child]
    old_home: Home | None = None
    staff: tuple[StaffRow, ...] = ()

    def person(self, key: str) -> Person:
        if key.startswith("child:"):
            return self.children[int(key[6:])]
        return self.adults[key]
