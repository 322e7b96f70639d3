"""The shipped data, read once: schools, streets, postcodes of other forces, districts."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STOKE, COUNTY = "E06000021", "E10000028"
AUTHORITY_OF_NUMBER = {"860": COUNTY, "861": STOKE}  # the two whose rolls are invented here
FORCE = "staffordshire"


@dataclass(frozen=True, slots=True)
class School:
    """One open establishment. ``authority`` is a GSS code, or empty where the authority is neither of the two.

    ``low`` and ``high`` are the statutory ages in years; eastings and northings are metres on the National Grid.
    """

    urn: str
    name: str
    authority: str
    kind: str
    phase: str
    low: int
    high: int
    postcode: str
    easting: int
    northing: int
    boards: bool
    old_urn: str

    @property
    def special(self) -> bool:
        return "special" in self.kind

    @property
    def unit(self) -> bool:
        """A pupil referral unit or an academy for alternative provision."""
        return "referral" in self.kind or "alternative provision" in self.kind

    @property
    def independent(self) -> bool:
        return self.kind == "Other independent school"

    @property
    def college(self) -> bool:
        return self.kind == "Further education" or "16" in self.kind.replace("post 16", "")

    @property
    def mainstream(self) -> bool:
        """A state school for any child near by: not special, not a unit, not independent, not a college."""
        return self.phase not in ("Not applicable", "Nursery", "16 plus") and not self.special

    def takes(self, years: int) -> bool:
        """Whether a pupil aged ``years`` on 31 August can be in the school year that follows.

        A primary school takes four-year-olds into reception also where its register says five.
        """
        lowest = 4 if self.low == 5 and self.phase == "Primary" else self.low
        return lowest <= years < self.high


@dataclass(frozen=True, slots=True)
class Place:
    """A street with a postcode, or a postcode of another force's area (``street`` empty). Metres on the Grid."""

    street: str
    postcode: str
    town: str
    district: str
    authority: str
    force: str
    easting: int
    northing: int


@dataclass(frozen=True, slots=True)
class District:
    """A district with its people and the share of them, per cent, in each name group that the census shows."""

    code: str
    authority: str
    people: int
    shares: dict[str, float]


def content(name: str) -> bytes:
    """A shipped file as it is when unpacked."""
    packed = (files("firstbell.invented.data") / name).read_bytes()
    return gzip.decompress(packed) if name.endswith(".gz") else packed


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a shipped CSV file."""
    yield from csv.DictReader(io.StringIO(content(name).decode(), newline=""))


@cache
def schools() -> tuple[School, ...]:
    before = _single_predecessors()
    return tuple(
        School(
            urn=row["URN"],
            name=row["EstablishmentName"],
            authority=AUTHORITY_OF_NUMBER.get(row["LA (code)"], ""),
            kind=row["TypeOfEstablishment (name)"],
            phase=row["PhaseOfEducation (name)"],
            low=int(row["StatutoryLowAge"]),
            high=int(row["StatutoryHighAge"]),
            postcode=row["Postcode"],
            easting=int(row["Easting"]),
            northing=int(row["Northing"]),
            boards=row["Boarders (name)"] == "Boarding school",
            old_urn=before.get(row["URN"], ""),
        )
        for row in rows("establishments.csv.gz")
    )


def _single_predecessors() -> dict[str, str]:
    """Schools that one closed school, and only it, turned into."""
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for row in rows("links.csv.gz"):
        if row["LinkType"] == "Successor":
            into.setdefault(row["LinkURN"], []).append(row["URN"])
            out.setdefault(row["URN"], []).append(row["LinkURN"])
    return {new: olds[0] for new, olds in into.items() if len(olds) == 1 and len(out[olds[0]]) == 1}


@cache
def school_by_urn() -> dict[str, School]:
    return {school.urn: school for school in schools()}


@cache
def districts() -> tuple[District, ...]:
    groups = ("pakistani", "indian", "bangladeshi", "african", "arabic", "other_white")
    return tuple(
        District(row["district"], row["authority"], int(row["people"]), {group: float(row[group]) for group in groups})
        for row in rows("districts.csv")
    )


@cache
def streets() -> dict[str, tuple[Place, ...]]:
    """Streets by district."""
    authority = {district.code: district.authority for district in districts()}
    found: dict[str, list[Place]] = {code: [] for code in authority}
    for row in rows("streets.csv.gz"):
        code = row["district"]
        place = Place(
            row["street"],
            row["postcode"],
            row["town"],
            code,
            authority[code],
            FORCE,
            int(row["easting"]),
            int(row["northing"]),
        )
        found[code].append(place)
    return {code: tuple(places) for code, places in found.items()}


@cache
def elsewhere() -> dict[str, tuple[Place, ...]]:
    """Real postcodes in other forces' areas, by force."""
    found: dict[str, list[Place]] = {}
    for row in rows("elsewhere.csv"):
        force, east, north = row["force"], int(row["easting"]), int(row["northing"])
        place = Place("", row["postcode"], row["town"], row["district"], "", force, east, north)
        found.setdefault(force, []).append(place)
    return {force: tuple(places) for force, places in found.items()}
