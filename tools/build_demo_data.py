"""Make the data that the invented force area stands on, from folders of public sources.

    python tools/build_demo_data.py --schools DIR --geography DIR --addresses DIR --calendar DIR --names DIR

What each folder must hold is in ``src/firstbell/invented/data/README.md``. The files come out byte for byte the same
from the same inputs. The ``*_by_hand.csv`` files beside them are read, never written.
"""

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from build_demo_names import Row, build_names, read, write

STOKE, COUNTY = "E06000021", "E10000028"

AUTHORITIES = {
    "860": "Staffordshire",
    "861": "Stoke-on-Trent",
    "830": "Derbyshire",
    "336": "Wolverhampton",
    "333": "Sandwell",
    "895": "Cheshire East",
}
PHASES = {
    "P": "Primary",
    "S": "Secondary",
    "MS": "Middle deemed secondary",
    "MP": "Middle deemed primary",
    "6": "16 plus",
    "A": "All-through",
    "N": "Nursery",
    "X": "Not applicable",
}
# The performance tables' words for a type, and GIAS's.
TYPES = {
    "Academy - Converter mainstream": "Academy converter",
    "Academy sponsor led mainstream": "Academy sponsor led",
    "Academy - Converter special school": "Academy special converter",
    "Academy - Sponsor led special school": "Academy special sponsor led",
    "Academy 16-19 converter": "Academy 16-19 converter",
    "Academy 16-19 sponsor led": "Academy 16 to 19 sponsor led",
    "Free school - Mainstream": "Free schools",
    "General further education college": "Further education",
}
# For establishments younger than the performance tables: phase, words in the name, type, lowest and highest age.
GUESSES: tuple[tuple[str, str, str, str, str], ...] = (
    ("X", "University", "Higher education institutions", "18", "99"),
    ("X", "Regent College|Strathmore College|Newfriars College", "Special post 16 institution", "16", "25"),
    ("X", "Alternative Provision|Bridge Academy", "Academy alternative provision converter", "11", "16"),
    ("X", "PRU|Short Stay|Pupil Referral|Cedars", "Pupil referral unit", "5", "16"),
    ("X", "Kaleidoscope", "Free schools special", "3", "19"),
    ("X", "", "Other independent special school", "7", "16"),
    ("N", "", "Local authority nursery school", "2", "5"),
    ("P", "First", "Academy converter", "4", "9"),
    ("P", "Infant", "Academy converter", "4", "7"),
    ("P", "Junior", "Academy converter", "7", "11"),
    ("P", "Nursery", "Academy converter", "3", "11"),
    ("P", "", "Academy converter", "4", "11"),
    ("S", "", "Academy converter", "11", "16"),
    ("A", "", "Free schools", "4", "18"),
)
BOARDING = {"124473"}  # Denstone College says so itself; the extract does not
GIAS_COLUMNS = (
    "URN|LA (code)|LA (name)|EstablishmentName|TypeOfEstablishment (name)|EstablishmentStatus (name)"
    "|PhaseOfEducation (name)|StatutoryLowAge|StatutoryHighAge|Boarders (name)|Street|Locality|Address3|Town"
    "|County (name)|Postcode|TelephoneNum|Easting|Northing"
).split("|")

NOT_HOMES = (
    "Estate",
    "Retail",
    "Business",
    "Trade",
    "Industrial",
    "Centre",
    "Bypass",
    "By-Pass",
    "Roundabout",
    "Motorway",
)
# Each neighbouring force's districts, as of 2025.
NEIGHBOURS = {
    "cheshire": "E06000049 E06000050",
    "west-mercia": "E06000051 E06000020 E07000239",
    "west-midlands": "E08000031 E08000030 E08000027 E08000028 E08000025",
    "derbyshire": "E07000035 E07000039 E07000037",
    "north-wales": "W06000006",
}


# --- schools


def kind_and_ages(row: Row) -> tuple[str, str, str]:
    low, high = row["age_low"], row["age_high"]
    if not low and " to " in row["agerange_2024"]:
        low, high = row["agerange_2024"].split(" to ")
    if row["type_2018"]:
        kind = TYPES.get(row["type_2018"], row["type_2018"])
        if "predecessor" in row["address_source"] and not kind.startswith(("Academy", "Free", "Other")):
            kind = "Academy special converter" if "special" in kind else "Academy converter"
        return kind, low, high
    for phase, words, kind, guessed_low, guessed_high in GUESSES:
        if phase == row["phase_code"] and any(word in row["name"] for word in words.split("|")):
            return kind, low or guessed_low, high or guessed_high
    raise SystemExit(f"no type for {row['urn']}")


