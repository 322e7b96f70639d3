"""Makes the list of forenames that many children here bear: ``src/firstbell/pure/names/borne_by_many.txt``.

    python tools/build_common_names.py --names DIR

where DIR holds ``ons_baby_names_england_wales_1996-2020.csv.gz`` (births by year, sex and name; ONS, OGL v3). A name is
on the list where at least ``ENOUGH`` children were given it in England and Wales since ``SINCE``, boys and girls
together: 92 children in 100 bear one of them. Such a name is seldom a slip for another such name, for a brother or
sister may bear it.
"""

import argparse
import csv
import gzip
from collections import Counter
from pathlib import Path
from textwrap import wrap

from firstbell.pure.names import fold

OUT = Path(__file__).resolve().parents[1] / "src/firstbell/pure/names/borne_by_many.txt"
SINCE = 2003
"""The oldest children of a roll were born in this year, or after it."""
ENOUGH = 200
HEAD = f"""\
# Forenames that at least {ENOUGH} children born in England and Wales since {SINCE} were given, folded and run together.
# Made by tools/build_common_names.py; do not edit.
# From ONS baby names in England and Wales 1996 to 2020. Contains public sector information licensed under the Open
# Government Licence v3.0.
"""


def births(names: Path) -> Counter[str]:
    """Children by folded name, from all the years that count."""
    counted: Counter[str] = Counter()
    with gzip.open(names / "ons_baby_names_england_wales_1996-2020.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= SINCE:
                counted[fold(row["name"]).replace(" ", "")] += int(row["n"])
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    counted = births(parser.parse_args().names)
    common = sorted(name for name, born in counted.items() if born >= ENOUGH)
    OUT.write_text(HEAD + "\n".join(wrap(" ".join(common), 120)) + "\n", encoding="utf-8")
    share = sum(counted[name] for name in common) / counted.total()
    print(f"{OUT.name}: {len(common):,} names, borne by {share:.1%} of {counted.total():,} children")


if __name__ == "__main__":
    main()
