"""A group of a name, for one purpose: to see whether linking serves children of every kind of name alike.

It is a **proxy**: it says what kind of name this is, never who bears it. Families of the Caribbean and many others have
British names and are counted with them; a name's group says nothing of nationality, faith or descent. It is for
figures over thousands of children, never for a decision about one, and is not stored.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from firstbell.pure.names.folding import fold
from firstbell.pure.names.lists import rows
from firstbell.pure.names.placeholders import is_placeholder
from firstbell.pure.names.surnames import surname_key, surname_parts

NAME_GROUPS = (
    "british_irish",
    "welsh",
    "polish",
    "romanian",
    "other_eastern_european",
    "south_asian",
    "arabic_muslim_other",
    "african",
    "chinese_vietnamese",
)
"""The groups that names are put into; ``unknown`` is the answer where the lists say too little."""
UNKNOWN = "unknown"
SURNAME_COUNTS = 2
"""A surname's word weighs twice a forename's: forenames cross from group to group, surnames seldom do."""
ENOUGH = 0.5
"""The least share of the words that a group must have, so that a name without a clear group has none."""
_ENDINGS = (
    (re.compile(r"(ski|ska|cki|cka|wicz|czyk|czak|kowiak|wska|wski)$"), "polish"),
    (re.compile(r"(escu|eanu|oaia|aru)$"), "romanian"),
    (
        re.compile(r"(enko|chuk|[aeiou]v|ova|eva|skyi|skyy|auskas|iene|aite|yte|iute|kova|ovic|evic)$"),
        "other_eastern_european",
    ),
    (re.compile(r"(oglu|zadeh|pour)$"), "arabic_muslim_other"),
    (re.compile(r"(deep|preet|jit|singh|wala|walla|esh)$"), "south_asian"),
)
_VOTED_ON = tuple(group for group in NAME_GROUPS if group != "welsh")
Shares = Mapping[str, float]


@lru_cache(maxsize=200_000)
def name_group(forenames: str, surname: str) -> str:
    """One of ``NAME_GROUPS`` or ``unknown``: a proxy from lists of names, see the head of this file.

    Each name speaks for the groups in whose lists it stands, in shares that add up to one; the surname counts twice.
    So a surname of one group outweighs any forename; one of several groups, such as Ali, leaves it to the forename; and
    where the surname stands in no list, the forename decides alone. Wales and England share their surnames: there, a
    Welsh forename or a surname that is mostly Welsh makes the name Welsh.
    """
    family, own = _surname(surname), _forenames(forenames)
    said = [(weight, shares) for weight, shares in ((SURNAME_COUNTS, family), (1, own)) if shares]
    votes = {group: sum(weight * _share(shares, group) for weight, shares in said) for group in _VOTED_ON}
    best = max(_VOTED_ON, key=lambda group: votes[group])
    if not said or votes[best] / sum(weight for weight, _ in said) < ENOUGH:
        return UNKNOWN
    welsh = best == "british_irish" and max(family.get("welsh", 0), own.get("welsh", 0)) > ENOUGH
    return "welsh" if welsh else best


def _share(shares: Shares, group: str) -> float:
    return shares.get(group, 0) + (shares.get("welsh", 0) if group == "british_irish" else 0)


def _surname(surname: str) -> Shares:
    """What the surname says, or its parts together, or its ending."""
    whole = surname_key(surname)
    listed = _listed("surname")
    return (
        listed.get(whole)
        or _together([listed[part] for part in surname_parts(surname) if part in listed])
        or _ending(whole)
    )


def _ending(surname: str) -> Shares:
    return next(({group: 1.0} for ending, group in _ENDINGS if len(surname) > 5 and ending.search(surname)), {})


def _forenames(forenames: str) -> Shares:
    """What the first two forenames that are listed say together."""
    words = [] if is_placeholder(forenames) else fold(forenames).split()
    listed = _listed("forename")
    return _together([listed[word] for word in ("".join(words), *words) if word in listed][:2])


def _together(said: list[Shares]) -> Shares:
    return {group: sum(shares.get(group, 0) for shares in said) / len(said) for group in NAME_GROUPS} if said else {}


@cache
def _listed(kind: str) -> dict[str, Shares]:
    """Every listed name of this kind with the share of each group in those who bear it."""
    found: dict[str, Shares] = {}
    for row in rows("groups.csv.gz"):
        if row["kind"] == kind:
            counts = {group: int(row[group]) for group in NAME_GROUPS if row[group]}
            found[row["name"]] = {group: count / sum(counts.values()) for group, count in counts.items()}
    return found
