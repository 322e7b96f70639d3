"""The names of families and their children: lists that ship with Firstbell, long tails, and each group's customs."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from benchmarks.linkage.rates import ErrorRates
from firstbell.invented.sources import rows

_ERAS = ((2002, "1996-2002"), (2009, "2003-2009"), (2015, "2010-2015"), (9999, "2016-2020"))
_MUSLIM = frozenset({"pakistani", "bangladeshi", "arabic"})
MUHAMMADS = ("Muhammad", "Mohammed", "Mohammad", "Muhammed", "Mohamed", "Muhammad", "Mohammed")
_MIDDLES: dict[str, dict[str, tuple[str, ...]]] = {
    "pakistani": {"M": ("Ali", "Hassan", "Khan", "Ahmed", "Raza"), "F": ("Fatima", "Noor", "Zahra", "Bibi", "Maryam")},
    "bangladeshi": {"M": ("Ahmed", "Islam", "Hussain", "Rahman"), "F": ("Akter", "Jahan", "Begum", "Sultana")},
    "welsh": {"M": ("Rhys", "Wyn", "Dafydd", "Llyr"), "F": ("Haf", "Mair", "Wyn", "Mai")},
}
_SECONDS = {"F": ("Mae", "Rose", "Grace", "Leigh", "Rae", "Louise", "Mai"), "M": ("Jay", "James", "Lee", "John", "Ray")}
# Places as English surnames hold them: the tail of rare names, of which no list has all.
_BEGINNINGS = (
    "Ac Al Ash Bar Bir Black Brad Bran Broad Brough Burt Cald Car Chad Clay Cog Cor Cran Daw Den Dun Eag Elm Fair Far "
    "Fen Gar Graf Had Hal Harg Hather Hol Hor Hux Ing Kel Kin Lang Lin Lud Mar Mel Mor New Nor Oak Old Pem Pen Ram "
    "Raw Rud Sax Shel Sher Stan Staf Stret Swin Tat Thorn Thur Tun Up Wal War Wes Whit Win Wood Wrag Yar"
).split()
_ENDINGS = (
    "bourne bridge bury by combe cott croft dale den don field ford gate grave greave ham head hurst land ley low man "
    "mere more ridge shaw shall stead stock stone ston thorpe ton tree wick wood worth"
).split()


@dataclass(frozen=True, slots=True)
class Pool:
    """Names with cumulative weights."""

    names: tuple[str, ...]
    heights: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        return self.names[bisect(self.heights, rng.random() * self.heights[-1])]


def pool(weighted: Iterable[tuple[str, float]]) -> Pool:
    kept = [(name, weight) for name, weight in weighted if weight > 0]
    return Pool(tuple(name for name, _ in kept), tuple(accumulate(weight for _, weight in kept)))


@cache
def forenames() -> dict[tuple[str, str, str], Pool]:
    """By group, sex and era, as often as they were given."""
    listed: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for row in rows("forenames.csv.gz"):
        for _, era in _ERAS:
            listed.setdefault((row["group"], row["sex"], era), []).append((row["name"], float(row[era])))
    return {key: pool(weighted) for key, weighted in listed.items()}


@cache
def surnames(leaning: int) -> dict[str, Pool]:
    """By group, every second name of the list three times as frequent; ``rare`` is the tail of English ones."""
    listed: dict[str, list[tuple[str, float]]] = {}
    for row in rows("surnames.csv.gz"):
        others = listed.setdefault(row["group"], [])
        others.append((row["name"], float(row["weight"]) * (3 if len(others) % 2 == leaning else 1)))
    tail = [first + last for first in _BEGINNINGS for last in _ENDINGS]
    listed["rare"] = [(name, 1.0) for name in tail[leaning::2] + tail[: len(tail) // 4]]
    return {group: pool(weighted) for group, weighted in listed.items()}


@dataclass(frozen=True, slots=True)
class Customs:
    """What one family's names go by.

    ``earlier`` is the surname of an earlier father, empty where there is none. ``pattern`` of the children's surname:
    ``fathers``, ``mothers``, ``double``, or ``own`` (each has a second name of its own).
    """

    group: str
    father: str
    mother: str
    earlier: str
    pattern: str
    muhammad: bool
    punjabi: bool

    @property
    def adults(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.mother, self.father)))


def customs(rng: Random, rates: ErrorRates) -> Customs:
    group = _group_pool(rates.groups).draw(rng)
    father = _surname(rng, rates, group)
    step = rng.random() < rates.step_family
    return Customs(
        group=group,
        father=father,
        mother=_mothers(rng, rates, group, father),
        earlier=_surname(rng, rates, group) if step else "",
        pattern=_pattern(rng, rates, group),
        muhammad=group in _MUSLIM and rng.random() < rates.muhammad_first,
        punjabi=group == "indian" and rng.random() < rates.punjabi,
    )


@cache
def _group_pool(groups: tuple[tuple[str, float], ...]) -> Pool:
    return pool(groups)


def _surname(rng: Random, rates: ErrorRates, group: str) -> str:
    rare = group == "english" and rng.random() < rates.rare_surnames
    return surnames(rates.leaning)["rare" if rare else group].draw(rng)


def _mothers(rng: Random, rates: ErrorRates, group: str, father: str) -> str:
    """Married under his name (in its feminine form), or under her own."""
    if group in ("pakistani", "bangladeshi"):
        return surnames(rates.leaning)[f"{group}_women"].draw(rng)
    own = rng.random() < (0.75 if group in ("african", "arabic") else 0.42)
    return feminine(_surname(rng, rates, group) if own else father, group)


def _pattern(rng: Random, rates: ErrorRates, group: str) -> str:
    if group in ("african", "arabic", "pakistani") and rng.random() < rates.own_second_name:
        return "own"
    drawn = rng.random()
    if group in ("english", "welsh", "polish", "romanian"):
        if drawn < rates.mothers_surname:
            return "mothers"
        if drawn < rates.mothers_surname + rates.double_barrelled:
            return "double"
    return "fathers"


def feminine(surname: str, group: str) -> str:
    if group == "polish" and surname.endswith(("ski", "cki", "dzki")):
        return surname[:-1] + "a"
    return "Kaur" if group == "indian" and surname == "Singh" else surname


def masculine(surname: str) -> str:
    return surname[:-1] + "i" if surname.endswith(("ska", "cka", "dzka")) else surname


def surname_of(rng: Random, rates: ErrorRates, family: Customs, sex: str, *, of_earlier: bool) -> str:
    """The surname that the roll has for a child of the family."""
    group = family.group
    if of_earlier:
        return family.earlier
    if sex == "F" and group in ("pakistani", "bangladeshi") and rng.random() < rates.womens_surname:
        return surnames(rates.leaning)[f"{group}_women"].draw(rng)
    if family.pattern == "own":
        return forenames()[group, "M", _ERAS[0][1]].draw(rng)
    if family.pattern == "double" and family.mother != family.father:
        return f"{family.mother}-{family.father}"
    mine = family.mother if family.pattern == "mothers" else family.father
    if sex == "F":
        return feminine(mine, group) if group != "polish" or rng.random() < rates.feminine_form else mine
    return "Singh" if mine == "Kaur" else masculine(mine) if group == "polish" else mine


def forenames_of(
    rng: Random, rates: ErrorRates, family: Customs, sex: str, year: int, taken: Iterable[str]
) -> tuple[str, ...]:
    """All forenames on the roll, in its order; the name by which the child is called is none of ``taken``."""
    others = tuple(taken)
    called = _called(rng, rates, family.group, sex, year, others)
    names = [called, *(name for name in _middle(rng, rates, family, sex, year) if name not in others)]
    if family.muhammad and sex == "M" and called not in MUHAMMADS:
        names.insert(0, rng.choice(MUHAMMADS))
    return tuple(dict.fromkeys(names))


def _called(rng: Random, rates: ErrorRates, group: str, sex: str, year: int, taken: tuple[str, ...]) -> str:
    era = next(era for last, era in _ERAS if year <= last)
    pool_group = "english" if group == "welsh" and rng.random() < 0.5 else group
    source = forenames()[pool_group, sex, era]
    wanted = taken[-1][:1] if taken and rng.random() < rates.alliterates else ""
    name = source.draw(rng)
    for tried in range(60):
        if name not in taken and (name.startswith(wanted) or tried > 12):
            break
        name = source.draw(rng)
    if rng.random() < rates.hyphened_forename and group == "english":
        return f"{name}-{rng.choice(_SECONDS[sex])}"
    return own_spelling(rng, name) if rng.random() < rates.own_spelling else name


def _middle(rng: Random, rates: ErrorRates, family: Customs, sex: str, year: int) -> list[str]:
    if family.punjabi:
        return ["Kaur" if sex == "F" else "Singh"]
    if rng.random() >= rates.middle_name:
        return []
    listed = _MIDDLES.get(family.group)
    if listed and rng.random() < 0.7:
        return [rng.choice(listed[sex])]
    return [forenames()[family.group, sex, _ERAS[0][1]].draw(rng)]


_OWN_SPELLINGS = (
    ("ie", "y"), ("y", "i"), ("ey", "ie"), ("ck", "k"), ("c", "k"), ("ai", "ay"), ("ea", "ee"), ("i", "y"),
    ("ph", "f"), ("x", "ks"), ("nn", "n"), ("n", "nn"), ("ll", "l"), ("a", "ah"), ("e", "ey"),
)  # fmt: skip


def own_spelling(rng: Random, name: str) -> str:
    """Another spelling that parents might choose; never of the first letter."""
    found = [(old, new) for old, new in _OWN_SPELLINGS if old in name[1:]]
    if not found:
        return name
    old, new = rng.choice(found)
    return name[0] + name[1:].replace(old, new, 1)
