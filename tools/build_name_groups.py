"""Makes the lists by which a name is put into a group: ``src/firstbell/pure/names/groups.csv.gz``.

    python tools/build_name_groups.py --names DIR

DIR holds the lists that ``build_demo_data.py --names`` reads; where each comes from and its licence stand in
``src/firstbell/pure/names/LICENCES.md``. Forenames weigh by births in England and Wales, shared out among the groups
whose lists have them; surnames by their place in a group's list and the group's share of people.
"""

import argparse
import csv
import gzip
import io
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from build_demo_names import ALSO_BRITISH, Births, lists_of, read
from build_demo_names import OUT as INVENTED

from firstbell.pure.names.folding import fold
from firstbell.pure.names.groups import NAME_GROUPS

OUT = Path(__file__).resolve().parents[1] / "src/firstbell/pure/names/groups.csv.gz"
SHARES = {
    "british_irish": 74, "welsh": 4, "polish": 1.5, "romanian": 1, "other_eastern_european": 1.5, "south_asian": 9.5,
    "arabic_muslim_other": 2.5, "african": 4, "chinese_vietnamese": 1,
}  # fmt: skip
"""Per cent of people, rounded from the census of England and Wales of 2021 (ethnic group, country of birth)."""
OF_THE_AREA = {
    "english": "british_irish", "welsh": "welsh", "polish": "polish", "romanian": "romanian",
    "pakistani": "south_asian", "pakistani_women": "south_asian", "bangladeshi": "south_asian",
    "bangladeshi_women": "south_asian", "indian": "south_asian", "arabic": "arabic_muslim_other", "african": "african",
}  # fmt: skip
"""The groups of the lists that the invented area has by hand and from ONS."""
LOCALES = {
    "polish": ("pl_PL", "PL"),
    "romanian": ("ro_RO", "RO", "MD"),
    "other_eastern_european": tuple(
        "uk_UA lt_LT lv_LV sk_SK cs_CZ hu_HU UA BG LT LV SK CZ HU RU BY AL XK RS HR BA MK".split()
    ),
    "south_asian": tuple("en_IN en_PK hi_IN bn_BD IN PK BD LK NP".split()),
    "arabic_muslim_other": tuple("tr_TR TR AE SA EG IQ IR JO LB LY MA DZ TN AZ".split()),
    "african": tuple("yo_NG en_NG en_KE".split()),
    "chinese_vietnamese": tuple("CN TW VN".split()),
}
"""The locales of Faker and the countries of the list of names by country that speak for a group."""
SHARING = {"romanian", "african", "welsh", "polish"}
"""Groups whose names by hand are in part Britain's too."""
BY_HAND = {
    "african": "abdi warsame farah jama hirsi aden guled dualeh mensah owusu boateng asante osei appiah agyemang addo "
    "amoah antwi ofori adjei sarpong moyo ncube dube sibanda ndlovu mpofu nyathi mutasa okafor okeke nwosu okoro eze "
    "adeyemi adebayo ogunleye tesfaye haile bekele kabongo mbala",
    "chinese_vietnamese": "nguyen tran pham hoang phan vu dang bui wong cheung leung lau chan kwok tsang tang yip "
    "zhang wang liu huang zhao zhou xu zhu lin chen",
    "arabic_muslim_other": "mahmoud saleh karimi ahmadi rahimi mohammadi hosseini rostami barzani rashid othman aziz "
    "yilmaz kaya demir celik haddad khoury hamad alsayed",
}
BY_HAND["south_asian"] = "kaur devi kumari khatun begum akter bano"
STAYS_BRITISH = {"gill", "mann", "george", "daniel", "james"}
"""Surnames of the area's other groups that are British as often."""
COMMON = {
    "ali",
    "ahmed",
    "hussain",
    "hassan",
    "khan",
    "mohamed",
    "ibrahim",
    "lee",
    "gill",
    "king",
    "young",
    "may",
    "long",
}
"""Surnames of several groups: no list of another than the area's own may claim them."""