def establishment(row: Row) -> list[str]:
    kind, low, high = kind_and_ages(row)
    number = row["la_code"] or ("861" if row["lad24cd"] == STOKE else "860")
    address = [row["street"], row["locality"], row["address3"], row["town"], "Staffordshire"]
    if not row["street"] and row["full_address_2024"]:
        parts = [part for part in row["full_address_2024"].split(", ") if part != row["postcode"]]
        address = [parts[0], "", "", parts[-1] if len(parts) > 1 else "", "Staffordshire"]
    return [
        *(row["urn"], number, AUTHORITIES[number], row["name"], kind, "Open", PHASES[row["phase_code"]], low, high),
        "Boarding school" if row["urn"] in BOARDING else "",
        *address,
        *(row["postcode"] or row["nearest_postcode"], row["telephone"], row["easting"], row["northing"]),
    ]


def build_schools(folder: Path) -> set[str]:
    rows = sorted(read(folder / "staffordshire_stoke_open_schools_2026_joined.csv"), key=lambda row: row["urn"])
    urns = {row["urn"] for row in rows}
    write("establishments.csv.gz", GIAS_COLUMNS, [establishment(row) for row in rows])
    links = [
        list(link.values())
        for link in read(folder / "gias_links_2025.csv.gz", encoding="cp1252")
        if link["URN"] in urns or link["LinkURN"] in urns
    ]
    head = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")
    write("links.csv.gz", head, sorted(links))
    return urns


# --- terms and closures


def build_calendar(folder: Path, schools: Path) -> None:
    terms, closures = [], []
    for row in read(folder / "staffordshire_la_term_dates_2019-2026.csv"):
        if row["academic_year"] not in ("2024/25", "2025/26"):
            continue
        for calendar in (COUNTY, STOKE):
            # Half terms run from Monday to Friday: the last pupil day is the Friday before, the next the Monday after.
            friday = date.fromisoformat(row["half_term_start"]) - timedelta(days=3)
            monday = date.fromisoformat(row["half_term_end"]) + timedelta(days=3)
            terms.append((calendar, row["pupils_start"], str(friday)))
            terms.append((calendar, str(monday), row["term_end"]))
            if row["fixed_inset"]:
                closures.append((calendar, row["fixed_inset"][:10], "INSET day fixed by the county"))
    write("terms.csv", ("calendar", "first_day", "last_day"), sorted(terms))
    names = {row["name"]: row["urn"] for row in read(schools / "staffordshire_stoke_open_schools_2026_joined.csv")}
    for row in read(folder / "school_inset_days_examples.csv"):
        urn = names.get(row["school"]) or names.get(row["school"].replace(" School", " High School"))
        if urn and row["academic_year"] in ("2024/25", "2025/26"):
            closures.append((urn, row["inset_date"], "INSET day"))
    write("closures.csv", ("calendar", "date", "reason"), sorted(closures))


# --- streets, districts, elsewhere


