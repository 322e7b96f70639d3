"""Makes the list of common names in other scripts: ``src/firstbell/pure/names/other_scripts.txt``.

    python tools/build_other_scripts.py --names DIR

where DIR holds ``person_name_variants_wikidata_rigour.txt.gz`` (sets of spellings of one name in all scripts, from
Wikidata, CC0, by way of rigour, MIT) and ``ons_baby_names_england_wales_1996-2020.csv.gz`` (OGL v3). A name of another
script is given the Latin spelling of its set that England and Wales give children and that sounds most like its
letters: يوسف stands in one set with Joseph and with Yusuf, and is Yusuf.
"""

import argparse
import csv
import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import OSA

from firstbell.pure.names import scripts
from firstbell.pure.names.folding import skeleton
from firstbell.pure.names.lists import lines

OUT = Path(__file__).resolve().parents[1] / "src/firstbell/pure/names/other_scripts.txt"
HEAD = """\
# Common forenames of Arabic, Cyrillic, Greek and Indian scripts: the Latin spelling, then how it is written there.
# Made by tools/build_other_scripts.py; do not edit.
# From Wikidata (CC0; by way of rigour 1.4.2, MIT) and ONS baby names in England and Wales 1996 to 2020. Contains public
# sector information licensed under the Open Government Licence v3.0.
"""
ENOUGH = 30
"""Births in England and Wales since 1996 that make a Latin spelling worth looking for."""
BY_HAND = {"abd": ("عبد",), "abu": ("ابو",), "bin": ("بن",), "bint": ("بنت",), "ibn": ("ابن",), "umm": ("ام",)}
BY_HAND |= {"rayan": ("ریان",), "faizan": ("فیضان",), "raza": ("رضا",), "georgi": ("георги",)}
BY_HAND |= {"singh": ("سنگه", "सिंह"), "kaur": ("کور",), "khan": ("خان",), "begum": ("بیگم",), "bibi": ("بیبی",)}
"""What stands in many names and means something; and what the rule below would get wrong."""
LISTED = frozenset(word for line in lines("spellings.txt") for word in line.split())
ARABIC = re.compile("[\u0620-\u06d3]{2,}")
LETTERED = re.compile("[\u0400-\u04ff]{2,}|[\u0370-\u03ff]{2,}|[\u0900-\u0cff]{2,}")
"""Scripts that write their vowels: Cyrillic, Greek, those of India."""


def births(names: Path) -> Counter[str]:
    counted: Counter[str] = Counter()
    with gzip.open(names / "ons_baby_names_england_wales_1996-2020.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            counted[row["name"].lower()] += int(row["n"])
    return counted


def sets_of_spellings(names: Path) -> Iterator[list[str]]:
    with gzip.open(names / "person_name_variants_wikidata_rigour.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield [
                unicodedata.normalize("NFKC", name.strip()).casefold() for name in line.partition("=>")[0].split(",")
            ]


def candidates(names: Path, born: Counter[str]) -> dict[str, tuple[str, set[str]]]:
    """Each name of another script as it is listed, with its fullest writing and the Latin spellings in sets with it."""
    written: dict[str, set[str]] = defaultdict(set)
    latin: dict[str, set[str]] = defaultdict(set)
    for spellings in sets_of_spellings(names):
        for name in spellings:
            if ARABIC.fullmatch(name) or LETTERED.fullmatch(name):
                listed = scripts.as_listed(name)
                written[listed].add(name)
                latin[listed] |= {each for each in spellings if each.isascii() and born[each] >= ENOUGH}
    return {name: (max(written[name], key=lambda each: (fullness(each), each)), latin[name]) for name in written}


def fullness(name: str) -> int:
    """How many letters of the name say more than the letter that is listed for them."""
    return sum(letter in "إأىةئآ" for letter in name)


def best(name: str, latin: set[str], born: Counter[str]) -> str:
    """The spelling most like the letters, of those the commonest; nothing where none is like them.

    The consonants must be the same but for one; a letter's difference in the vowels weighs like four times the births.
    """
    ruled = by_rule(name)
    apart = {spelling: OSA.distance(consonants(ruled), consonants(spelling)) for spelling in latin}
    like = {spelling: born[spelling] / 4 ** OSA.distance(skeleton(ruled), skeleton(spelling)) for spelling in latin}
    chosen = min(latin, key=lambda spelling: (apart[spelling], -like[spelling], spelling), default="")
    return chosen if chosen and apart[chosen] <= 1 else ""


def by_rule(name: str) -> str:
    """In plain letters; not by way of ``fold``, which reads the very list that is made here."""
    return "".join(re.findall("[a-z]", anyascii(scripts.by_the_letters(name)).lower()))


def will_do(name: str, chosen: str) -> bool:
    """Whether the rule makes the same of it or, where vowels are written, what is listed among a name's spellings."""
    return by_rule(name) == chosen or (bool(LETTERED.fullmatch(name)) and by_rule(name) in LISTED)


def consonants(word: str) -> str:
    """How the word sounds without its vowels, but for one that begins it and the one that ends it."""
    sound = skeleton(word)
    first = "a" if sound[0] in "aeiou" else sound[0]
    return first + "".join(letter for letter in sound[1:-1] if letter not in "aeiou") + sound[-1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    names = parser.parse_args().names
    born = births(names)
    listed = {latin: list(others) for latin, others in BY_HAND.items()}
    by_hand = {name for others in BY_HAND.values() for name in others}
    for name, (written, latin) in sorted(candidates(names, born).items()):
        chosen = best(written, latin, born)
        if chosen and name not in by_hand and not will_do(name, chosen):
            listed.setdefault(chosen, []).append(name)
    rows = [" ".join((latin, *others)) for latin, others in sorted(listed.items())]
    OUT.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(
        f"{OUT.name}: {len(rows):,} names, {sum(map(len, listed.values())):,} spellings, {OUT.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
