"""Education rolls: what a line may say, and what changed between two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import mul
from typing import Any

from firstbell.foundations.take_in.rules import Unfit, Unusable
from firstbell.pure.areas import as_postcode
from firstbell.pure.matching.upns import UPN
from firstbell.registers.schools.rules.columns import Values, day, in_order, one_of, urn
from firstbell.registers.schools.rules.people import digest_of, fold_name

ENROLMENTS = ("C", "M", "S", "G")
EDUCATIONS = ("school", "fe", "ehe", "cme")
AT_NO_SCHOOL = ("ehe", "cme")
SEXES = ("F", "M", "X", "U")
REQUIRED = ("urn", "forenames", "surname", "date_of_birth", "enrolment", "education")
AS_WRITTEN = (
    "forenames",
    "known_as",
    "surname",
    "previous_surname",
    "address_line_1",
    "address_line_2",
    "town",
    "uprn",
)
READ = (
    *("urn", "upn", "forenames", "known_as", "surname", "previous_surname", "date_of_birth", "sex", "address_line_1"),
    *("address_line_2", "town", "postcode", "uprn", "entry_date", "leaving_date", "enrolment", "education"),
)
MANY = 100
"""Of fewer, half may leave in a week. Of so many it means that leaving dates were filled in by mistake."""
NO_BIRTHS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1901, 1, 1)})
"""Days on which nobody on a roll was born: what systems write where no date is known."""
A_YEAR = timedelta(days=400)
"""A roll on which nobody began for so long is another year's: every September a whole age group begins."""
NOTHING_CHANGED = "The roll in force has not changed."

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True, slots=True)
class CurrentRoll:
    """The extract of an authority that counts today: ``rows`` lines as they stood on ``as_of``."""

    authority: str
    as_of: date
    rows: int
    taken_in_at: datetime


@dataclass(frozen=True, slots=True)
class RollMove:
    """What became of a pupil between the extracts of ``before`` and ``as_of``.

    ``kind`` is joined, left, moved_school or moved_home. Places are the URNs (or ``ehe``, ``cme``) of the registrations
    current on either day. ``upn`` is None where the roll has none that is valid.
    """

    authority: str
    before: date
    as_of: date
    kind: str
    upn: str | None
    places_before: tuple[str, ...]
    places_after: tuple[str, ...]
    postcode_before: str | None
    postcode_after: str | None


@dataclass(frozen=True, slots=True)
class ExtractName:
    """Which extract a line is of: ``authority`` a GSS code, ``digest`` and ``file`` the file's."""

    authority: str
    as_of: date
    digest: str
    file: str

    @property
    def subject(self) -> str:
        return f"roll:{self.authority}:{self.as_of}"


def roll_line_from(row: Values, as_of: date) -> dict[str, Any]:
    """The line by the roll's own names, with ``fingerprint``, ``person`` and ``name_key``."""
    values: dict[str, Any] = {name: row.get(name, "") for name in AS_WRITTEN}
    if not values["surname"] and not values["forenames"]:
        raise Unfit("surname", "is empty, and so is forenames")
    values["date_of_birth"] = _born(row, as_of)
    values["sex"] = one_of(row, "sex", SEXES) if row.get("sex") else ""
    values |= _registration(row)
    postcode = row.get("postcode", "")
    values["postcode"] = as_postcode(postcode) or postcode
    values["upn"] = "".join(row.get("upn", "").upper().split())
    values["upn_valid"] = is_upn(values["upn"])
    values["fingerprint"] = digest_of(*values.values())
    values["name_key"] = name_key(values["forenames"], values["surname"], values["date_of_birth"], values["postcode"])
    values["person"] = values["upn"] if values["upn_valid"] else values["name_key"]
    return values


@dataclass(frozen=True, slots=True)
class Size:
    """Lines of an extract, and how many of them are registrations that are current on its day."""

    lines: int
    registered: int

    def __str__(self) -> str:
        return f"{self.lines:,} lines with {self.registered:,} current registrations"


def refuse_overtaken(extract: ExtractName, in_force: date | None) -> None:
    if in_force and extract.as_of < in_force:
        raise Unusable(
            extract.file,
            reason=f"an extract of {in_force} is in force for {extract.authority}, and this one is of {extract.as_of}.",
            remedy="Check the date of the extract; a roll does not go back.",
        )


def refuse_shrunk(extract: ExtractName, now: Size, before: Size, agreed_by: str | None) -> None:
    """A roll without a line is refused; one that loses half or more unless somebody agreed to that by name."""
    if not now.lines:
        raise Unusable(extract.file, reason="not one of its lines can be used.", remedy=NOTHING_CHANGED)
    fewer = now.lines * 2 <= before.lines
    left = before.registered >= MANY and now.registered * 2 <= before.registered
    if (fewer or left) and not agreed_by:
        raise Unusable(
            extract.file,
            reason=f"it has {now}, and the roll in force has {before}.",
            remedy=f"{NOTHING_CHANGED} If it is right, take it in again and say who agreed to the shrinking.",
        )


