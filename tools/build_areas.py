"""Pack the ONS postcode directory into the small tables of ``src/firstbell/pure/areas``.

    python tools/build_areas.py --postcodes onspd.csv.xz --authorities uk_local_authorities.csv \\
        --numbers ks4_school_information.csv.gz --forces lsoa_to_police_force.csv.gz

What each input must have is in ``src/firstbell/pure/areas/README.md``. The tables come out byte for byte the same from
the same inputs. The script stops where a district of England or Wales has no force, or another than the input says.
"""

import argparse
import csv
import gzip
import io
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import BinaryIO

OUT = Path(__file__).resolve().parents[1] / "src/firstbell/pure/areas"
COUNTRIES = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}
ISLANDS = {"GY": ("guernsey", "Guernsey"), "JE": ("jersey", "Jersey"), "IM": ("isle-of-man", "Isle of Man")}
FINE_AUTHORITIES = {"E10000028", "E06000021"}  # every postcode has its own position here, elsewhere every sector

# Which authorities make up a force's area, as police.uk names the forces. Forces are whole upper-tier authorities.
FORCES = """
avon-and-somerset E06000022 E06000023 E06000024 E06000025 E06000066
bedfordshire E06000032 E06000055 E06000056
cambridgeshire E10000003 E06000031
cheshire E06000006 E06000007 E06000049 E06000050
city-of-london E09000001
cleveland E06000001 E06000002 E06000003 E06000004
cumbria E06000063 E06000064
derbyshire E10000007 E06000015
devon-and-cornwall E10000008 E06000026 E06000027 E06000052 E06000053
dorset E06000058 E06000059
durham E06000047 E06000005
dyfed-powys W06000008 W06000009 W06000010 W06000023
essex E10000012 E06000033 E06000034
gloucestershire E10000013
greater-manchester E08000001-E08000010
gwent W06000018 W06000019 W06000020 W06000021 W06000022
hampshire E10000014 E06000044 E06000045 E06000046
hertfordshire E10000015
humberside E06000010 E06000011 E06000012 E06000013
kent E10000016 E06000035
lancashire E10000017 E06000008 E06000009
leicestershire E10000018 E06000016 E06000017
lincolnshire E10000019
merseyside E08000011-E08000015
metropolitan E09000002-E09000033
norfolk E10000020
north-wales W06000001-W06000006
north-yorkshire E06000065 E06000014
northamptonshire E06000061 E06000062
northumbria E06000057 E08000021 E08000022 E08000023 E08000024 E08000037
nottinghamshire E10000024 E06000018
south-wales W06000011 W06000012 W06000013 W06000014 W06000015 W06000016 W06000024
south-yorkshire E08000017 E08000018 E08000038 E08000039
staffordshire E10000028 E06000021
suffolk E10000029
surrey E10000030
sussex E10000011 E10000032 E06000043
thames-valley E10000025 E06000060 E06000042 E06000036-E06000041
warwickshire E10000031
west-mercia E10000034 E06000019 E06000020 E06000051
west-midlands E08000025-E08000031
west-yorkshire E08000032-E08000036
wiltshire E06000054 E06000030
"""

# Codes that ONS gave to the same place before, which the list of authorities does not know.
RECODED = {"E08000016": "E08000038", "E08000019": "E08000039"}

# GIAS's numbers for Wales, and for English authorities that one other has wholly taken over.
WALES = """
660 W06000001  661 W06000002  662 W06000003  663 W06000004  664 W06000005  665 W06000006  666 W06000023  667 W06000008
668 W06000009  669 W06000010  670 W06000011  671 W06000012  672 W06000013  673 W06000014  674 W06000016  675 W06000024
676 W06000018  677 W06000019  678 W06000020  679 W06000021  680 W06000022  681 W06000015
"""
TAKEN_OVER = {"836": "E06000058", "837": "E06000058"}


Authorities = dict[str, dict[str, str]]  # GSS code: the line of the list of authorities
Districts = dict[str, tuple[str, ...]]  # GSS code: itself, name, authority, force, country
Units = dict[str, tuple[str, int, int] | tuple[str]]  # last two letters of a postcode: district, easting, northing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("postcodes", "authorities", "numbers", "forces"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    known = {row["gss-code"]: row for row in rows(given.authorities)}
    sectors = read_sectors(given.postcodes)
    districts = district_table(known, {found[0] for units in sectors.values() for found in units.values()})
    check_forces(districts, given.forces)
    write_csv("districts.csv", "district,name,authority,force,country", sorted(districts.values()))
    write_csv("authorities.csv", "authority,name,country", authority_table(known, districts))
    write_csv("numbers.csv", "number,authority", number_table(given.numbers, districts))
    write_csv("former.csv", "former,now,name,ended", former_table(known, districts))
    write_csv("postcodes.csv.gz", "sector,district,units", postcode_table(sectors))
    write_csv("positions.csv.gz", "place,easting,northing", position_table(sectors, districts))


def read_sectors(path: Path) -> dict[str, Units]:
    sectors: dict[str, Units] = defaultdict(dict)
    for row in rows(path):
        postcode, district = row["postcode_nospace"], row["lad25cd"]
        if district in {"L99999999", "M99999999"}:
            district = ISLANDS[postcode[:2]][0]
        if district:
            has_grid = row["easting"] and not postcode.startswith("BT")  # Northern Ireland is on another grid
            position = (int(row["easting"]), int(row["northing"])) if has_grid else None
            sectors[postcode[:-2]][postcode[-2:]] = (district, *position) if position else (district,)
    return dict(sorted(sectors.items()))