def key(name: str) -> str:
    return fold(name).replace(" ", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    names = parser.parse_args().names
    rows = [("forename", name, found) for name, found in sorted(forenames(names).items())]
    rows += [("surname", name, found) for name, found in sorted(surnames(names).items())]
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("kind", "name", *NAME_GROUPS))
    out.writerows(
        (kind, name, *(round(found.get(group, 0)) or "" for group in NAME_GROUPS)) for kind, name, found in rows
    )
    OUT.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{OUT.name}: {len(rows):,} names, {OUT.stat().st_size:,} bytes")


def forenames(names: Path) -> dict[str, dict[str, float]]:
    """Per forename its births by group: those of the group that alone has it, or shared out by the groups' shares."""
    births, (fore, _) = Births(names), lists_of(names)
    born: dict[str, int] = defaultdict(int)
    for (name, _), eras in births.by.items():
        born[key(name)] += sum(eras)
    british = british_forenames(fore)
    groups: dict[str, set[str]] = defaultdict(set)
    for group, lists in LOCALES.items():
        for name in {key(name) for each in lists for name in fore[each]}:
            groups[name].add(group)
    for row in read(INVENTED / "forenames.csv.gz"):
        if OF_THE_AREA[row["group"]] != "british_irish":
            groups[key(row["name"])].add(OF_THE_AREA[row["group"]])
    for row in read(INVENTED / "forenames.csv.gz"):
        if key(row["name"]) in british or key(row["name"]) not in groups:
            groups[key(row["name"])].add("british_irish")
    for name in british:
        groups[name].add("british_irish")
    return {name: shared_out(born[name] + 3, found) for name, found in groups.items() if len(name) > 1}


def british_forenames(fore: dict[str, set[str]]) -> set[str]:
    """Those that lists of English-speaking countries have, but for those of immigrants that such lists have too."""
    found = {key(row["name"]) for row in read(INVENTED / "parents.csv.gz")}
    found |= {key(name) for each in ("en_IE", "GB", "IE", "AU", "NZ", "US", "CA") for name in fore[each]}
    by_hand = {key(row["name"]) for row in read(INVENTED / "forenames_by_hand.csv") if row["group"] not in SHARING}
    return (found - by_hand - {"muhammad", "mohammed", "mohammad"}) | {name.lower() for name in ALSO_BRITISH}


def shared_out(births: int, groups: set[str]) -> dict[str, float]:
    """Births of a name that Britain gives too are nearly all Britain's: the others have their root at most."""
    others = sorted(groups - {"british_irish"})
    whole = sum(SHARES[group] for group in others)
    british = "british_irish" in groups
    theirs = math.sqrt(births) * 3 if british else births
    found = {group: max(1, theirs * SHARES[group] / whole) for group in others}
    return found | ({"british_irish": births} if british else {})


def surnames(names: Path) -> dict[str, dict[str, float]]:
    """Per surname its people in a million by group, from the area's lists and those of locales and countries."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    by_group: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in read(INVENTED / "surnames.csv.gz"):
        by_group[OF_THE_AREA[row["group"]]][key(row["name"])] += float(row["weight"])
    own = {name for listed in by_group.values() for name in listed}
    _, sur = lists_of(names)
    for group, lists in LOCALES.items():
        least = min(by_group[group].values(), default=1.0)
        for name in [key(name) for each in lists for name, _ in split(sur[each])] + BY_HAND.get(group, "").split():
            if len(name) > 1 and name not in COMMON and (name not in own or name in BY_HAND.get(group, "").split()):
                by_group[group].setdefault(name, least)
    for name in by_group["south_asian"] | by_group["arabic_muslim_other"] | by_group["african"] | by_group["polish"]:
        if name not in STAYS_BRITISH:
            by_group["british_irish"].pop(name, None)
    for group, listed in by_group.items():
        whole = sum(listed.values())
        for name, weight in listed.items():
            found[name][group] = max(1, weight / whole * SHARES[group] * 10_000)
    return found


def split(listed: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """The country list writes some names in several ways, with strokes between them."""
    return [(part, weight) for name, weight in listed for part in name.split("/")]


if __name__ == "__main__":
    main()