def towns_by_outcode(schools: Path) -> dict[str, str]:
    """The post town that most schools of an outcode write."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read(schools / "dfe_performance_spine_england_2017-18.csv.gz"):
        if row["TOWN"] and row["POSTCODE"]:
            said[row["POSTCODE"].split()[0]][
                row["TOWN"].title().replace("-On-", "-on-").replace("-Under-", "-under-")
            ] += 1
    return {
        outcode: sorted(count.items(), key=lambda item: (-item[1], item[0]))[0][0] for outcode, count in said.items()
    }


class Nearest:
    """The nearest of many points, by squares of a size in degrees."""

    def __init__(self, rows: Sequence[Row], size: float = 0.004) -> None:
        self.size = size
        self.squares: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in rows:
            self.squares[self.square(float(row["lat"]), float(row["lon"]))].append(row)

    def square(self, lat: float, lon: float) -> tuple[int, int]:
        return int(lat // self.size), int(lon // self.size)

    def find(self, lat: float, lon: float, metres: float) -> Row | None:
        across = math.cos(math.radians(lat))
        y, x = self.square(lat, lon)
        near = [
            (math.hypot(float(row["lat"]) - lat, (float(row["lon"]) - lon) * across) * 111_320, row["pcds"], row)
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for row in self.squares.get((y + dy, x + dx), ())
        ]
        best = min(near, default=None)
        return best[2] if best and best[0] <= metres else None


def is_a_street(name: str) -> bool:
    return not any(word in name for word in NOT_HOMES) and not any(letter.isdigit() for letter in name) and " " in name


def build_streets(addresses: Path, postcodes: Sequence[Row], towns: dict[str, str]) -> None:
    nearest = Nearest(postcodes)
    kept: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in read(addresses / "staffordshire_streets_from_police_uk.csv.gz"):
        if row["is_generic_place"] == "True" or not is_a_street(row["street"]):
            continue
        found = nearest.find(float(row["lat"]), float(row["lon"]), 120)
        if found is not None:
            outcode = found["pcds"].split()[0]
            place = (found["lad25cd"], found["easting"], found["northing"])
            kept.setdefault((row["street"], found["pcds"][:-2]), (row["street"], found["pcds"], towns[outcode], *place))
    write("streets.csv.gz", ("street", "postcode", "town", "district", "easting", "northing"), sorted(kept.values()))


def build_districts(geography: Path) -> None:
    """Each district's people and how many of a hundred are of which census group, which stands in for names."""
    with gzip.open(geography / "staffs_lsoa2021_imd2025_census2021.geojson.gz", "rt", encoding="utf-8") as text:
        areas = [feature["properties"] for feature in json.load(text)["features"]]
    named = {row["gss-code"]: row["nice-name"] for row in read(geography / "uk_local_authorities_current.csv")}
    groups = {
        "pakistani": "pak",
        "indian": "ind",
        "bangladeshi": "ban",
        "african": "baf",
        "arabic": "oet",
        "other_white": "wot",
    }
    rows = []
    for code in sorted({area["lad"] for area in areas}):
        inside = [area for area in areas if area["lad"] == code]
        people = sum(area["p"] for area in inside)
        shares = [round(sum(area["p"] * area.get(key, 0) for area in inside) / people, 2) for key in groups.values()]
        rows.append((code, named[code], STOKE if code == STOKE else COUNTY, people, *shares))
    write("districts.csv", ("district", "name", "authority", "people", *groups), rows)


def build_elsewhere(geography: Path, postcodes: Sequence[Row], towns: dict[str, str]) -> None:
    """Eighty real postcodes of each neighbouring force, near the border where it has one."""
    force_of = {code: force for force, codes in NEIGHBOURS.items() for code in codes.split()}
    ours = {(int(row["easting"]) // 4000, int(row["northing"]) // 4000) for row in postcodes}
    near: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for row in read(geography / "onspd_2025-11_uk_postcodes.csv.xz"):
        force = force_of.get(row["lad25cd"])
        if force is None or not row["easting"]:
            continue
        east, north = int(row["easting"]), int(row["northing"])
        beside = any((east // 4000 + x, north // 4000 + y) in ours for x in (-1, 0, 1) for y in (-1, 0, 1))
        if beside or force == "north-wales":
            code = row["postcode_nospace"]
            outcode = code[:-3]
            if outcode in towns or force == "north-wales":
                spaced = f"{outcode} {code[-3:]}"
                near[force].append((force, spaced, towns.get(outcode, "Wrexham"), row["lad25cd"], east, north))
    rows = [row for force in sorted(near) for row in near[force][:: max(1, len(near[force]) // 80)][:80]]
    write("elsewhere.csv", ("force", "postcode", "town", "district", "easting", "northing"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for folder in ("schools", "geography", "addresses", "calendar", "names"):
        parser.add_argument(f"--{folder}", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    build_schools(given.schools)
    build_calendar(given.calendar, given.schools)
    towns = towns_by_outcode(given.schools)
    postcodes = list(read(given.geography / "onspd_2025-11_staffordshire_pfa_postcodes.csv.gz"))
    build_streets(given.addresses, postcodes, towns)
    build_districts(given.geography)
    build_elsewhere(given.geography, postcodes, towns)
    build_names(given.names)


if __name__ == "__main__":
    main()