def district_table(known: Authorities, found: set[str]) -> Districts:
    by_short = {row["local-authority-code"]: row["gss-code"] for row in known.values()}
    force_of = {authority: line.split()[0] for line in FORCES.split("\n") for authority in spelled_out(line)}
    islands = {code: (code, name, code, code, code) for code, name in ISLANDS.values()}
    table: Districts = {}
    for code in sorted(found):
        old = next((former for former, now in RECODED.items() if now == code), code)
        row = known.get(code) or known.get(old) or {}
        authority = by_short[row["county-la"]] if row.get("local-authority-type") == "NMD" else code
        elsewhere = {"S": "police-scotland", "N": "northern-ireland"}.get(code[0], "")
        force = force_of.get(authority, elsewhere)
        table[code] = islands.get(code) or (code, row["nice-name"], authority, force, COUNTRIES[code[0]])
    return table


def spelled_out(line: str) -> Iterator[str]:
    """The authorities of one line of FORCES, with ``A-B`` meaning every code from A to B."""
    for word in line.split()[1:]:
        first, _, last = word.partition("-")
        for number in range(int(first[3:]), int((last or first)[3:]) + 1):
            yield f"{first[:3]}{number:06}"


def check_forces(districts: Districts, path: Path) -> None:
    for code, _, _, force, _ in districts.values():
        if not force:
            raise SystemExit(f"{code} has no police force")
    for row in rows(path):
        stated = row["Police_force"].lower().replace(" ", "-").removesuffix("-police")
        ours = districts.get(row["Local authority code"])
        if ours and stated and stated != ours[3]:
            raise SystemExit(f"{ours[0]} {ours[1]}: {ours[3]} here, {stated} in {path.name}")


def authority_table(known: Authorities, districts: Districts) -> list[tuple[str, ...]]:
    country = {authority: land for _, _, authority, _, land in districts.values()}
    names = {code: row["nice-name"] for code, row in known.items()} | {row[0]: row[1] for row in districts.values()}
    return sorted((code, names[code], land) for code, land in country.items())


def number_table(path: Path, districts: Districts) -> list[tuple[str, ...]]:
    authorities = {row[2] for row in districts.values()}
    stated = {row["old_la_code"]: RECODED.get(row["new_la_code"], row["new_la_code"]) for row in rows(path)}
    wales = WALES.split()
    numbers = stated | TAKEN_OVER | dict(zip(wales[::2], wales[1::2], strict=True))
    unknown = sorted(set(numbers.values()) - authorities)
    missing = sorted(code for code in authorities - set(numbers.values()) if code[0] in "EW")
    if unknown or missing:
        raise SystemExit(
            f"numbers of authorities that do not exist: {unknown}; authorities without a number: {missing}"
        )
    return sorted(numbers.items())


def former_table(known: Authorities, districts: Districts) -> list[tuple[str, ...]]:
    """Codes no longer in use, each with the place that is now all of it, or with those among which it was split, its
    name and, where the place is no more and not its code alone, the day on which it ended."""
    now = {row[0] for row in districts.values()} | {row[2] for row in districts.values()}
    by_short = {row["local-authority-code"]: row for row in known.values()}
    former = {code: (heir, known[code]["nice-name"], "") for code, heir in RECODED.items()}
    for row in known.values():
        heirs = sorted(end["gss-code"] for end in heirs_of(row, by_short))
        for code in (*row["former-gss-codes"].split(","), row["gss-code"]):
            if code and code not in now and now.issuperset(heirs):
                former[code] = (" ".join(heirs), row["nice-name"], row["end-date"])
    return sorted((code, *more) for code, more in former.items())


def heirs_of(row: dict[str, str], by_short: dict[str, dict[str, str]]) -> Iterator[dict[str, str]]:
    """The places that are now all of one, itself if it still is."""
    following = [by_short[short] for short in row["replaced-by"].split(",") if short in by_short]
    if not following:
        yield row
    for one in following:
        yield from heirs_of(one, by_short)


def postcode_table(sectors: dict[str, Units]) -> Iterator[tuple[str, ...]]:
    """A sector within one district is one line without units; otherwise each district's units are named."""
    for sector, units in sectors.items():
        named: dict[str, list[str]] = defaultdict(list)
        for unit, found in sorted(units.items()):
            named[found[0]].append(unit)
        for district, letters in sorted(named.items()):
            yield sector, district, "".join(letters) if len(named) > 1 else ""


def position_table(sectors: dict[str, Units], districts: Districts) -> Iterator[tuple[object, ...]]:
    """A sector's line is the median of its units; a unit's own line is its distance from that."""
    for sector, units in sectors.items():
        placed = [(unit, *found) for unit, found in sorted(units.items()) if len(found) == 3]
        if not placed:
            continue
        east = round(median(easting for _, _, easting, _ in placed))
        north = round(median(northing for *_, northing in placed))
        yield sector, east, north
        for unit, district, easting, northing in placed:
            if districts[district][2] in FINE_AUTHORITIES:
                yield unit, easting - east, northing - north


def rows(path: Path) -> Iterator[dict[str, str]]:
    with unpacked(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as source:
        yield from csv.DictReader(source)


def unpacked(path: Path) -> BinaryIO | lzma.LZMAFile | gzip.GzipFile:
    if path.suffix == ".xz":
        return lzma.LZMAFile(path)
    return gzip.GzipFile(path) if path.suffix == ".gz" else path.open("rb")


def write_csv(name: str, header: str, lines: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(lines)
    raw = text.getvalue().encode()
    packed = gzip.compress(raw, 9, mtime=0) if name.endswith(".gz") else raw
    (OUT / name).write_bytes(packed)
    print(f"{name}: {raw.count(10) - 1:,} lines, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
