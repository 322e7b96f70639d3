"""Files of invented homes to test with. Points lie in the middle of Staffordshire; UPRNs begin with 9, as no real one
does."""

import csv
from collections.abc import Iterable
from pathlib import Path

EAST, NORTH = 392_500, 323_500
"""Where the homes of the tests stand: no edge of a square is near."""
COLUMNS = (
    *("UPRN", "PARENT_UPRN", "CLASS", "USRN", "STREET", "BUILDING_NUMBER", "BUILDING_NAME", "SUB_BUILDING", "FLOOR"),
    *("POSTCODE", "X_COORDINATE", "Y_COORDINATE", "STATUS", "START_DATE", "END_DATE"),
)

Row = dict[str, str]


def home(uprn: int, number: str = "1", *, east: float = 0, north: float = 0, **columns: str) -> Row:
    """A terraced house of Example Street, so many metres east and north of the first."""
    row = {"UPRN": str(uprn), "CLASS": "RD04", "USRN": "38900001", "STREET": "Example Street", "POSTCODE": "ST16 2AB"}
    row |= {"BUILDING_NUMBER": number, "X_COORDINATE": str(EAST + east), "Y_COORDINATE": str(NORTH + north)}
    return row | columns


def street(first: int, houses: int, *, apart: float = 5.0, **columns: str) -> list[Row]:
    """One side of Example Street: numbers 1, 3, 5, ..., so many metres apart."""
    return [home(first + at, str(2 * at + 1), east=at * apart, **columns) for at in range(houses)]


def block(first: int, flats: int, *, floors: int = 1, north: float = 60, **columns: str) -> list[Row]:
    """The shell of a block and its flats on one point, as many on every floor."""
    rows = [home(first, "2", north=north, CLASS="PP")]
    for flat in range(flats):
        own = {"CLASS": "RD06", "PARENT_UPRN": str(first), "SUB_BUILDING": f"Flat {flat + 1}"}
        own["FLOOR"] = str(flat * floors // flats)
        rows.append(home(first + 1 + flat, "2", north=north, **own | columns))
    return rows


def written(path: Path, rows: Iterable[Row], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path