def is_of_another_year(roll: CurrentRoll, last_entry: date | None, today: date) -> bool:
    """Whether a large roll is an earlier year's, by its own day or because nobody on it began for so long."""
    overtaken = last_entry is not None and last_entry < roll.as_of - A_YEAR
    return roll.rows >= MANY and (overtaken or roll.as_of < today - A_YEAR)


def is_upn(text: str) -> bool:
    """Whether a Unique Pupil Number (permanent, or temporary with a last letter) has the check letter it should.

    DfE, Unique pupil numbers: guidance: the other twelve characters weighted 2 to 13, modulo 23.
    """
    if not UPN.fullmatch(text):
        return False
    last = int(text[-1]) if text[-1].isdigit() else UPN_LETTERS.index(text[-1])
    total = 13 * last + sum(map(mul, range(2, 13), map(int, text[1:-1])))
    return UPN_LETTERS[total % 23] == text[0]


def _born(row: Values, as_of: date) -> date | None:
    born = day(row, "date_of_birth")
    if born and born > as_of:
        raise Unfit("date_of_birth", "is after the date of the extract")
    return None if born in NO_BIRTHS else born


def _registration(row: Values) -> dict[str, Any]:
    education = one_of(row, "education", EDUCATIONS)
    at_no_school = education in AT_NO_SCHOOL
    if at_no_school and row.get("urn"):
        raise Unfit("urn", f"is filled, and education says {education}, which has none")
    entry_date, leaving_date = day(row, "entry_date"), day(row, "leaving_date")
    in_order(entry_date, leaving_date, "leaving_date", "entry_date")
    enrolled = row.get("enrolment") or not at_no_school
    return {
        "education": education,
        "urn": "" if at_no_school else urn(row),
        "enrolment": one_of(row, "enrolment", ENROLMENTS) if enrolled else "",
        "entry_date": entry_date,
        "leaving_date": leaving_date,
    }


def name_key(forenames: str, surname: str, born: date | None, postcode: str) -> str:
    """Stands for name and date of birth; without a date of birth the postcode has to tell namesakes apart."""
    return digest_of(fold_name(f"{forenames} {surname}"), born or postcode)


@dataclass(frozen=True, slots=True)
class Standing:
    """One pupil on one extract: where, at home where, and under which name."""

    name_key: str
    places: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Change:
    person: str
    name_key: str
    kind: str
    before: Standing
    after: Standing


def add_line(standings: dict[str, Standing], line: Any, on: date) -> None:
    """Add a line to its pupil's standing: person, name_key, urn, education, leaving_date, postcode, address_line_1."""
    person, name_key, place, education, leaving_date, postcode, first_line = line
    standing = standings.setdefault(person, Standing(name_key))
    if leaving_date is None or leaving_date > on:
        standing.places.add(place or education)
        standing.homes.add(postcode or fold_name(first_line))
        standing.postcodes.add(postcode)


def changes(before: dict[str, Standing], after: dict[str, Standing]) -> Iterator[Change]:
    """What became of every pupil on either extract. A pupil whose UPN was given or changed is known by name and date of
    birth, where only one on either side has them."""
    renamed = _renamed(before, after)
    for person, was in before.items():
        now = after.get(renamed.get(person, person), Standing(was.name_key))
        yield from _change(renamed.get(person, person), was, now)
    arrived = set(renamed.values())
    for person, now in after.items():
        if person not in before and person not in arrived:
            yield from _change(person, Standing(now.name_key), now)


def _renamed(before: dict[str, Standing], after: dict[str, Standing]) -> dict[str, str]:
    gone = _by_name((person, was) for person, was in before.items() if person not in after)
    come = _by_name((person, now) for person, now in after.items() if person not in before)
    return {gone[name]: come[name] for name in gone.keys() & come.keys()}


def _by_name(standings: Iterable[tuple[str, Standing]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for person, standing in standings:
        found.setdefault(standing.name_key, []).append(person)
    return {name: people[0] for name, people in found.items() if len(people) == 1}


def _change(person: str, was: Standing, now: Standing) -> Iterator[Change]:
    kinds = []
    if was.places and now.places:
        kinds += ["moved_school"] * (was.places != now.places) + ["moved_home"] * (was.homes != now.homes)
    elif was.places or now.places:
        kinds.append("left" if was.places else "joined")
    return (Change(person, now.name_key, kind, was, now) for kind in kinds)
