"""The names part of ``build_demo_data.py``: forenames by group, sex and era, surnames with weights, nicknames."""

import csv
import gzip
import io
import lzma
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src/firstbell/invented/data"
Row = dict[str, str]

ERAS = (("1996-2002", 1996, 2002), ("2003-2009", 2003, 2009), ("2010-2015", 2010, 2015), ("2016-2020", 2016, 2020))
# Which lists say that a forename belongs to a group: (locales of faker, countries of the country list).
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "welsh": ((), ()),
    "polish": (("pl_PL",), ("PL",)),
    "romanian": (("ro_RO",), ("RO",)),
    "pakistani": (("en_PK",), ("PK",)),
    "bangladeshi": ((), ("BD", "PK")),
    "indian": (("en_IN",), ("IN",)),
    "arabic": ((), ("AE", "SA", "EG", "IQ")),
    "african": (("yo_NG", "en_NG"), ("ZA",)),
}
LIKE_BRITAIN = {"polish", "romanian", "african"}  # groups that share forenames with Britain
DAMPED = LIKE_BRITAIN | {"indian"}
ALSO_BRITISH = {"ADAM", "LAYLA", "ZARA", "SARA", "NADIA", "AMELIA"}


def read(path: Path, encoding: str = "utf-8-sig") -> Iterator[Row]:
    unpack = {".gz": gzip.decompress, ".xz": lzma.decompress}.get(path.suffix, bytes)
    yield from csv.DictReader(io.StringIO(unpack(path.read_bytes()).decode(encoding), newline=""))


def write(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(head)
    out.writerows(rows)
    content = text.getvalue().encode()
    (OUT / name).write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content)
    print(f"{name}: {(OUT / name).stat().st_size:,} bytes")


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁđĐøØ", "lLdDoO")))
    return "".join(letter for letter in plain if letter.isascii()).upper()


class Births:
    """ONS births by name, sex and era."""

    def __init__(self, names: Path) -> None:
        self.by: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(ERAS))
        for row in read(names / "ons_baby_names_england_wales_1996-2020.csv.gz"):
            year = int(row["year"])
            era = next(number for number, (_, first, last) in enumerate(ERAS) if first <= year <= last)
            self.by[row["name"], row["sex"]][era] += int(row["n"])

    def total(self, name: str, sex: str) -> int:
        return sum(self.by.get((fold(name), sex), ()))


def lists_of(names: Path) -> tuple[dict[str, set[str]], dict[str, list[tuple[str, float]]]]:
    """Forenames by locale or country, and surnames with their weight by locale or country."""
    fore: dict[str, set[str]] = defaultdict(set)
    sur: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in read(names / "faker_40.54_person_names_by_locale.csv.gz"):
        if row["kind"] == "last":
            sur[row["locale"]].append((row["name"], float(row["weight"] or 0)))
        else:
            fore[row["locale"]].add(row["name"])
    for row in read(names / "common-forenames-by-country.csv"):
        fore[row["Country"]].add(row["Romanized Name"] if not fold(row["Localized Name"]) else row["Localized Name"])
    for row in read(names / "common-surnames-by-country.csv"):
        sur[row["Country"]].append((row["Romanized Name"], float(row["Count"] or 0)))
    return fore, sur


def forenames_of_groups(names: Path, births: Births, british: set[str]) -> dict[str, dict[str, str]]:
    """Per group its forenames with their sex: those by hand, and those of the lists that England gives its children."""
    fore, _ = lists_of(names)
    found: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    for group, (locales, countries) in GROUPS.items():
        for name in set().union(*(fore[key] for key in (*locales, *countries))):
            girls, boys = births.total(name, "F"), births.total(name, "M")
            if fold(name) and girls + boys >= 30 and (group in LIKE_BRITAIN or fold(name) not in british):
                found[group][name] = "F" if girls > boys else "M"
    for row in read(OUT / "forenames_by_hand.csv"):
        found[row["group"]][row["name"]] = row["sex"]
    return found


def build_forenames(names: Path, births: Births) -> None:
    fore, _ = lists_of(names)
    british = {fold(name) for key in ("en_GB", "en_IE", "AU", "NZ", "US", "CA") for name in fore[key]} | ALSO_BRITISH
    british -= {"MUHAMMAD", "MOHAMMED"}
    found = forenames_of_groups(names, births, british)
    plainly = {fold(name) for group in ("pakistani", "bangladeshi", "arabic") for name in found[group]}
    plainly |= {
        fold(row["name"]) for row in read(OUT / "forenames_by_hand.csv") if row["group"] in ("indian", "polish")
    }
    plainly |= {"MIKOLAJ", "MAKSYMILIAN"}
    rows: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for group, listed in found.items():
        for name, sex in sorted(listed.items()):
            counts = [count + 3 for count in births.by.get((fold(name), sex), [0] * len(ERAS))]
            if fold(name) in british or group in DAMPED:  # births that are mostly other people's
                counts = [min(math.isqrt(count), 45) for count in counts]
            rows[group, sex, fold(name)] = (group, sex, name, *counts)
    for sex in "FM":
        kept = [(n, s) for n, s in births.by if s == sex and (n in british or n not in plainly)]
        for name, _ in sorted(kept, key=lambda key: (-sum(births.by[key]), key))[:650]:
            rows["english", sex, name] = ("english", sex, name.title(), *births.by[name, sex])
    write(
        "forenames.csv.gz", ("group", "sex", "name", *(era for era, _, _ in ERAS)), [rows[key] for key in sorted(rows)]
    )
    write("parents.csv.gz", ("sex", "name", "rank"), parents(names))


def parents(names: Path) -> list[tuple[str, str, int]]:
    """Faker's English forenames in its own order, which is roughly by frequency among adults."""
    ranked: dict[str, list[str]] = {"F": [], "M": []}
    for row in read(names / "faker_40.54_person_names_by_locale.csv.gz"):
        if row["locale"] == "en_GB" and row["kind"] in ("first_F", "first_M"):
            ranked[row["kind"][-1]].append(row["name"])
    return [(sex, name, place) for sex in "FM" for place, name in enumerate(ranked[sex], 1)]


def build_surnames(names: Path) -> None:
    _, sur = lists_of(names)
    rows = {("english", name): round(weight * 1000) for name, weight in sur["en_GB"]}
    for name, _ in sur["en_IE"]:
        rows.setdefault(("english", name), 3)
    for name, count in sur["PL"]:
        rows["polish", name] = round(count / 2000)
    for row in read(OUT / "surnames_by_hand.csv"):
        rows[row["group"], row["name"]] = int(row["weight"])
    write("surnames.csv.gz", ("group", "name", "weight"), [(*key, rows[key]) for key in sorted(rows)])


def build_nicknames(names: Path, births: Births) -> None:
    """The pairs whose both halves England gives its children, and those written by hand."""
    pairs = {
        (row["name1"].title(), row["name2"].title())
        for row in read(names / "english_nicknames.csv")
        if max(births.total(row["name1"], "F"), births.total(row["name1"], "M")) >= 500
        and max(births.total(row["name2"], "F"), births.total(row["name2"], "M")) >= 30
    }
    pairs |= {(row["name"], row["nickname"]) for row in read(OUT / "diminutives_by_hand.csv")}
    write("nicknames.csv.gz", ("name", "nickname"), sorted(pairs))


def build_names(names: Path) -> None:
    births = Births(names)
    build_forenames(names, births)
    build_surnames(names)
    build_nicknames(names, births)
