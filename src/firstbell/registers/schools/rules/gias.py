"""The school register and its links, as DfE's Get Information About Schools (GIAS) writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure import areas
from firstbell.registers.schools.rules.columns import Values, filled, gias_day, urn, whole_number

TEXT = {
    "TypeOfEstablishment (name)": "kind",
    "PhaseOfEducation (name)": "phase",
    "EstablishmentStatus (name)": "status",
    "Street": "street",
    "Locality": "locality",
    "Town": "town",
    "TelephoneNum": "telephone",
    "HeadFirstName": "head_forename",
    "HeadLastName": "head_surname",
    "Trusts (name)": "trust_name",
}


def trust_number(row: Values, column: str) -> str:
    """The register's number of the trust; empty where none runs the establishment (GIAS writes 0 or nothing)."""
    number = whole_number(row, column, 0, 99_999_999)
    return str(number) if number else ""


OTHER: dict[str, tuple[str, Callable[[Values, str], Any]]] = {
    "StatutoryLowAge": ("low_age", lambda row, name: whole_number(row, name, 0, 99)),
    "StatutoryHighAge": ("high_age", lambda row, name: whole_number(row, name, 0, 99)),
    "Easting": ("easting", lambda row, name: whole_number(row, name, 0, 700_000) or None),
    "Northing": ("northing", lambda row, name: whole_number(row, name, 0, 1_300_000) or None),
    "OpenDate": ("opened_on", gias_day),
    "CloseDate": ("closed_on", gias_day),
    "Trusts (code)": ("trust", trust_number),
}
EMPTY = {"trust": ""}
"""What stands where a value cannot be read, if it is not None."""
LOCAL_AUTHORITY = ("LA (code)", "GSSLACode (name)")
REQUIRED = ("URN", "EstablishmentName")
READ = (*REQUIRED, *TEXT, *OTHER, *LOCAL_AUTHORITY, "Postcode", "Boarders (name)")
LINK_REQUIRED = ("URN", "LinkURN", "LinkType")
LINK_READ = (*LINK_REQUIRED, "LinkName", "LinkEstablishedDate")


@dataclass(frozen=True, slots=True)
class EstablishmentLine:
    """``values`` by the register's own names, only those whose column the file has. ``doubts`` are the columns that
    could not be read: an establishment is not lost for the sake of its opening date."""

    urn: str
    values: dict[str, Any]
    doubts: tuple[Unfit, ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    urn: str
    link_urn: str
    link_name: str
    kind: str
    established_on: date | None


def establishment_from(row: Values) -> EstablishmentLine:
    number, doubts = urn(row, "URN"), []
    values: dict[str, Any] = {"name": filled(row, "EstablishmentName")}
    values |= {ours: row[theirs] for theirs, ours in TEXT.items() if theirs in row}
    for theirs, (ours, read) in OTHER.items():
        if theirs in row:
            try:
                values[ours] = read(row, theirs)
            except Unfit as doubt:
                values[ours] = EMPTY.get(ours)
                doubts.append(doubt)
    values |= _place(row, values) | _state(values)
    if "Boarders (name)" in row:
        values["boarders"] = has_boarders(row["Boarders (name)"])
    return EstablishmentLine(number, values, tuple(doubts))


def link_from(row: Values) -> LinkLine:
    return LinkLine(
        urn=urn(row, "URN"),
        link_urn=urn(row, "LinkURN"),
        link_name=row.get("LinkName", ""),
        kind=filled(row, "LinkType")[:100],
        established_on=gias_day(row, "LinkEstablishedDate"),
    )


def is_open(status: str) -> bool:
    """*Open* and *Open, but proposed to close* are open; *Closed* and *Proposed to open* are not."""
    return status.strip().lower().startswith("open")


def has_boarders(text: str) -> bool:
    """GIAS: *Boarding school*, *Children's home (Boarding school)*, *College / FE residential accommodation*."""
    words = text.lower()
    return not words.startswith("no") and any(word in words for word in ("board", "residential"))


def _state(values: dict[str, Any]) -> dict[str, bool]:
    """Whether it is open, where the file says anything about it: no status, but a closing date, is closed."""
    if values.get("status"):
        return {"is_open": is_open(values["status"])}
    return {"is_open": False} if values.get("closed_on") else {}


def _place(row: Values, values: dict[str, Any]) -> dict[str, Any]:
    """Authority, postcode and grid reference; what the file leaves out is read from the postcode where it can be."""
    found: dict[str, Any] = {}
    postcode = row.get("Postcode", "")
    area = areas.area_of(postcode) if postcode else None
    if "Postcode" in row:
        found["postcode"] = areas.as_postcode(postcode) or postcode
    authority = next(filter(None, (_authority(row.get(column, "")) for column in LOCAL_AUTHORITY)), None)
    if authority or area:
        found["authority"] = authority or (area.authority if area else "")
    if not (values.get("easting") and values.get("northing")) and (point := areas.position_of(postcode)):
        found["easting"], found["northing"] = point
    return found


def _authority(code: str) -> str | None:
    try:
        return areas.authority_of(code) if code else None
    except ValueError:
        return None
