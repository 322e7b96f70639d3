"""Names as they are in these towns: drawn by group, sex and year of birth, with births and weights behind them."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from firstbell.invented.sources import rows

ERAS = ((2002, "1996-2002"), (2009, "2003-2009"), (2015, "2010-2015"), (9999, "2016-2020"))
STAFF_EVERY = (
    25  # every 25th English surname is kept for staff, so that they share a party's name only where it is meant
)
GENDERED = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"))
_PLAIN = str.maketrans("łŁđĐøØ", "lLdDoO")


@dataclass(frozen=True, slots=True)
class Choice:
    """Names with cumulative weights."""

    names: tuple[str, ...]
    weights: tuple[int, ...]

    def draw(self, rng: Random) -> str:
        return rng.choices(self.names, cum_weights=self.weights)[0]


def ascii_of(name: str) -> str:
    """The name as a keyboard without accents writes it."""
    return unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()


@cache
def _forenames() -> dict[tuple[str, str, str], Choice]:
    listed: dict[tuple[str, str, str], tuple[list[str], list[int]]] = {}
    for row in rows("forenames.csv.gz"):
        for _, era in ERAS:
            names, weights = listed.setdefault((row["group"], row["sex"], era), ([], []))
            names.append(row["name"])
            weights.append(int(row[era]))
    return {key: Choice(tuple(names), tuple(accumulate(weights))) for key, (names, weights) in listed.items()}


@cache
def _parents() -> dict[str, Choice]:
    """English forenames of adults: weights fall with the rank, as names do."""
    ranked: dict[str, list[str]] = {"F": [], "M": []}
    for row in rows("parents.csv.gz"):
        ranked[row["sex"]].append(row["name"])
    return {
        sex: Choice(tuple(names), tuple(accumulate(3000 // (place + 8) for place in range(len(names)))))
        for sex, names in ranked.items()
    }


@cache
def _surnames() -> dict[str, Choice]:
    listed: dict[str, list[tuple[str, int]]] = {}
    for row in rows("surnames.csv.gz"):
        listed.setdefault(row["group"], []).append((row["name"], int(row["weight"])))
    english = sorted(listed["english"])
    listed["staff"] = [(name, 1) for name, _ in english[::STAFF_EVERY]]
    kept = {name for name, _ in listed["staff"]}
    return {
        group: Choice(
            tuple(name for name, _ in pairs if group == "staff" or name not in kept),
            tuple(accumulate(weight for name, weight in pairs if group == "staff" or name not in kept)),
        )
        for group, pairs in listed.items()
    }


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    short: dict[str, list[str]] = {}
    for row in rows("nicknames.csv.gz"):
        short.setdefault(row["name"], []).append(row["nickname"])
    return {name: tuple(nicknames) for name, nicknames in short.items()}


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Every other accepted spelling of a name."""
    sets = [row["spellings"].split() for row in rows("spellings_by_hand.csv")]
    found: dict[str, list[str]] = {}
    for names in sets:
        for name in names:
            found.setdefault(name, []).extend(other for other in names if other != name)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


def forename(rng: Random, group: str, sex: str, year: int) -> str:
    """A forename of somebody of ``group`` born in ``year``."""
    if group == "welsh" and rng.random() < 0.5:
        group = "english"  # half the children of Welsh families have the names that everybody has
    if group == "english" and year < 1996:
        return _parents()[sex].draw(rng)
    era = next(era for last, era in ERAS if year <= last)
    return _forenames()[group, sex, era].draw(rng)


def surname(rng: Random, group: str) -> str:
    return _surnames()[group].draw(rng)


def womans_surname(rng: Random, group: str, husbands: str) -> str:
    """The surname of a wife: her husband's, in its feminine form, or one of her own where the group does that."""
    if group in ("pakistani", "bangladeshi") and rng.random() < 0.75:
        return _surnames()[f"{group}_women"].draw(rng)
    if group in ("arabic", "african") and rng.random() < 0.6:
        return surname(rng, group)
    return gendered(rng, group, "F", husbands)


def gendered(rng: Random, group: str, sex: str, name: str) -> str:
    """A Polish surname in -ski becomes -ska, and Singh becomes Kaur, as often as families here keep to it."""
    if sex != "F":
        return name
    if group == "indian" and name == "Singh":
        return "Kaur"
    if group == "polish" and rng.random() < 0.7:
        for his, hers in GENDERED:
            if name.endswith(his):
                return name[: -len(his)] + hers
    return name


def staff_surname(rng: Random) -> str:
    return _surnames()["staff"].draw(rng)


def nickname(rng: Random, name: str) -> str:
    """A short form of the forename, or nothing where none is known."""
    short = _nicknames().get(name, ())
    return rng.choice(short) if short else ""


def other_spelling(rng: Random, name: str) -> str:
    """Another accepted spelling, or nothing. A name with accents can always lose them."""
    found = _spellings().get(name, ())
    if found:
        return rng.choice(found)
    plain = ascii_of(name)
    return plain if plain != name else ""


def has_other_spelling(name: str) -> bool:
    return name in _spellings() or ascii_of(name) != name
