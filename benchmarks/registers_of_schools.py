"""The registers that stated_schools.py asks: the one that ships, and all of England's where its files are there."""

import csv
import gzip
import io
import shutil
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sayings import Known

from firstbell.invented import sources
from firstbell.pure.areas import position_of

OPEN_SCHOOLS = "gias_open_schools_england_*.csv.gz"
LINKS = "gias_links_*.csv.gz"
ADDRESSES = "dfe_performance_spine_england_*.csv.gz"
PHASES = {
    "P": "Primary",
    "MP": "Primary",
    "S": "Secondary",
    "MS": "Middle deemed secondary",
    "N": "Nursery",
    "6": "16 plus",
}
AROUND = ((375_000, 300_000), (425_000, 370_000))
COLUMNS = (
    "URN,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,"
    "Street,Locality,Town,Easting,Northing"
).split(",")


@cache
def known() -> list[Known]:
    """The establishments that ship, each with the names that led to it alone."""
    former = former_names()
    return [
        Known(
            urn=row["URN"],
            name=row["EstablishmentName"],
            phase=row["PhaseOfEducation (name)"],
            low=int(row["StatutoryLowAge"]),
            high=int(row["StatutoryHighAge"]),
            street=row["Street"],
            locality=row["Locality"],
            town=row["Town"],
            easting=int(row["Easting"]),
            northing=int(row["Northing"]),
            former=tuple(former.get(row["URN"], ())),
        )
        for row in sources.rows("establishments.csv.gz")
    ]


def former_names() -> dict[str, list[str]]:
    """By open establishment, the other names of the closed ones that went before it."""
    names = {row["URN"]: row["EstablishmentName"] for row in sources.rows("establishments.csv.gz")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in sources.rows("links.csv.gz"):
        before = row["LinkType"].startswith("Predecessor") and row["LinkURN"] not in names
        if before and row["URN"] in names and row["LinkName"] != names[row["URN"]]:
            found[row["URN"]].append(row["LinkName"])
    return found


def closed_for_good() -> list[str]:
    """Names in the links of what closed and led to nothing that is open, and that no open establishment bears."""
    open_urns = {one.urn for one in known()}
    borne = {name.casefold() for one in known() for name in (one.name, *one.former)}
    links = list(sources.rows("links.csv.gz"))
    sides = [{row["URN"], row["LinkURN"]} for row in links]
    carried = set().union(*(side for side in sides if side & open_urns))
    names = {row["LinkName"] for row in links if row["LinkURN"] not in carried}
    return sorted(name for name in names if name and name.casefold() not in borne)


def england(folder: Path) -> list[Known]:
    """Everything open in England. Addresses and ages are older than the list and follow its links; some have none."""
    here = {one.urn: one for one in known()}
    before = {row["URN"]: row["LinkURN"] for row in read(folder, LINKS) if row["LinkType"] == "Predecessor"}
    addresses = {row["URN"]: row for row in read(folder, ADDRESSES)}
    found = []
    for row in read(folder, OPEN_SCHOOLS):
        urn = row["urn"]
        address = addresses.get(urn) or addresses.get(before.get(urn, "")) or {}
        found.append(here.get(urn) or one_of_england(row, address))
    return found


def one_of_england(row: dict[str, str], address: dict[str, str]) -> Known:
    east, north = position_of(address.get("POSTCODE", "")) or (0, 0)
    return Known(
        urn=row["urn"],
        name=row["name"],
        phase=PHASES.get(row["phase_code"], "Not applicable"),
        low=int(address.get("AGEL") or 0),
        high=int(address.get("AGEH") or 0),
        street=address.get("STREET", ""),
        locality=address.get("LOCALITY", ""),
        town=address.get("TOWN", ""),
        easting=east,
        northing=north,
    )


def outside(folder: Path | None) -> Iterator[Known]:
    """Schools around the area that its own register does not have; none without the list of England."""
    if folder is None:
        return
    here = {one.urn for one in known()}
    (west, south), (east, north) = AROUND
    for one in england(folder):
        if one.urn not in here and west <= one.easting <= east and south <= one.northing <= north:
            yield one


def write(register: list[Known], folder: Path, beside: Path | None) -> dict[str, Path]:
    """The register as a file of GIAS's shape, and its links."""
    files = {"establishments": folder / "establishments.csv", "links": folder / "links.csv"}
    if beside is None:
        for kind, path in files.items():
            path.write_bytes(sources.content(f"{kind}.csv.gz"))
        return files
    rows = [as_row(one) for one in register]
    with files["establishments"].open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    with gzip.open(next(beside.glob(LINKS))) as packed, files["links"].open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return files


def as_row(one: Known) -> list[object]:
    ages = (one.low, one.high) if one.high else ("", "")
    points = (one.easting or "", one.northing or "")
    return [one.urn, one.name, "Open", one.phase, *ages, one.street, one.locality, one.town, *points]


def read(folder: Path, pattern: str) -> Iterator[dict[str, str]]:
    with gzip.open(next(folder.glob(pattern))) as packed:
        yield from csv.DictReader(io.TextIOWrapper(packed, "cp1252", newline=""))
