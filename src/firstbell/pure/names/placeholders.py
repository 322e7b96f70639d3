"""Words that stand where a forename is not known: the child is not called Baby, Twin One or Unknown."""

import re
from functools import lru_cache

from firstbell.pure.names.folding import TITLES, fold

# No child here is called any of these. Health records list the same ones (NHS England's linkage).
NO_NAMES = frozenset(
    {
        "anon", "anonymous", "baby", "babyboy", "babygirl", "bump", "child", "daughter", "eldest", "elder", "female",
        "fetus", "fnu", "foetus", "girl", "infant", "kid", "lnu", "name", "newborn", "nfa", "nk", "noname", "notgiven",
        "notknown", "null", "older", "quad", "quadruplet", "refused", "sibling", "stillborn", "tba", "tbc", "tbd",
        "toddler", "triplet", "twin", "ubb", "unborn", "undisclosed", "unidentified", "unk", "unknown", "unnamed",
        "withheld", "xx", "xxx", "younger", "youngest", "youth",
    }
)  # fmt: skip
# These are somebody's name too (Son and Na in Korea and Vietnam, Nil in Turkey): no name where they stand alone, or
# before a word that is no name either.
_PERHAPS_NAMES = frozenset(
    {"boy", "brother", "first", "forename", "male", "na", "nil", "no", "none", "not", "second", "sister", "son", "x"}
)
_NUMBERS = frozenset({"one", "two", "three", "of", "to", "a", "b", "st", "nd", "given", "known", "stated", "yet"})
# n/a, n/k, u/k; b/o Sarah is the baby of Sarah, s/o and d/o her son and daughter.
_SLASHED = re.compile(r"\W*(?:n\s*/\s*[ak]|u\s*/\s*k|[bsdi]\s*/\s*o)\b")


@lru_cache(maxsize=200_000)
def is_placeholder(forenames: str) -> bool:
    """True where the first word is no name: ``baby boy Okafor``, ``unknown``, ``twin one``, ``b/o Sarah``, or a title
    alone. Nothing at all is none of these."""
    if "/" in forenames and _SLASHED.match(forenames.casefold()):
        return True
    first, *others = fold(forenames).split() or [""]
    if first in NO_NAMES or (first in TITLES and not others):
        return True
    return first in _PERHAPS_NAMES and (not others or others[0] in NO_NAMES | _PERHAPS_NAMES | _NUMBERS)
